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

/** What the server tells its pages. */
export interface PageHead {
  /** Where people find the town, if that is set. */
  publicOrigin: string | undefined;
  /** Somebody is editing: open pages reload by themselves. */
  watched: boolean;
}

/** The pages have not been built. */
export class PagesMissing extends Error {
  override readonly name = 'PagesMissing';
}

/**
 * @param folder `dist/pages` @param root the checkout @param head what all pages are told in their head
 * @throws PagesMissing
 */
export async function openPages(folder: string, root: string, head: PageHead): Promise<Pages> {
  const html = new Map<PageName, string>();
  for (const page of PAGES) {
    const text = await readFile(join(folder, page, 'index.html'), 'utf8').catch((cause: unknown) => {
      throw new PagesMissing(`The pages are not built. Run "npm run build" first.`, { cause });
    });
    html.set(page, text.replace('</head>', `${headHtml(head)}</head>`));
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

function headHtml({ publicOrigin, watched }: PageHead): string {
  // The origin went through `URL`, so it holds nothing that could end the attribute.
  const origin = publicOrigin === undefined ? '' : `<meta name="public-origin" content="${publicOrigin}" />`;
  return origin + (watched ? '<meta name="watched" />' : '');
}
