/** The drawn marks of the wall. None speaks alone: each stands beside its words. */
import { html, type TemplateResult } from 'lit';

/** A plain shield with a mural crown, in the place of the town's own arms. */
export function coatOfArms(): TemplateResult {
  return html`<svg class="arms" viewBox="0 0 44 50" aria-hidden="true">
    <path
      d="M3 2.5h38a1.5 1.5 0 0 1 1.5 1.5v24c0 10.5-8.6 17.3-20.5 20C10.1 45.3 1.5 38.5 1.5 28V4A1.5 1.5 0 0 1 3 2.5z"
      fill="currentColor"
      fill-opacity="0.14"
      stroke="currentColor"
      stroke-opacity="0.75"
      stroke-width="2"
    ></path>
    <path
      d="M12 14h4v3.5h4V14h4v3.5h4V14h4v8l-2 2v9H14v-9l-2-2zm8 19v-4.5a2 2 0 0 1 4 0V33z"
      fill="currentColor"
      fill-rule="evenodd"
    ></path>
  </svg>`;
}

/** Beside "Resident". */
export function residentShield(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M12 2.2 20 5v6.5c0 5-3.3 8.6-8 10.3-4.7-1.7-8-5.3-8-10.3V5zm-3.7 9.6 2.7 2.7 4.9-5.2"
      fill="none"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
      stroke-linejoin="round"
    ></path>
  </svg>`;
}

/** Beside the words for a wall without its server. */
export function pulledPlug(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v2m0 3v.01"
      fill="none"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
      stroke-linejoin="round"
    ></path>
  </svg>`;
}
