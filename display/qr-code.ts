/** A QR code as one path. */
import { html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** Modules of white around the code, so that it reads on a dark wall too. */
const QUIET_ZONE = 3;

/** The QR code of a link, black on its own white, sized by its box. */
export function qrCode(link: string): TemplateResult {
  const { data, size } = encode(link, { ecc: 'M', border: QUIET_ZONE });
  const runs: string[] = [];
  data.forEach((row, y) => {
    // One bar per run of dark modules: fewer edges that could show as hairlines.
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      const length = x - start + 1;
      runs.push(`M${start} ${y}h${length}v1h${-length}z`);
    }
  });
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true">
    <rect width=${size} height=${size} fill="#fff"></rect>
    <path d=${runs.join('')} fill="#000"></path>
  </svg>`;
}
