/** How the parts of a meeting's page stand: one column under a thumb; pictures beside the conversation where it is wide. */
import { css } from 'lit';

export const pageLook = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 100dvh;
  }
  main:not(.message),
  .stage {
    display: contents;
  }
  .player {
    --player-height: 42dvh;
    flex: none;
    z-index: 2;
  }
  .talk {
    flex: 1;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    padding: var(--space-4) var(--space-2);
    border-block-start: 1px solid var(--line);
    font-size: var(--text-small);
  }
  .foot,
  .player {
    --covered-top: 0px;
    --covered-bottom: 0px;
  }
  .foot {
    position: sticky;
    z-index: 3;
    inset-block-end: 0;
  }
  .line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-3);
    min-block-size: 2.25rem;
    padding: var(--space-1) var(--space-4);
    background: var(--surface);
    border-block-start: 1px solid var(--line);
    font-size: var(--text-small);
  }
  .cut {
    background: var(--bad-tint);
    color: var(--bad);
  }
  @media (min-height: 30rem) {
    .player {
      position: sticky;
      inset-block-start: 0;
    }
  }
  @media (min-width: 62rem), (min-width: 36rem) and (max-height: 30rem) {
    :host {
      display: grid;
      grid-template: auto 1fr auto / minmax(0, 1fr) clamp(18rem, 36%, 34rem);
    }
    .message,
    pleno-meeting-head {
      grid-column: 1 / -1;
    }
    .message {
      grid-row: 1 / -1;
    }
    .stage {
      grid-row: 2 / -1;
      position: sticky;
      inset-block-start: var(--covered-top, 0px);
      display: flex;
      flex-direction: column;
      align-self: start;
      block-size: calc(100dvh - var(--covered-top, 0px));
      overflow: auto;
      --agenda-height: none;
      border-inline-end: 1px solid var(--line);
      background: var(--surface);
    }
    .player {
      --player-height: calc(100dvh - 13rem);
      position: static;
    }
  }
  @media (max-height: 30rem) {
    .player {
      --player-height: calc(100dvh - 3rem);
    }
  }
  @media (min-width: 62rem) and (min-height: 30rem) {
    pleno-meeting-head {
      position: sticky;
      z-index: 4;
      inset-block-start: 0;
    }
  }
`;
