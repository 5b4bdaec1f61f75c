/**
 * `<pleno-wall>`: the chamber wall as a pure element. It paints the picture it is given in whatever box it stands in:
 * a whole screen in the chamber, a small true preview on the clerk's desk.
 */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Language } from '../locale/languages.ts';
import './fitted-text.ts';
import { coatOfArms, pulledPlug, residentShield } from './marks.ts';
import type { NextComment, PaintedComment, PaintedItem, Picture } from './picture.ts';
import { qrCode } from './qr-code.ts';
import type { CutOffFor } from './view.ts';
import { wallStyles } from './wall-styles.ts';
import { ageOf, startOf, timeOf, wordsOf, type Words } from './words.ts';
import { runsRightToLeft } from './writing.ts';

/** Sizes in cqmin. The one that dominates has 16 arc-minutes at 9 m at its least, at 16 m at its most (86-inch screen). */
const MAIN = { smallest: 5.6, largest: 10.2 };
const BAR = { smallest: 3.4, largest: 4.3 };
const FOOT = { smallest: 3.5, largest: 3.5 };
/** Addresses with more characters are set smaller, so that the next ones keep their room. */
const LONG_ADDRESS = 30;

type In<S extends Picture['state']> = Extract<Picture, { state: S }>;

export class PlenoWall extends LitElement {
  static override properties = {
    picture: { attribute: false },
    now: { attribute: false },
    cutOffFor: { attribute: false },
    language: { type: String },
  };

  static override styles = wallStyles;

  /** What to paint, made by `pictureOf`; null is bare paper. */
  declare picture: Picture | null;
  /** The server's time; the clock changes when this does. Null leaves the clock out. */
  declare now: Date | null;
  /** For how long the wall has heard nothing; null while it is up to date. */
  declare cutOffFor: CutOffFor;
  declare language: Language;

  #room = new ResizeObserver(() => this.#fit());
  #fitted: Promise<void> = Promise.resolve();

  constructor() {
    super();
    this.picture = null;
    this.now = null;
    this.cutOffFor = null;
    this.language = 'es';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#room.observe(this);
    // Letters are wider or narrower once their own typeface is there.
    document.fonts.addEventListener('loadingdone', this.#fit);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#room.disconnect();
    document.fonts.removeEventListener('loadingdone', this.#fit);
  }

  override render() {
    const picture = this.picture;
    if (picture === null) return html`<div class="wall"></div>`;
    return html`<div class="wall state-${picture.state}" lang=${this.language}>
      ${this.#bar(picture)} ${this.#middle(picture)} ${this.#foot(picture)}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // The clock alone moves nothing.
    if (changed.size > 1 || !changed.has('now')) this.#fitted = this.#fitWhenSet();
  }

  /** Done when every text has its final size. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.#fitted;
    return complete;
  }

  async #fitWhenSet(): Promise<void> {
    await Promise.all(this.#texts.map((text) => text.updateComplete));
    this.#fit();
  }

  #fit = (): void => {
    for (const text of this.#texts) text.fit();
  };

  get #texts() {
    return [...this.renderRoot.querySelectorAll('pleno-fitted-text')];
  }

  get #words(): Words {
    return wordsOf(this.language);
  }

  #bar(picture: Picture): TemplateResult {
    return html`<div class="bar">
      ${picture.state === 'blank' ? nothing : html`${coatOfArms()} ${this.#heading(picture)}`}
      <div class="corner">
        ${picture.rehearsal ? html`<p class="test" title=${this.#words.testLong}>${this.#words.test}</p>` : nothing}
        ${this.now ? html`<p class="clock">${timeOf(this.now, this.language)}</p>` : nothing}
      </div>
    </div>`;
  }

  /** While a comment is up, the item under debate; else whose meeting it is. */
  #heading(picture: Picture): TemplateResult {
    if (picture.state === 'comment' && picture.item) {
      return html`<div class="heading item">
        <p class="item-number" dir="auto">${this.#words.item(picture.item.number)}</p>
        ${fittedText(picture.item.title, BAR)}
      </div>`;
    }
    const heading = picture.state === 'welcome' ? picture.council : picture.title;
    return html`<div class="heading">${fittedText(heading, BAR)}</div>`;
  }

  #middle(picture: Picture): TemplateResult {
    switch (picture.state) {
      case 'welcome':
        return this.#inMiddle('welcome', this.#welcome(picture));
      case 'item':
        return this.#inMiddle(`item ${picture.item.number} ${picture.item.title}`, this.#item(picture.item));
      case 'comment':
        return this.#inMiddle(picture.comment.id, this.#comment(picture.comment));
      case 'blank':
        return this.#inMiddle(
          'blank',
          html`${coatOfArms()}<p class="council" dir="auto">${picture.council}</p>`,
        );
    }
  }

  /** A new `key` makes new elements: the old words leave at once, and only what is new comes in with a movement. */
  #inMiddle(key: string, content: TemplateResult): TemplateResult {
    return html`${keyed(key, html`<div class="middle enter">${content} ${this.#cutOff()}</div>`)}`;
  }

  #welcome(picture: In<'welcome'>): TemplateResult {
    const starts = startOf(new Date(picture.startsAt), this.now ?? new Date(), this.language);
    return html`<div class="greeting">
        ${this.#main(picture.title)}
        <p class="starts">${picture.invitation === 'over' ? this.#words.over : starts}</p>
      </div>
      <div class="invitation">
        <p>${this.#words.invitations[picture.invitation]}</p>
        ${this.#qr(picture)} ${this.#address(picture)}
      </div>`;
  }

  #item(item: PaintedItem): TemplateResult {
    return html`<p class="label" dir="auto">${this.#words.item(item.number)}</p>
      ${this.#main(item.title)}`;
  }

  #comment(comment: PaintedComment): TemplateResult {
    const words = this.#words;
    const { author, channel, about } = comment;
    return html`${this.#main(comment.text)}
      <div class=${classMap({ who: true, right: runsRightToLeft(comment.text) })}>
        <p class="name"><bdi>${author.name ?? words.neighbour(author.neighbour)}</bdi></p>
        ${author.resident ? html`<p class="resident">${residentShield()} ${words.resident}</p>` : nothing}
        <p>${words[comment.kind]} ${words.number(comment.number)}</p>
        ${channel === 'web' ? nothing : html`<p>${words.channels[channel]}</p>`}
        ${about ? html`<p dir="auto">${words.about(about.number)}</p>` : nothing}
      </div>`;
  }

  #foot(picture: Picture): TemplateResult {
    switch (picture.state) {
      case 'item':
      case 'comment':
        return html`<div class="foot">
          ${this.#next(picture.next)} ${this.#address(picture)} ${this.#qr(picture)}
        </div>`;
      case 'welcome':
      case 'blank':
        return html``;
    }
  }

  #next(next: readonly NextComment[]): TemplateResult {
    if (next.length === 0) return html`<ul class="next"></ul>`;
    return html`<ul class="next">
      <li class="announces">${this.#words.next}</li>
      ${next.map(
        ({ number, text }) =>
          html`<li>
            <span class="number">${this.#words.number(number)}</span>
            ${fittedText(text.replaceAll('\n', ' '), FOOT)}
          </li>`,
      )}
    </ul>`;
  }

  #cutOff() {
    if (this.cutOffFor === null) return nothing;
    const { cutOff, cutOffSince } = this.#words;
    const says = this.cutOffFor === 'unknown' ? cutOff : cutOffSince(ageOf(this.cutOffFor, this.language));
    return html`<p class="cut-off">${pulledPlug()} ${says}</p>`;
  }

  /** The code stands out: it is the part that is typed by hand. */
  #address({ address }: Picture): TemplateResult {
    const code = address.slice(address.lastIndexOf('/') + 1);
    const before = address.slice(0, address.length - code.length);
    return html`<p class=${classMap({ address: true, long: address.length > LONG_ADDRESS })} dir="ltr">
      ${before.split(/(?<=\.)|(?=\/m\/)/).map((part) => html`<wbr />${part}`)}<b>${code}</b>
    </p>`;
  }

  #qr({ link }: Picture) {
    return guard([link], () => qrCode(link));
  }

  /** The one text that dominates. Paragraphs keep their breaks; the empty lines between them are needed for words. */
  #main(words: string): TemplateResult {
    const text = words.replace(/\n+/g, '\n');
    return fittedText(text, MAIN);
  }
}

function fittedText(
  text: string,
  { smallest, largest }: { smallest: number; largest: number },
): TemplateResult {
  return html`<pleno-fitted-text .text=${text} .smallest=${smallest} .largest=${largest}></pleno-fitted-text>`;
}

customElements.define('pleno-wall', PlenoWall);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-wall': PlenoWall;
  }
}
