/** How the queue looks: one strong card, the others quiet. */
import { css } from 'lit';

export const queueLook = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .top {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    padding: var(--space-2) var(--space-4) 0;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-1);
    margin-inline-start: -0.375rem;
  }
  .tab {
    min-block-size: var(--target);
    margin-inline-end: 0.5rem;
    padding: 3px 0.375rem 0;
    border: 0;
    border-block-end: 3px solid transparent;
    background: none;
    color: var(--soft);
    font-weight: 600;
    white-space: nowrap;
    cursor: pointer;
  }
  .tab:hover {
    color: var(--ink);
  }
  .tab:focus-visible {
    outline-offset: -3px;
  }
  .tab b {
    margin-inline-start: 0.125rem;
  }
  .tab[aria-selected='true'] {
    color: var(--ink);
    font-size: var(--text-large);
    font-weight: 700;
    border-color: var(--town);
  }
  .keys {
    margin-inline-start: auto;
    padding-inline: 0.5rem;
    font-size: var(--text-small);
    font-weight: 500;
    white-space: nowrap;
  }
  .scope {
    padding: 0.3125rem var(--space-4) 0;
    overflow: hidden;
    color: var(--soft);
    font-size: var(--text-small);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .scroller {
    flex: 1 1 0;
    min-block-size: 0;
    overflow: hidden auto;
    padding: 0.625rem calc(var(--space-4) - 4px) var(--space-4);
    scrollbar-gutter: stable;
    scrollbar-width: thin;
  }
  .block {
    position: relative;
    content-visibility: auto;
    contain-intrinsic-size: auto 150rem;
  }
  .place {
    padding: 4px;
  }
  /* A decided card fades where it stood, and the next one is already there beneath it. */
  .leaving {
    position: absolute;
    z-index: 1;
    inset-inline: 0;
    pointer-events: none;
    animation: leave var(--quick) ease-out forwards;
  }
  @keyframes leave {
    to {
      opacity: 0;
    }
  }

  .card {
    padding: 0.6875rem 0.9375rem 0.8125rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    scroll-margin: 1rem;
  }
  .current > .card {
    border-color: var(--town);
    box-shadow: inset 0 0 0 1px var(--town);
  }
  .card:focus-visible,
  .card:focus {
    outline: 2px solid transparent;
    box-shadow:
      inset 0 0 0 2px var(--town),
      0 0 0 3px color-mix(in oklab, var(--town) 35%, transparent);
  }
  .current > .card.decided:not(:focus) {
    box-shadow: none;
  }
  .current > .card.decided {
    border-style: dashed;
    border-color: var(--control-line);
  }
  .decided .text {
    color: var(--soft);
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.125rem 0.625rem;
    color: var(--soft);
    font-size: var(--text-small);
    line-height: 1.45;
  }
  .meta b {
    color: var(--ink);
  }
  .author {
    max-inline-size: 20rem;
  }
  .good {
    color: var(--good);
    font-weight: 700;
  }
  .mark {
    padding: 0 0.5rem;
    border-radius: 0.375rem;
    background: var(--town-tint);
    color: var(--ink);
    font-weight: 700;
  }
  .mark.town {
    color: var(--town);
  }
  .mark.now {
    background: var(--now-tint);
    color: var(--now);
  }
  .mark.bad {
    background: var(--bad-tint);
    color: var(--bad);
  }
  .text {
    max-inline-size: 46rem;
    margin-block-start: 0.25rem;
    font-size: 1.0625rem;
    line-height: 1.45;
    white-space: pre-line;
    text-wrap: pretty;
  }
  /* The buttons of an ordinary comment, two lines or one, come up at the same height every time. */
  .current .card:has(.actions) .text {
    min-block-size: 2.9em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    margin-block-start: 0.625rem;
  }
  .reason {
    display: grid;
    margin-block-start: var(--space-2);
    padding-inline-start: var(--space-3);
    border-inline-start: 3px solid var(--line);
  }
  .notice {
    margin-block-start: 0.625rem;
    padding: var(--space-2) var(--space-3);
    border-radius: 0.5rem;
    background: var(--town-tint);
    font-weight: 600;
    text-wrap: pretty;
  }
  .complaint {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    margin-block-start: 0.5rem;
    color: var(--bad);
    font-weight: 600;
  }

  .empty {
    display: grid;
    gap: var(--space-2);
    justify-items: center;
    margin: 4px;
    padding: var(--space-8) var(--space-5);
    border: 1px dashed var(--control-line);
    border-radius: var(--radius);
    color: var(--soft);
    text-align: center;
  }
  .empty:focus {
    outline: 2px solid var(--town);
    outline-offset: 0;
  }
  .empty h3 {
    color: var(--ink);
    font-size: var(--text-large);
  }
  .empty p {
    max-inline-size: 34rem;
    text-wrap: balance;
  }
  .empty .button {
    margin-inline-start: var(--space-2);
  }

  @media (max-width: 48rem) {
    .top {
      padding-inline: var(--space-3);
    }
    .keys {
      display: none;
    }
    .tabs {
      flex-wrap: nowrap;
    }
    .tab,
    .tab[aria-selected='true'] {
      margin-inline-end: 0.125rem;
      font-size: 0.9375rem;
    }
    .actions .button {
      flex: 1 1 auto;
    }
    .scope {
      padding-inline: var(--space-3);
    }
    .scroller {
      padding-inline: 0.5rem;
    }
  }
`;
