/** How the player stands: the picture, and a bar beneath it that native controls never cover. Dark in every theme. */
import { css } from 'lit';

export const streamPlayerLook = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    background: #0b0f12;
    color: #fff;
    color-scheme: dark;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  .frame {
    position: relative;
    display: grid;
    flex: 1;
    min-block-size: 0;
    aspect-ratio: 16 / 9;
    max-block-size: var(--player-height, none);
    inline-size: 100%;
    background: linear-gradient(160deg, #24323a, #12191d 70%);
    overflow: hidden;
  }
  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    background: #000;
  }
  video[hidden] {
    display: none;
  }
  video::cue {
    font: 600 1.1em system-ui, sans-serif;
    background: rgb(0 0 0 / 85%);
  }
  .cover {
    position: relative;
    place-self: center;
    display: grid;
    justify-items: center;
    gap: var(--space-2);
    max-inline-size: 34rem;
    padding: var(--space-3) var(--space-4);
    text-align: center;
    text-wrap: balance;
  }
  .cover p {
    margin: 0;
  }
  .said {
    margin: var(--space-3);
    border-radius: var(--radius);
    background: rgb(11 15 18 / 88%);
    pointer-events: none;
  }
  .said:empty {
    display: none;
  }
  button,
  select,
  a {
    min-block-size: var(--target);
    font: inherit;
    font-weight: 600;
    color: #fff;
    border: 1.5px solid transparent;
    border-radius: var(--pill);
    background: none;
    cursor: pointer;
  }
  .play,
  a {
    display: inline-flex;
    align-items: center;
    gap: var(--space-3);
    padding: var(--space-2) var(--space-5);
    background: #fff;
    color: #14191d;
    text-decoration: none;
  }
  .play {
    padding-inline-start: var(--space-4);
    font-size: var(--text-large);
  }
  .play svg {
    inline-size: 1.25rem;
    fill: currentcolor;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    column-gap: var(--space-2);
    min-block-size: var(--target);
    padding-inline: var(--space-4) var(--space-2);
    font-size: var(--text-small);
    font-variant-numeric: tabular-nums;
  }
  .live {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--target);
    gap: var(--space-2);
    font-weight: 600;
  }
  .live::before {
    content: '';
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border: 1.5px solid #fff;
    border-radius: 50%;
  }
  .live.on::before {
    background: #fff;
  }
  .bar button,
  .bar select {
    padding-inline: var(--space-3);
    max-inline-size: 100%;
  }
  .bar button:hover,
  .bar select:hover {
    background: rgb(255 255 255 / 12%);
  }
  option {
    color: CanvasText;
    background: Canvas;
  }
  .back {
    margin-inline-start: calc(-1 * var(--space-3));
  }
  .captions {
    margin-inline-start: auto;
  }
  /* Several streams: their names on a line of their own, or in the same line where there is room. */
  .bar select {
    order: 1;
    flex: 1 0 100%;
    min-inline-size: 0;
    margin-inline-start: calc(-1 * var(--space-3) - 4px);
    text-overflow: ellipsis;
  }
  @container (min-width: 34rem) {
    .bar select {
      order: 0;
      flex: 0 1 auto;
      margin-inline-start: auto;
    }
    .bar select ~ .captions {
      margin-inline-start: 0;
    }
  }
  .captions::after {
    content: '';
    display: inline-block;
    inline-size: 1.75rem;
    block-size: 1rem;
    margin-inline-start: var(--space-2);
    vertical-align: -0.125rem;
    border: 1.5px solid #fff;
    border-radius: var(--pill);
    background: radial-gradient(circle at 0.4rem, #fff 0.26rem, transparent 0.3rem);
  }
  .captions[aria-pressed='true']::after {
    background: radial-gradient(circle at calc(100% - 0.4rem), #0b0f12 0.26rem, transparent 0.3rem) #fff;
  }
  :focus-visible {
    outline: 3px solid #6cc5cb;
    outline-offset: -3px;
  }
  .cover :focus-visible {
    outline-offset: 3px;
  }
  @media (forced-colors: active) {
    .captions[aria-pressed='true'] {
      text-decoration: underline;
    }
  }
`;
