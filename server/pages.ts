/** The built pages: read once at the start, served with their headers. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The three documents that Vite builds. */
const PAGES = ['participant', 'display', 'clerk'] as const;
export type PageName = (typeof PAGES)[number];

/** The pages of this build. */
export interface Pages {
  /** Changes when any page does. */
  build: string;
  /** Folder of the hashed files. */
  folder: string;
  html: (page: PageName) => string;
  /** The style sheet of what the server renders itself. */
  css: string;
  /** The icon in the browser's tab, SVG. */
  icon: string;
}

/** The pages have not been built. */
export class PagesMissing extends Error {
  override readonly name = 'PagesMissing';
}

/**
 * @param folder `dist/pages` @param root the checkout @param origin the public address, told to the pages
 * @throws PagesMissing
 */
export async function openPages(folder: string, root: string, origin = ''): Promise<Pages> {
  const html = new Map<PageName, string>();
  for (const page of PAGES) {
    const text = await readFile(join(folder, page, 'index.html'), 'utf8').catch((cause: unknown) => {
      throw new PagesMissing(`The pages are not built. Run "npm run build" first.`, { cause });
    });
    // It went through `URL`, so it holds nothing that could end the attribute.
    html.set(page, text.replace('</head>', `<meta name="public-origin" content="${origin}" /></head>`));
  }
  const css = (
    await Promise.all(
      ['browser/tokens.css', 'server/town.css'].map((file) => readFile(join(root, file), 'utf8')),
    )
  ).join('\n');
  const icon = await readFile(join(root, 'server/icon.svg'), 'utf8');
  const build = createHash('sha256')
    .update([...html.values(), css].join('\n'))
    .digest('base64url')
    .slice(0, 10);
  return { build, folder, html: (page) => html.get(page)!, css, icon };
}
