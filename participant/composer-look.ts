/** How the composer stands: one line until it is touched, then all it can do. */
import { css } from 'lit';

export const composerLook = css`
  :host {
    display: block;
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }
  :host([open]) {
    box-shadow: 0 -6px 24px rgb(0 0 0 / 14%);
  }
  form {
    display: grid;
    gap: var(--space-2) var(--space-3);
    padding: var(--space-2) var(--space-4);
    max-block-size: calc(100dvh - var(--target));
    overflow: auto;
    overscroll-behavior: contain;
  }
  :host(:not([open])) form {
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: end;
  }
  :host([open]) form {
    padding-block-start: var(--space-3);
  }
  textarea,
  input,
  select {
    inline-size: 100%;
    min-inline-size: 0;
    padding: calc((var(--target) - 1.5em - 3px) / 2) var(--space-3);
    /* Clear of the row with the button, which sticks. */
    scroll-margin-block: 1.5rem 4.5rem;
  }
  textarea {
    display: block;
    resize: none;
    field-sizing: content;
    max-block-size: 12rem;
    line-height: 1.5;
  }
  :host([open]) textarea {
    min-block-size: calc(4.5em + var(--space-4));
  }
  :host(:not([open])) textarea {
    max-block-size: var(--target);
    overflow: hidden;
    white-space: nowrap;
  }
  textarea[aria-invalid='true'] {
    border-color: var(--bad);
  }
  .pair label {
    font-size: var(--text-small);
    color: var(--soft);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-1);
  }
  .top button {
    padding-inline: var(--space-2);
  }
  fieldset {
    display: flex;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  fieldset label {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: var(--target);
    padding-inline: var(--space-3);
    border: 1.5px solid var(--control-line);
    font-weight: 600;
    cursor: pointer;
  }
  fieldset label:first-of-type {
    border-start-start-radius: var(--pill);
    border-end-start-radius: var(--pill);
  }
  fieldset label:last-of-type {
    margin-inline-start: -1.5px;
    border-start-end-radius: var(--pill);
    border-end-end-radius: var(--pill);
  }
  fieldset label:has(:checked) {
    background: var(--town-tint);
    border-color: var(--town);
    color: var(--town);
    z-index: 1;
  }
  fieldset label:has(:focus-visible) {
    outline: 3px solid var(--town);
    outline-offset: 2px;
  }
  fieldset input {
    position: absolute;
    inset: 0;
    min-block-size: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: var(--space-2) var(--space-3);
  }
  .end {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-3);
  }
  :host([open]) .end {
    position: sticky;
    inset-block-end: calc(-1 * var(--space-2));
    margin-block-end: calc(-1 * var(--space-2));
    padding-block-end: var(--space-2);
    background: var(--surface);
  }
  .end button {
    border-radius: var(--radius);
  }
  button[aria-disabled='true'] {
    background: none;
    border-color: var(--control-line);
    color: var(--soft);
    cursor: default;
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .wrong {
    color: var(--bad);
    font-weight: 600;
    font-size: var(--text-small);
  }
  .closed {
    padding: var(--space-3) var(--space-4);
  }
  .closed:not([hidden]) + form {
    padding-block-start: 0;
  }
  @media (forced-colors: active) {
    fieldset label:has(:checked) {
      text-decoration: underline;
    }
  }
`;
