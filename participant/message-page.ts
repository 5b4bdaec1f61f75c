/** A page that has only something to say, and the way home. */
import { css, html, type TemplateResult } from 'lit';
import type { Words } from './words.ts';

export const messageLook = css`
  .message {
    flex: 1;
    display: grid;
    align-content: center;
    justify-items: start;
    gap: var(--space-3);
    max-inline-size: 32rem;
    margin-inline: auto;
    padding: var(--space-6) var(--space-5);
  }
  .message > a {
    justify-self: start;
  }
  .message h1 {
    font-size: var(--text-title);
    line-height: 1.25;
    text-wrap: balance;
  }
`;

/** While the first answer is on its way. */
export function openingPage(said: string): TemplateResult {
  return html`<main class="message">
    <h1 class="spoken">Pleno</h1>
    <p role="status">${said}</p>
  </main>`;
}

/** What is wrong, and where to go from here. */
export function messagePage({ citizen }: Words, title: string, hint: string): TemplateResult {
  return html`<main class="message">
    <h1>${title}</h1>
    <p>${hint}</p>
    <a class="button" href="/">${citizen.home}</a>
  </main>`;
}
