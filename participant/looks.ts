/** The look that the elements of this page share: what can be pressed, what can be filled in, how a text of the public stands. */
import { css } from 'lit';

export const looks = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ol,
  ul {
    margin: 0;
  }
  ol,
  ul {
    padding: 0;
    list-style: none;
  }
  /* What sticks to the edges of the window never covers what has focus. */
  a,
  button,
  summary,
  [tabindex] {
    scroll-margin-block: calc(var(--covered-top, 0px) + 0.5rem) calc(var(--covered-bottom, 0px) + 0.5rem);
  }
  :focus-visible {
    outline: 3px solid var(--town);
    outline-offset: 2px;
  }
  a {
    color: var(--town);
  }
  button,
  select,
  input,
  textarea,
  .button {
    font: inherit;
    color: inherit;
    min-block-size: var(--target);
    border: 1.5px solid var(--control-line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  button,
  .button,
  summary,
  select {
    cursor: pointer;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-inline-size: var(--target);
    padding: 0 var(--space-4);
    border-color: var(--line);
    border-radius: var(--pill);
    font-weight: 600;
    text-decoration: none;
  }
  button:hover,
  .button:hover {
    border-color: var(--control-line);
  }
  select {
    padding-inline-start: calc(var(--space-3) - 4px) !important;
    text-overflow: ellipsis;
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: -1.5px;
  }
  button.filled {
    border-color: transparent;
    background: var(--town);
    color: var(--on-town);
  }
  .plain {
    border-color: transparent;
    background: none;
  }
  .plain:hover {
    background: var(--town-tint);
  }
  .public {
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
  }
  .soft {
    color: var(--soft);
  }
  .small {
    font-size: var(--text-small);
  }
  .spoken {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
