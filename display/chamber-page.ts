/**
 * `<pleno-chamber>`: the page of a chamber screen. It follows the meeting, hands the wall its picture, and answers for
 * a screen that nobody logs in to: it remembers, says what is wrong in words, and comes back by itself.
 */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { MeetingController } from '../browser/meeting-controller.ts';
import { publicOrigin } from '../browser/public-origin.ts';
import { chooseLanguage } from '../locale/languages.ts';
import { readJoinCode } from '../protocol/join-code.ts';
import type { Replica } from '../protocol/replica.ts';
import { ChamberFinder, tieTo } from './chamber-finder.ts';
import './chamber-notice.ts';
import { forgetReplica, keepReplica, recallReplica, type Kept } from './kept-replica.ts';
import { hasCitizens, pictureOf, withoutCitizens, type Picture } from './picture.ts';
import { SelfRepair } from './self-repair.ts';
import { viewOf, type Notice, type View } from './view.ts';
import { stayAwake } from './wake-lock.ts';
import './wall.ts';
import { wordsOf } from './words.ts';

/** How often the screen looks at its clock, in milliseconds. */
const TICK = 1_000;
/** How often it writes down that what it shows still holds. */
const KEEP_EVERY = 20_000;
/** How long a refused screen waits before it asks again. */
const ASK_AGAIN = 30_000;
const TYPEFACE = '600 1em "Atkinson Hyperlegible Next Variable"';

export class ChamberPage extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      grid-template-rows: minmax(0, 1fr) auto;
      height: 100dvh;
      background: var(--paper);
    }

    main {
      min-height: 0;
    }

    pleno-wall,
    pleno-chamber-notice {
      height: 100%;
      aspect-ratio: auto;
    }

    h1 {
      position: absolute;
      width: 1px;
      height: 1px;
      margin: 0;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }

    .fault {
      margin: 0;
      padding: 1.4vmin 6.6vmin;
      font-size: 3vmin;
      color: var(--bad);
      overflow-wrap: anywhere;
      background: var(--paper);
      border-block-start: 0.4vmin solid currentColor;
    }

    /* A kiosk has no hand at the mouse. */
    @media (display-mode: fullscreen) {
      :host {
        cursor: none;
      }
    }
  `;

  #language = chooseLanguage(navigator.languages);
  #kept: Kept | null = recallReplica();
  #finder = new ChamberFinder(this, pinnedCode(location.href), () => tieTo(this.#meeting?.meeting ?? null));
  #repair = new SelfRepair(this);
  /** Follows the meeting that the finder found. */
  #meeting: MeetingController | null = null;
  #code: string | null = null;
  #refusedAt: number | null = null;
  #clock = new Date();
  /** The one picture of a replica: the wall measures anew only when it is given another. */
  #drawn: { replica: Replica; shown: boolean; picture: Picture | null } | null = null;
  /** What this connection was last told to be on the screen. */
  #confirmed: { meeting: MeetingController; at: number } | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #letSleep: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.documentElement.lang = this.#language;
    document.title = wordsOf(this.#language).page;
    // Both parts of the typeface now, not when the first name with an ł is already up. Without it the system's serves.
    document.fonts.load(TYPEFACE, 'ał').catch(() => undefined);
    this.#ticking = setInterval(() => this.#tick(), TICK);
    this.#letSleep = stayAwake();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    this.#letSleep?.();
  }

  protected override willUpdate(): void {
    const { chamber } = this.#finder;
    const code = chamber.is === 'found' ? chamber.code : null;
    if (code !== this.#code) this.#follow(code);
    // Written down before it is painted, so that the disk never holds what has been taken down.
    if (this.#meeting?.status.is === 'live' && this.#meeting.replica !== this.#kept?.replica) this.#keep();
  }

  override render() {
    const { fault } = this.#repair;
    return html`<main>${this.#shown(this.#view())}</main>
      ${
        fault === null
          ? nothing
          : html`<p class="fault" role="alert">${wordsOf(this.#language).fault(fault)}</p>`
      }`;
  }

  protected override updated(): void {
    const meeting = this.#meeting;
    const at = meeting?.replica?.at;
    if (meeting?.status.is !== 'live' || at === undefined) {
      // Whoever answers next has not heard from this screen yet.
      this.#confirmed = null;
    } else if (this.#confirmed?.meeting !== meeting || this.#confirmed.at !== at) {
      this.#confirmed = { meeting, at };
      void this.#confirm(meeting, at);
    }
  }

  #shown(view: View): TemplateResult {
    if (view.is === 'notice') return this.#notice(view.notice);
    const picture = this.#picture(view);
    if (picture === null) return this.#notice({ is: 'starting' });
    return html`<h1>${picture.title}</h1>
      <pleno-wall
        .picture=${picture}
        .now=${this.#clock}
        .cutOffFor=${view.cutOffFor}
        .language=${this.#language}
      ></pleno-wall>`;
  }

  #notice(notice: Notice): TemplateResult {
    return html`<pleno-chamber-notice
      .notice=${notice}
      .language=${this.#language}
      .host=${location.host}
    ></pleno-chamber-notice>`;
  }

  #view(): View {
    return viewOf({
      chamber: this.#finder.chamber,
      live: this.#meeting?.status ?? null,
      replica: this.#meeting?.replica ?? null,
      kept: this.#kept,
      now: Date.now(),
    });
  }

  #picture({ replica, citizens }: Extract<View, { is: 'picture' }>): Picture | null {
    const shown = citizens === 'shown';
    if (this.#drawn?.replica !== replica || this.#drawn.shown !== shown) {
      const picture = pictureOf(shown ? replica : withoutCitizens(replica), publicOrigin());
      this.#drawn = { replica, shown, picture };
    }
    return this.#drawn.picture;
  }

  #follow(code: string | null): void {
    if (this.#meeting) {
      this.removeController(this.#meeting);
      this.#meeting.hostDisconnected();
    }
    this.#code = code;
    this.#refusedAt = null;
    this.#meeting =
      code === null
        ? null
        : new MeetingController(this, {
            meeting: code,
            audience: 'wall',
            newBuild: () => this.#repair.newBuild(),
          });
  }

  /** Says what is on the screen once it is: when the second frame begins, the first has been painted (X2). */
  async #confirm(meeting: MeetingController, at: number): Promise<void> {
    await this.renderRoot.querySelector('pleno-wall')?.updateComplete;
    await nextFrame();
    await nextFrame();
    if (meeting === this.#meeting && meeting.status.is === 'live') meeting.painted(at);
  }

  #tick(): void {
    const now = Date.now();
    const time = this.#meeting?.now() ?? new Date();
    if (minuteOf(time) !== minuteOf(this.#clock)) this.#clock = time;
    const view = this.#view();
    switch (this.#meeting?.status.is) {
      case 'live':
        if (now - (this.#kept?.heardAt ?? 0) >= KEEP_EVERY) this.#keep();
        break;
      case 'refused':
        // A screen that is not let in keeps nothing of what it was once shown.
        this.#kept = null;
        forgetReplica();
        this.#refusedAt ??= now;
        if (now - this.#refusedAt >= ASK_AGAIN) this.#follow(this.#code);
        break;
      case 'connecting':
      case 'cut_off':
      case undefined:
        if (view.is === 'picture' && view.citizens === 'dropped') this.#dropCitizens();
        break;
    }
    const picture = view.is === 'picture' ? this.#picture(view) : null;
    this.#repair.consider(picture !== null && hasCitizens(picture));
    this.requestUpdate();
  }

  #keep(): void {
    const replica = this.#meeting?.replica;
    if (this.#code === null || !replica) return;
    this.#kept = { code: this.#code, heardAt: Date.now(), replica };
    keepReplica(this.#kept);
  }

  /** What may no longer be seen does not stay on the disk either. */
  #dropCitizens(): void {
    if (this.#kept === null || this.#kept.replica.comment.size === 0) return;
    this.#kept = { ...this.#kept, replica: withoutCitizens(this.#kept.replica) };
    keepReplica(this.#kept);
  }
}

/** The meeting named in the screen's own address, as `?m=CODE`. */
function pinnedCode(address: string): string | null {
  return readJoinCode(new URL(address).searchParams.get('m') ?? '');
}

function minuteOf(date: Date): number {
  return Math.floor(date.getTime() / 60_000);
}

function nextFrame(): Promise<number> {
  return new Promise((frame) => requestAnimationFrame(frame));
}

customElements.define('pleno-chamber', ChamberPage);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-chamber': ChamberPage;
  }
}
