/** The look that every element of the console shares; colours and spaces come from `browser/tokens.css`. */
import { css } from 'lit';

export const look = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
  }
  /* An empty marker rather than none: without markers Safari no longer tells that it is a list. */
  ul,
  ol {
    list-style: '';
  }
  fieldset {
    border: 0;
    min-inline-size: 0;
  }
  a {
    color: var(--town);
    text-underline-offset: 0.2em;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 3px solid var(--town);
    outline-offset: 2px;
  }

  /* Words that neighbours wrote: any script, any length, never out of their box. */
  .words {
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
  }
  .soft {
    color: var(--soft);
  }
  .small {
    font-size: var(--text-small);
  }
  .label {
    color: var(--soft);
    font-size: 0.8125rem;
    font-weight: 700;
    letter-spacing: 0.01em;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-block-size: var(--target);
    padding: 0.375rem 0.8125rem;
    border: 1px solid var(--control-line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font-weight: 600;
    line-height: 1.2;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition: background-color var(--quick);
  }
  .button:hover {
    background: var(--town-tint);
  }
  .button[aria-disabled='true'] {
    border-style: dashed;
    background: transparent;
    color: var(--soft);
    font-weight: 400;
    cursor: default;
  }
  .main {
    border-color: var(--town);
    background: var(--town);
    color: var(--on-town);
  }
  .main:hover {
    background: color-mix(in oklab, var(--town) 88%, var(--ink));
  }
  .main[aria-disabled='true'] {
    border: 1px solid var(--town);
    background: var(--town);
    color: var(--on-town);
    opacity: 0.75;
  }
  .danger {
    border-color: var(--bad);
    background: var(--bad);
    color: var(--on-bad);
  }
  .danger:hover {
    background: color-mix(in oklab, var(--bad) 86%, var(--ink));
  }
  .quiet {
    border-color: transparent;
    background: transparent;
    color: var(--soft);
  }
  .quiet:hover {
    color: var(--ink);
  }

  kbd {
    display: inline-grid;
    place-items: center;
    min-inline-size: 1.5rem;
    block-size: 1.375rem;
    padding-inline: 0.3125rem;
    border: 1px solid color-mix(in oklab, currentcolor 45%, transparent);
    border-block-end-width: 2px;
    border-radius: 0.3125rem;
    font: inherit;
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1;
  }

  /* Who has no keyboard at hand needs no caps. */
  @media (pointer: coarse) {
    .button kbd {
      display: none;
    }
  }

  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    padding: 0.125rem 0.625rem;
    border-radius: var(--pill);
    font-size: var(--text-small);
    font-weight: 600;
    white-space: nowrap;
  }
  .test {
    padding: 0.125rem 0.5rem;
    border: 2px solid currentcolor;
    border-radius: 0.3125rem;
    font-size: 0.8125rem;
    font-weight: 800;
    letter-spacing: 0.08em;
    line-height: 1.2;
  }

  @media (forced-colors: active) {
    .button,
    kbd,
    .pill {
      border: 1px solid;
    }
  }
`;

/** Forms: labels over fields, hints under labels, errors in words next to their field. */
export const formLook = css`
  form,
  .fields {
    display: grid;
    gap: var(--space-5);
  }
  .field {
    display: grid;
    gap: var(--space-1);
    align-content: start;
    min-inline-size: 0;
  }
  .field > label,
  .field > legend,
  .name {
    font-weight: 600;
  }
  .hint {
    color: var(--soft);
    font-size: var(--text-small);
    text-wrap: pretty;
  }
  input:not([type='checkbox']),
  textarea {
    inline-size: 100%;
    min-block-size: var(--target);
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--control-line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  input[aria-invalid='true'],
  textarea[aria-invalid='true'] {
    border-color: var(--bad);
    box-shadow: inset 0 0 0 1px var(--bad);
  }
  input[type='checkbox'] {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0;
    accent-color: var(--town);
  }
  .tick {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: var(--target);
    inline-size: fit-content;
    cursor: pointer;
  }
  .error {
    color: var(--bad);
    font-size: var(--text-small);
    font-weight: 600;
    text-wrap: pretty;
  }
  .notice {
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius);
    background: var(--bad-tint);
    color: var(--bad);
    font-weight: 600;
    text-wrap: pretty;
  }
  .notice.calm {
    background: var(--town-tint);
    color: var(--ink);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
`;
