/** The three columns of the desk, and how a phone shows them one at a time. */
import { css } from 'lit';

export const deskLook = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100dvh;
    min-block-size: 30rem;
    outline: none;
  }
  .loading {
    margin: auto;
    color: var(--soft);
  }
  .columns {
    display: grid;
    flex: 1 1 0;
    grid-template-columns: 14.5rem minmax(0, 1fr) 24.5rem;
    min-block-size: 0;
  }
  .columns > * {
    min-block-size: 0;
    min-inline-size: 0;
  }
  pleno-agenda-column {
    border-inline-end: 1px solid var(--line);
  }
  .middle {
    display: flex;
    flex-direction: column;
  }
  pleno-queue {
    flex: 1 1 0;
  }
  .right {
    border-inline-start: 1px solid var(--line);
  }
  pleno-wall-pane {
    block-size: 100%;
  }
  .views {
    display: none;
  }

  @media (min-width: 100rem) {
    .columns {
      grid-template-columns: 19rem minmax(0, 1fr) 36rem;
    }
  }
  @media (max-width: 76rem) {
    .columns {
      grid-template-columns: 12rem minmax(0, 1fr) 20rem;
    }
  }
  @media (max-width: 48rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .see-queue > :not(.middle),
    .see-agenda > :not(pleno-agenda-column),
    .see-wall > :not(.right) {
      display: none;
    }
    pleno-agenda-column,
    .right {
      border: 0;
    }
    .views {
      display: grid;
      grid-template-columns: 1fr auto 1fr;
      border-block-start: 1px solid var(--line);
      background: var(--surface);
      padding-block-end: env(safe-area-inset-bottom);
    }
    .views button {
      padding-inline: 0.625rem;
      white-space: nowrap;
      font-size: 0.9375rem;
      min-block-size: 3.25rem;
      border: 0;
      border-block-start: 3px solid transparent;
      background: none;
      color: var(--soft);
      font-weight: 600;
      cursor: pointer;
    }
    .views [aria-pressed='true'] {
      border-color: var(--town);
      color: var(--ink);
      font-weight: 700;
    }
    .views button:focus-visible {
      outline-offset: -3px;
    }
  }
`;
