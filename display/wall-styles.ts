/**
 * How the wall is set. All lengths are cqmin, hundredths of the box's shorter side, so that the clerk's preview breaks
 * its lines where the chamber screen does; a screen hung upright keeps its type size and gains lines.
 */
import { css } from 'lit';

export const wallStyles = css`
  :host {
    /* Every text of the wall has 7:1 on its ground; the page's own soft and green have less on white. */
    --wall-soft: light-dark(#4f535b, #a9adb4);
    --wall-good: light-dark(#1d5e34, #7fd09a);
    --wall-quick: 200ms;
    display: block;
    width: 100%;
    aspect-ratio: 16 / 9;
    container-type: size;
    overflow: clip;
    font-family: 'Atkinson Hyperlegible Next Variable', system-ui, sans-serif;
    /* Glyph advances that grow evenly with the size: the same line breaks at every scale. */
    text-rendering: geometricPrecision;
    font-kerning: normal;
    color: var(--ink);
    background: var(--paper);
  }

  :host([hidden]) {
    display: none;
  }

  .wall {
    position: relative;
    --edge: 6.6cqmin;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    grid-template-columns: minmax(0, 1fr);
    width: 100cqw;
    height: 100cqh;
    font-size: 4.3cqmin;
    line-height: 1.3;
    background: var(--paper);
  }

  p {
    margin: 0;
    text-wrap: balance;
  }

  .mark {
    flex: none;
    width: 1em;
    height: 1em;
  }

  /* The bar */

  .bar {
    display: flex;
    align-items: center;
    gap: 3.6cqmin;
    box-sizing: border-box;
    min-height: 12.2cqmin;
    padding: 1.6cqmin var(--edge);
    color: var(--on-bar);
    background: var(--town-bar);
  }

  .arms {
    flex: none;
    width: 7.4cqmin;
    height: 8.4cqmin;
  }

  .heading {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 0.6em;
    min-width: 0;
    height: 8.8cqmin;
    --fitted-lines: 1.15;
    --fitted-align: left;
    --fitted-wrap: wrap;
  }

  .heading pleno-fitted-text {
    flex: 1;
    max-height: 100%;
    font-weight: 500;
  }

  .item-number {
    flex: none;
    max-width: 45%;
    overflow: hidden;
    font-weight: 750;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .corner {
    display: flex;
    flex: none;
    align-items: center;
    gap: 3.6cqmin;
  }

  .clock {
    font-size: 4.8cqmin;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .test {
    padding: 0.1em 0.6em;
    font-size: 4cqmin;
    font-weight: 800;
    color: #0a3d42;
    letter-spacing: 0.04em;
    background: #fff;
    border-radius: 0.25em;
  }

  /* The middle */

  .middle {
    position: relative;
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 4.4cqmin;
    box-sizing: border-box;
    min-height: 0;
    padding: 5.6cqmin var(--edge);
    overflow: clip;
  }

  .middle > * {
    flex: none;
  }

  .middle > pleno-fitted-text {
    flex: 0 1 auto;
    font-weight: 600;
  }

  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.2em 1.5em;
    /* A separator that would start a line falls outside and is not seen. */
    overflow: clip;
    color: var(--wall-soft);
  }

  .who.right {
    flex-direction: row-reverse;
  }

  .who > * {
    position: relative;
    min-width: 0;
  }

  .who > * + *::before {
    position: absolute;
    inset-inline-start: -0.9em;
    font-weight: 400;
    color: var(--wall-soft);
    content: '·';
  }

  .who.right > * + *::before {
    inset-inline: auto -0.9em;
  }

  .name {
    max-width: 100%;
    font-weight: 700;
    color: var(--ink);
    line-height: 1.5;
  }

  .name bdi {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .resident {
    display: flex;
    align-items: center;
    gap: 0.3em;
    font-weight: 700;
    color: var(--wall-good);
  }

  .label {
    font-size: 6cqmin;
    font-weight: 750;
    color: var(--town);
    overflow-wrap: anywhere;
  }

  .state-item .middle {
    gap: 2cqmin;
  }

  .cut-off {
    position: absolute;
    inset-inline-end: var(--edge);
    inset-block-end: 0.6cqmin;
    display: flex;
    align-items: center;
    gap: 0.4em;
    font-size: 3cqmin;
    color: var(--wall-soft);
  }

  /* The foot */

  .foot {
    display: flex;
    align-items: center;
    gap: 3cqmin;
    box-sizing: border-box;
    min-height: 13.6cqmin;
    padding: 1.1cqmin var(--edge);
    font-size: 3.5cqmin;
    color: var(--wall-soft);
    border-block-start: 0.2cqmin solid var(--line);
  }

  .next {
    display: flex;
    flex: 1;
    gap: 1.1em;
    align-items: center;
    min-width: 0;
    margin: 0;
    padding: 0;
    list-style: none;
    --fitted-lines: 1.25;
    --fitted-align: left;
    --fitted-wrap: wrap;
  }

  .next li {
    display: flex;
    flex: 1;
    gap: 0.6em;
    align-items: center;
    min-width: 0;
    height: 3em;
  }

  .next pleno-fitted-text {
    flex: 1;
    max-height: 100%;
  }

  .next li.announces {
    flex: none;
  }

  /* A broad foot has room for two; an upright one has a line for each. */
  .next li:nth-child(n + 4) {
    display: none;
  }

  @container (max-aspect-ratio: 3 / 2) and (min-aspect-ratio: 1) {
    .next li:nth-child(n + 3) {
      display: none;
    }
  }

  .number {
    flex: none;
    font-weight: 700;
    color: var(--ink);
  }

  .address {
    flex: none;
    max-width: 45cqw;
    overflow-wrap: anywhere;
    text-align: end;
  }

  .address b {
    font-weight: 750;
    color: var(--ink);
  }

  .address.long {
    max-width: 44cqmin;
    font-size: 2.9cqmin;
    line-height: 1.2;
  }

  .qr {
    display: block;
    flex: none;
    width: 11cqmin;
    height: 11cqmin;
    border-radius: 0.5cqmin;
  }

  /* Welcome */

  .state-welcome .middle {
    flex-direction: row;
    gap: 6cqmin;
    align-items: center;
  }

  .greeting {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 3.4cqmin;
    justify-content: center;
    min-width: 0;
    height: 100%;
  }

  .greeting > p {
    flex: none;
  }

  .greeting pleno-fitted-text {
    flex: 0 1 auto;
    font-weight: 650;
  }

  .starts {
    font-size: 5.4cqmin;
    font-weight: 500;
    color: var(--wall-soft);
  }

  .starts::first-letter {
    text-transform: uppercase;
  }

  .invitation {
    display: flex;
    flex-direction: column;
    gap: 2.4cqmin;
    align-items: center;
    box-sizing: border-box;
    width: 52cqmin;
    font-weight: 650;
    text-align: center;
  }

  .invitation .qr {
    width: 44cqmin;
    height: 44cqmin;
    border-radius: 1.4cqmin;
  }

  .invitation .address {
    max-width: 100%;
    font-size: 4.1cqmin;
    font-weight: 500;
    color: var(--wall-soft);
    text-align: center;
  }

  .invitation .address.long {
    font-size: 3.3cqmin;
  }

  /* Blank: paper, and whose paper it is. */

  .state-blank .middle {
    grid-row: 1 / -1;
    align-items: center;
    gap: 3cqmin;
    color: var(--wall-soft);
    text-align: center;
  }

  .state-blank .arms {
    width: 12cqmin;
    height: 13.6cqmin;
    color: var(--town);
  }

  .state-blank .bar {
    position: absolute;
    inset: 0 0 auto;
    justify-content: flex-end;
    color: var(--wall-soft);
    background: none;
  }

  .state-blank .test {
    color: var(--paper);
    background: var(--ink);
  }

  .council {
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  /* What is new comes in; what goes is gone at once (X2). */

  @media (prefers-reduced-motion: no-preference) {
    .enter {
      animation: enter var(--wall-quick) ease-out;
    }
  }

  @keyframes enter {
    from {
      opacity: 0;
      transform: translateY(1cqmin);
    }
  }

  /* Hung upright: room above and below instead of beside. */

  @container (max-aspect-ratio: 99 / 100) {
    .bar {
      min-height: 20cqmin;
    }

    .heading {
      flex-direction: column;
      gap: 0;
      align-items: stretch;
      justify-content: center;
      height: 16cqmin;
    }

    .heading pleno-fitted-text {
      flex: 0 1 auto;
    }

    .item-number {
      max-width: 100%;
    }

    .corner {
      flex-direction: column;
      align-items: flex-end;
      gap: 1cqmin;
    }

    .foot {
      flex-wrap: wrap;
      justify-content: space-between;
      padding-block: 2.4cqmin;
    }

    .next {
      flex: 1 0 100%;
      flex-direction: column;
      gap: 0.1em;
    }

    .next:empty {
      display: none;
    }

    .next li {
      flex: none;
      width: 100%;
      height: 1.6em;
    }

    .next li:nth-child(n) {
      display: flex;
    }

    .address,
    .address.long {
      flex: 1;
      max-width: none;
      text-align: start;
    }

    .qr {
      width: 14cqmin;
      height: 14cqmin;
    }

    .state-welcome .middle {
      flex-direction: column;
      align-items: stretch;
    }

    .greeting {
      height: auto;
      min-height: 0;
    }

    .invitation {
      align-self: center;
      width: 100%;
    }

    .invitation .qr {
      width: 56cqmin;
      height: 56cqmin;
    }

    .invitation .address {
      flex: none;
    }
  }
`;
