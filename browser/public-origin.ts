/** Under which address people find the town: what codes to scan and links to share must say. */

/** The server's public address, if it was given one, else the address of this page; without a path. */
export function publicOrigin(): string {
  const given = document.querySelector<HTMLMetaElement>('meta[name="public-origin"]')?.content;
  return given || location.origin;
}
