/** `<pleno-meeting>`: one meeting as a citizen sees it. It connects; its leaves render. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keep, recall } from '../browser/keep.ts';
import { MeetingController } from '../browser/meeting-controller.ts';
import '../browser/stream-player.ts';
import type { StreamPlayer } from '../browser/stream-player.ts';
import type { Receipt } from '../protocol/answers.ts';
import type { SubmissionInput } from '../protocol/comment-inputs.ts';
import { CLOSE } from '../protocol/close-codes.ts';
import type { Meeting } from '../protocol/nouns.ts';
import './composer.ts';
import type { Sending } from './composer.ts';
import { CoveredEdges } from './covered-edges.ts';
import { freshDraft, keepDraft, recallDraft, type Draft } from './draft.ts';
import type { DraftChanged, LetterDecided, NameChanged, Composing } from './events.ts';
import './feed.ts';
import { intakeNow } from '../protocol/intake.ts';
import './item-head.ts';
import './language-choice.ts';
import { looks } from './looks.ts';
import './meeting-head.ts';
import { pageLook } from './meeting-page-look.ts';
import { messageLook, messagePage, openingPage } from './message-page.ts';
import { Outbox, type Letter } from './outbox.ts';
import { Receipts } from './receipts.ts';
import './wall-band.ts';
import type { Words } from './words.ts';
import './yours.ts';

/** What the page says right above the composer. */
type Notice = { is: 'none' } | { is: 'sent'; receipt: Receipt; kind: Draft['kind'] } | { is: 'sent_later' };

const NAME = 'pleno.name';
/** How long (ms) a notice stays; what it says stands among "yours" as well. */
const NOTICE = 15_000;

export class MeetingPage extends LitElement {
  static override properties = {
    code: { type: String },
    words: { attribute: false },
    draft: { state: true },
    name: { state: true },
    sending: { state: true },
    notice: { state: true },
    newBuild: { state: true },
  };

  static override styles = [looks, messageLook, pageLook];

  /** The join code. Set it before the element is connected. */
  declare code: string;
  declare words: Words;

  declare private draft: Draft;
  declare private name: string;
  declare private sending: Sending;
  declare private notice: Notice;
  /** The server has a newer page than this one. */
  declare private newBuild: boolean;
  #meeting: MeetingController | null = null;
  #outbox: Outbox | null = null;
  #receipts: Receipts | null = null;
  #edges = new CoveredEdges(this, ['pleno-meeting-head', '.player'], '.foot');
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;
  #wasLive = false;

  constructor() {
    super();
    this.name = recall(NAME, (value): value is string => typeof value === 'string') ?? '';
    this.sending = { is: 'writing' };
    this.notice = { is: 'none' };
    this.newBuild = false;
  }

  override connectedCallback(): void {
    if (this.#meeting === null) {
      this.draft = recallDraft(this.code);
      this.#meeting = new MeetingController(this, {
        meeting: this.code,
        audience: 'public',
        newBuild: () => (this.newBuild = true),
      });
      this.#receipts = new Receipts(this, this.code);
      this.#outbox = new Outbox(this, this.code, (letter, receipt) => this.#taken(letter, receipt));
    }
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#noticeTimer);
  }

  protected override willUpdate(): void {
    this.#holdPlace();
    const live = this.#meeting?.status.is === 'live';
    if (live && !this.#wasLive) this.#outbox?.nudge();
    this.#wasLive = live;
    const comments = this.#meeting?.replica?.comment;
    if (comments) this.#receipts?.follow(comments);
  }

  protected override updated(_: PropertyValues<this>): void {
    const meeting = this.#meeting?.meeting;
    const item = this.#meeting?.currentItem;
    if (!meeting) return;
    document.title = `${item ? `${this.words.common.item(item.number)} · ` : ''}${meeting.title} · ${meeting.council}`;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const status = this.#meeting?.status;
    const meeting = this.#meeting?.meeting;
    if (status?.is === 'refused') {
      return status.code === CLOSE.no_such_meeting.code
        ? messagePage(words, words.citizen.noSuchMeeting, words.citizen.noSuchMeetingHint)
        : messagePage(words, words.citizen.notLetIn, words.citizen.notLetInHint(status.code));
    }
    if (!meeting) {
      const cutOff = status?.is === 'cut_off';
      return openingPage(cutOff ? words.citizen.notReached : words.citizen.opening);
    }
    return this.#page(meeting);
  }

  /** Whatever comes or goes above it, what is being read stays where it is: not every browser sees to that. */
  #holdPlace(): void {
    const reading = this.renderRoot.querySelector('pleno-feed')?.reading;
    if (!reading) return;
    const { top } = reading.getBoundingClientRect();
    requestAnimationFrame(() => {
      if (reading.isConnected) scrollBy(0, reading.getBoundingClientRect().top - top);
    });
  }

  #page(meeting: Meeting): TemplateResult {
    const { words } = this;
    const live = this.#meeting!;
    const { mine, held } = this.#receipts!;
    const { streams, items, onWall, replica } = live;
    return html`
      <pleno-meeting-head .meeting=${meeting} .words=${words}></pleno-meeting-head>
      <main>
        <div class="stage">
          <pleno-stream-player
            class="player"
            .streams=${streams}
            .words=${words.player}
            .language=${words.locale}
            .now=${() => live.now()}
          ></pleno-stream-player>
          <pleno-item-head .meeting=${meeting} .items=${items} .words=${words}></pleno-item-head>
        </div>
        <div class="talk">
          <pleno-wall-band
            .comment=${onWall}
            .item=${replica?.item.get(onWall?.item ?? '') ?? null}
            .mine=${onWall !== null && mine.has(onWall.id)}
            .words=${words}
          ></pleno-wall-band>
          <pleno-yours
            .letters=${this.#outbox!.letters}
            .receipts=${held}
            .words=${words}
            @letter-decided=${this.#letterDecided}
          ></pleno-yours>
          <pleno-feed
            .comments=${replica!.comment}
            .items=${replica!.item}
            .onWall=${onWall?.id ?? null}
            .mine=${mine}
            .coveredTop=${this.#edges.top}
            .words=${words}
          ></pleno-feed>
          <footer>
            <a class="button plain" href="/">${words.citizen.home}</a>
            <pleno-language-choice .words=${words}></pleno-language-choice>
          </footer>
        </div>
      </main>
      <div class="foot">
          ${this.#lines()}
          <pleno-composer
            .draft=${this.draft}
            .name=${this.name}
            .sending=${this.sending}
            .intake=${intakeNow(meeting)}
            .items=${items}
            .currentItem=${meeting.currentItem}
            .maxLength=${meeting.maxLength}
            .words=${words}
            @draft-changed=${this.#draftChanged}
            @name-changed=${this.#nameChanged}
            @draft-sent=${this.#send}
            @composing=${this.#composing}
          ></pleno-composer>
      </div>
    `;
  }

  /** How things stand with the connection, and with what was just sent. */
  #lines(): TemplateResult {
    const { words, notice } = this;
    const status = this.#meeting?.status;
    return html`
      <p class=${status?.is === 'cut_off' ? 'line cut' : ''} role="status">
        ${status?.is === 'cut_off' ? words.citizen.cutOff(words.time(status.since)) : ''}
      </p>
      <div class=${notice.is === 'none' ? '' : 'line'} role="status">
        ${
          notice.is === 'sent'
            ? html`<span>${words.citizen.sent(notice.kind, notice.receipt.number)}</span>
                <a class="button plain" href=${notice.receipt.address}>${words.citizen.receiptLink}</a>`
            : notice.is === 'sent_later'
              ? html`<span>${words.citizen.sentLater}</span>`
              : nothing
        }
      </div>
      ${
        this.newBuild
          ? html`<div class="line">
              <span>${words.citizen.newBuild}</span>
              <button class="plain" type="button" @click=${() => location.reload()}>${words.citizen.reload}</button>
            </div>`
          : nothing
      }
    `;
  }

  #draftChanged({ draft }: DraftChanged): void {
    this.draft = draft;
    keepDraft(this.code, draft);
    // What was refused is being changed; only a wait outlives the change.
    if (this.sending.is === 'refused' && this.sending.until < Date.now()) this.sending = { is: 'writing' };
  }

  #nameChanged({ name }: NameChanged): void {
    this.name = name;
    keep(NAME, name.trim() === '' ? null : name);
  }

  #composing({ open }: Composing): void {
    if (this.#meeting) this.#meeting.acting = open;
    if (open) this.notice = { is: 'none' };
  }

  async #send(): Promise<void> {
    const { draft } = this;
    this.sending = { is: 'sending' };
    // From here on the letter is in the outbox, which survives a reload too.
    keep(`pleno.draft.${this.code}`, null);
    const posted = await this.#outbox!.post(this.#letterOf(draft));
    if (posted.is === 'refused') {
      keepDraft(this.code, draft);
      const until = Date.now() + (posted.refusal.retryAfter ?? 0) * 1_000;
      this.sending = { is: 'refused', refusal: posted.refusal, until };
      return;
    }
    this.draft = freshDraft();
    this.sending = { is: 'writing' };
    this.renderRoot.querySelector('pleno-composer')!.open = false;
    this.#say(
      posted.is === 'taken'
        ? { is: 'sent', receipt: posted.receipt, kind: draft.kind }
        : { is: 'sent_later' },
    );
  }

  #letterOf({ id, kind, text, subject }: Draft): SubmissionInput {
    const items = this.#meeting?.replica?.item;
    const about =
      subject.is === 'item' ? subject.id : subject.is === 'current' ? this.#meeting?.currentItem?.id : null;
    const name = this.name.trim();
    return {
      id,
      kind,
      text,
      item: about && items?.has(about) ? about : null,
      name: name === '' ? null : name,
      watchedAt: this.renderRoot.querySelector<StreamPlayer>('pleno-stream-player')?.watchedMoment() ?? null,
    };
  }

  /** The town has it: from now on there is a receipt instead of a letter. */
  #taken({ body }: Letter, { comment, number, state, receivedAt, address }: Receipt): void {
    this.#receipts?.add({
      address,
      comment,
      number,
      state,
      receivedAt,
      meeting: this.code,
      kind: body.kind,
      text: body.text,
      decidedAt: null,
      reason: null,
      shownAt: null,
    });
  }

  #letterDecided({ letter, decision }: LetterDecided): void {
    const body = this.#outbox?.discard(letter)?.body;
    if (body === undefined || decision === 'discard') return;
    const { draft } = this;
    const text = draft.text.trim() === '' ? body.text : `${draft.text}\n${body.text}`;
    this.draft = { ...draft, kind: body.kind, text, subject: { is: 'current' } };
    keepDraft(this.code, this.draft);
    this.renderRoot.querySelector('pleno-composer')!.open = true;
  }

  #say(notice: Notice): void {
    this.notice = notice;
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => (this.notice = { is: 'none' }), NOTICE);
  }
}

customElements.define('pleno-meeting', MeetingPage);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-meeting': MeetingPage;
  }
}
