/** `<pleno-console>`: the clerk's page. Knows who is signed in and where they are, and is the only one that talks to the town. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { newId, read, send, type Outcome } from '../browser/api.ts';
import { MeetingController } from '../browser/meeting-controller.ts';
import type { Done, MadeMeeting, MeetingList, MeetingSummary, SessionState } from '../protocol/answers.ts';
import { CLOSE } from '../protocol/close-codes.ts';
import { readJoinCode } from '../protocol/join-code.ts';
import type { StaffComment } from '../protocol/nouns.ts';
import { Acts } from './acts.ts';
import type { Command } from './asks.ts';
import './desk.ts';
import './entry.ts';
import type { Entry } from './entry.ts';
import { IDLE, type FormState } from './form-state.ts';
import { formLook, look } from './look.ts';
import './meeting-form.ts';
import './meeting-list.ts';
import type { Words } from './words.ts';

type Person = NonNullable<SessionState['person']>;

/** Why somebody stands at the door. */
type Because = 'start' | 'ended' | 'signed_out';

/** Where the page is. */
type Standing =
  | { at: 'asking' }
  | { at: 'away'; token: string | null }
  | { at: 'setup'; token: string }
  /** No administrator exists, and this address does not carry the link that makes one. */
  | { at: 'needs_link' }
  | { at: 'door'; because: Because }
  | { at: 'meetings'; person: Person; meetings: readonly MeetingSummary[] | null; missing: boolean }
  | { at: 'new_meeting'; person: Person }
  | { at: 'desk'; person: Person; desk: Desk };

interface Desk {
  code: string;
  controller: MeetingController<StaffComment>;
  acts: Acts;
}

/** While the server is away it is asked again so often, in milliseconds. */
const ASK_AGAIN = 4_000;

export class ConsoleElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    _standing: { state: true },
    _form: { state: true },
  };
  static override styles = [
    look,
    formLook,
    css`
      :host {
        display: block;
        min-block-size: 100dvh;
        background: var(--paper);
        color: var(--ink);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-block-size: 3.25rem;
        padding: 0 var(--space-4);
        background: var(--town-bar);
        color: var(--on-bar);
      }
      .bar a,
      .bar button {
        display: inline-flex;
        align-items: center;
        min-block-size: var(--target);
        padding: 0 0.625rem;
        border: 0;
        background: none;
        color: inherit;
        font-size: var(--text-small);
        font-weight: 600;
        text-decoration: underline;
        text-decoration-color: rgb(255 255 255 / 50%);
        text-underline-offset: 0.25em;
        cursor: pointer;
      }
      .bar :focus-visible {
        outline-color: #fff;
        outline-offset: -3px;
      }
      .brand {
        margin-inline-end: auto;
        font-size: 1.0625rem;
        font-weight: 700;
      }
      .me {
        overflow: hidden;
        min-inline-size: 0;
        font-size: var(--text-small);
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      main {
        max-inline-size: 52rem;
        margin-inline: auto;
        padding: var(--space-6) var(--space-4) var(--space-8);
      }
      main.narrow {
        max-inline-size: 27rem;
        padding-block-start: clamp(1.5rem, 6vh, 4rem);
      }
      .message {
        display: grid;
        gap: var(--space-3);
        justify-items: start;
      }
      .message p {
        color: var(--soft);
        text-wrap: pretty;
      }
      h1 {
        font-size: 1.75rem;
        line-height: 1.2;
      }
    `,
  ];

  declare words: Words;
  declare _standing: Standing;
  /** Of whichever form is on the page. */
  declare _form: FormState;

  /** One id for the form on the page, so that sending it again makes no second meeting (W1). */
  #draftId = newId();
  #askingAgain: ReturnType<typeof setTimeout> | undefined;
  /** The desk of a session that ended: its unsent acts wait for the same person to come back. */
  #left: { person: string; code: string; acts: Acts } | null = null;

  constructor() {
    super();
    this._standing = { at: 'asking' };
    this._form = IDLE;
    this.addEventListener('ask', ({ ask }) => this.#desk?.acts.start(ask));
    this.addEventListener('act', ({ act, wish }) => this.#desk?.acts[wish](act));
    this.addEventListener('sign-out', () => void this.#signOut());
    this.addEventListener('entry', ({ entry }) => void this.#enter(entry));
    this.addEventListener('meeting-draft', ({ draft }) => {
      void this.#make({ method: 'POST', path: '/api/meetings', body: { id: this.#draftId, ...draft } });
    });
    this.addEventListener('rehearse', () => {
      void this.#make({ method: 'POST', path: '/api/rehearsals', body: { id: this.#draftId } });
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#ask(takeToken());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#askingAgain);
    this.#leaveDesk();
  }

  /** Asks the server who we are, and goes where that leads. */
  async #ask(token: string | null): Promise<void> {
    clearTimeout(this.#askingAgain);
    const outcome = await read<SessionState>('/api/session');
    if (outcome.is !== 'done') {
      this._standing = { at: 'away', token };
      this.#askingAgain = setTimeout(() => void this.#ask(token), ASK_AGAIN);
      return;
    }
    const { person, setup } = outcome.answer;
    if (person) this.#goIn(person);
    else if (token !== null) this._standing = { at: 'setup', token };
    else this._standing = setup ? { at: 'needs_link' } : { at: 'door', because: 'start' };
  }

  async #enter(entry: Entry): Promise<void> {
    const { by, ...given } = entry;
    const token = this._standing.at === 'setup' ? this._standing.token : '';
    this._form = { is: 'pending' };
    const outcome = await (by === 'setup'
      ? send<SessionState>('POST', '/api/setup', { token, ...given })
      : send<SessionState>('POST', '/api/session', given));
    if (outcome.is === 'done') {
      const { person } = outcome.answer;
      if (person) this.#goIn(person);
    } else this._form = outcome;
  }

  /** Signed in: where the address says. */
  #goIn(person: Person): void {
    this._form = IDLE;
    const query = new URLSearchParams(location.search);
    const wanted = query.get('m');
    const code = wanted === null ? null : readJoinCode(wanted);
    if (code !== null) return this.#sitDown(person, code);
    if (query.has('new')) this._standing = { at: 'new_meeting', person };
    else this.#listMeetings(person, wanted !== null);
  }

  #listMeetings(person: Person, missing: boolean): void {
    this._standing = { at: 'meetings', person, meetings: null, missing };
    void read<MeetingList>('/api/meetings').then((outcome) => {
      if (this._standing.at !== 'meetings') return;
      if (outcome.is === 'done') this._standing = { ...this._standing, meetings: outcome.answer.meetings };
      else this.#complain(outcome);
    });
  }

  #sitDown(person: Person, code: string): void {
    const controller = new MeetingController<StaffComment>(this, { meeting: code, audience: 'staff' });
    const left = this.#left?.person === person.id && this.#left.code === code ? this.#left.acts : null;
    const acts = left ?? this.#openActs(code);
    this.#left = null;
    this._standing = { at: 'desk', person, desk: { code, controller, acts } };
  }

  #openActs(meeting: string): Acts {
    return new Acts({
      meeting,
      newId,
      changed: () => this.requestUpdate(),
      send: async ({ method, path, body }: Command): Promise<Outcome<Done>> => {
        const outcome = await send<Done>(method, path, body);
        if (outcome.is !== 'refused' || outcome.refusal.refusal !== 'not_signed_in') return outcome;
        // The click is kept: it can be sent once the clerk has signed in again.
        this.#sessionEnded();
        return { is: 'not_sent' };
      },
    });
  }

  /** The controller asks for an update when the town closes the socket on us; here we see why. */
  override willUpdate(): void {
    const desk = this.#desk;
    if (desk?.controller.status.is !== 'refused') return;
    const { code } = desk.controller.status;
    if (code === CLOSE.not_allowed.code) this.#sessionEnded();
    else if (code === CLOSE.no_such_meeting.code && this._standing.at === 'desk') {
      const { person } = this._standing;
      this.#leaveDesk();
      this.#listMeetings(person, true);
    }
  }

  #sessionEnded(): void {
    if (this._standing.at === 'door') return;
    if (this._standing.at === 'desk') {
      const { person, desk } = this._standing;
      this.#left = { person: person.id, code: desk.code, acts: desk.acts };
    }
    this.#leaveDesk();
    this._form = IDLE;
    this._standing = { at: 'door', because: 'ended' };
  }

  async #signOut(): Promise<void> {
    const outcome = await send<null>('DELETE', '/api/session');
    // Somebody who wants to leave and cannot be let go by the server must not believe that they have left.
    if (outcome.is === 'not_sent') {
      this.#complain(outcome);
      return;
    }
    this.#leaveDesk();
    this.#left = null;
    this._form = IDLE;
    this._standing = { at: 'door', because: 'signed_out' };
  }

  /** Makes a meeting or a rehearsal, and goes to its desk. */
  async #make(command: Command): Promise<void> {
    this._form = { is: 'pending' };
    const outcome = await send<MadeMeeting>(command.method, command.path, command.body);
    if (outcome.is === 'done') location.assign(`?m=${outcome.answer.code}`);
    else this.#complain(outcome);
  }

  #complain(outcome: Exclude<Outcome<unknown>, { is: 'done' }>): void {
    if (outcome.is === 'refused' && outcome.refusal.refusal === 'not_signed_in') this.#sessionEnded();
    else this._form = outcome;
  }

  #leaveDesk(): void {
    const controller = this.#desk?.controller;
    if (!controller) return;
    this.removeController(controller);
    controller.hostDisconnected();
  }

  get #desk(): Desk | null {
    return this._standing.at === 'desk' ? this._standing.desk : null;
  }

  override render(): TemplateResult {
    const standing = this._standing;
    if (standing.at === 'desk') return this.#renderDesk(standing.person, standing.desk);
    return html`${this.#bar('person' in standing ? standing.person : null)} ${this.#sheet(standing)}`;
  }

  #renderDesk(person: Person, { controller, acts }: Desk): TemplateResult {
    return html`<pleno-desk
      .words=${this.words}
      .replica=${controller.replica}
      .status=${controller.status}
      .present=${controller.present}
      .clockOffset=${controller.clockOffset}
      .person=${person.name}
      .acts=${acts.all}
    ></pleno-desk>`;
  }

  #bar(person: Person | null): TemplateResult {
    const { product, header } = this.words.clerk;
    return html`<header class="bar">
      <span class="brand">${product}</span>
      ${
        person
          ? html`<span class="me words" dir="auto">${person.name}</span>
              <button @click=${() => void this.#signOut()}>${header.signOut}</button>`
          : nothing
      }
    </header>`;
  }

  #sheet(standing: Exclude<Standing, { at: 'desk' }>): TemplateResult {
    const { clerk } = this.words;
    const { entry } = clerk;
    switch (standing.at) {
      case 'asking':
        return html`<main class="narrow"><p class="soft" role="status">${clerk.loading}</p></main>`;
      case 'away':
        return html`<main class="narrow"><div class="message" role="alert">
          <h1>${clerk.away.title}</h1>
          <p>${clerk.away.text}</p>
          <button class="button main" @click=${() => void this.#ask(standing.token)}>${clerk.away.retry}</button>
        </div></main>`;
      case 'needs_link':
        return html`<main class="narrow message">
          <h1>${entry.needsLinkTitle}</h1>
          <p>${entry.needsLinkText}</p>
        </main>`;
      case 'setup':
        return html`<main class="narrow">
          <pleno-entry .words=${this.words} .by=${'setup'} .state=${this._form}></pleno-entry>
        </main>`;
      case 'door': {
        const notice = { start: null, ended: entry.ended, signed_out: entry.signedOut }[standing.because];
        return html`<main class="narrow">
          <pleno-entry .words=${this.words} .by=${'sign_in'} .notice=${notice} .state=${this._form}></pleno-entry>
        </main>`;
      }
      case 'meetings':
        return html`<main>
          <pleno-meeting-list
            .words=${this.words}
            .meetings=${standing.meetings}
            .missing=${standing.missing}
            .state=${this._form}
          ></pleno-meeting-list>
        </main>`;
      case 'new_meeting':
        return html`<main>
          <pleno-meeting-form .words=${this.words} .state=${this._form}></pleno-meeting-form>
        </main>`;
    }
  }

  override updated(): void {
    const { clerk } = this.words;
    const meeting = this.#desk?.controller.meeting;
    let waiting = 0;
    for (const { state } of this.#desk?.controller.replica?.comment.values() ?? []) {
      if (state === 'received') waiting++;
    }
    const count = waiting > 0 ? `(${this.words.count(waiting)}) ` : '';
    document.title = `${count}${meeting?.title ?? clerk.pageTitle} · ${clerk.product}`;
  }
}

/** The one-time token of the address; it leaves the address bar and the history at once. */
function takeToken(): string | null {
  const url = new URL(location.href);
  const token = url.searchParams.get('setup');
  if (token === null) return null;
  url.searchParams.delete('setup');
  history.replaceState(history.state, '', url);
  return token;
}

customElements.define('pleno-console', ConsoleElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-console': ConsoleElement;
  }
}
