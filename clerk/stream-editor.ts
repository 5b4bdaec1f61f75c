/** The streams of a meeting with what the server's check found, and the form that adds one. */
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Stream } from '../protocol/nouns.ts';
import { AskEvent } from './asks.ts';
import './confirm-button.ts';
import { formLook, look } from './look.ts';
import { isTroubled, streamInWords } from './stream-words.ts';
import type { Words } from './words.ts';

export class StreamEditorElement extends LitElement {
  static override properties = {
    words: { attribute: false },
    streams: { attribute: false },
    _problem: { state: true },
  };
  static override styles = [
    look,
    formLook,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      ul {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--space-1) var(--space-3);
        padding: var(--space-2) var(--space-3);
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .what {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-3);
        align-items: baseline;
      }
      .state {
        font-weight: 650;
      }
      .good {
        color: var(--good);
      }
      .bad {
        color: var(--bad);
      }
      .url {
        display: block;
        overflow: hidden;
        color: var(--soft);
        font-size: var(--text-small);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) auto;
        align-items: end;
        gap: var(--space-2);
      }
      .error,
      .hint {
        grid-column: 1 / -1;
      }
      @media (max-width: 40rem) {
        form,
        li {
          grid-template-columns: minmax(0, 1fr);
        }
        .button,
        pleno-confirm {
          justify-self: start;
        }
      }
    `,
  ];

  declare words: Words;
  declare streams: readonly Stream[];
  declare _problem: string | null;

  constructor() {
    super();
    this._problem = null;
  }

  override render(): TemplateResult {
    const { meeting, form } = this.words.clerk;
    return html`
      ${
        this.streams.length === 0
          ? html`<p class="soft">${meeting.noStreams}</p>`
          : html`<ul>
              ${repeat(
                this.streams,
                ({ id }) => id,
                (stream) => this.#row(stream),
              )}
            </ul>`
      }
      <form novalidate @submit=${this.#add} @input=${() => (this._problem = null)}>
        <div class="field">
          <label for="url">${meeting.streamUrl}</label>
          <input
            id="url"
            name="url"
            type="url"
            maxlength="2000"
            autocomplete="off"
            placeholder="https://"
            aria-invalid=${this._problem !== null}
            aria-describedby="problem hint"
          />
        </div>
        <div class="field">
          <label for="label">${form.streamLabel}</label>
          <input id="label" name="label" dir="auto" maxlength="60" autocomplete="off" placeholder=${form.streamLabelExample} />
        </div>
        <button class="button">${meeting.addStream}</button>
        <p class="error" id="problem" ?hidden=${this._problem === null}>${this._problem}</p>
        <p class="hint" id="hint">${form.streamsHint}</p>
      </form>
    `;
  }

  #row(stream: Stream): TemplateResult {
    const { meeting, form, rehearsal } = this.words.clerk;
    const name = stream.label || meeting.mainStream;
    return html`<li>
      <div>
        <p class="what"><b class="words" dir="auto">${name}</b> ${this.#state(stream)}</p>
        <a class="url" href=${stream.url} target="_blank" rel="noopener noreferrer">${stream.url}</a>
      </div>
      <pleno-confirm
        .label=${form.remove}
        .name="${form.remove}: ${name}"
        .question=${meeting.removeStreamSure}
        .yes=${meeting.yesRemove}
        .no=${rehearsal.no}
        @confirmed=${() => this.dispatchEvent(new AskEvent({ ask: 'remove_stream', stream }))}
      ></pleno-confirm>
    </li>`;
  }

  #state(stream: Stream): TemplateResult {
    const { meeting } = this.words.clerk;
    const { kind, state, stateSince, distance } = stream;
    const said = streamInWords(stream, this.words);
    if (kind !== 'hls') return html`<span class="soft">${said}. ${meeting.notFetched}</span>`;
    return html`
      <span class="state ${state === 'live' ? 'good' : isTroubled(stream) ? 'bad' : ''}">${said}</span>
      ${state === 'live' && distance !== null ? html`<span>${meeting.behind(this.words.seconds(distance))}</span>` : nothing}
      ${stateSince === null ? nothing : html`<span class="soft">${meeting.since(this.words.time(stateSince))}</span>`}
    `;
  }

  #add = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const [url, label] = [
      form.querySelector<HTMLInputElement>('#url')!,
      form.querySelector<HTMLInputElement>('#label')!,
    ];
    if (!/^https?:\/\/[^\s/]+/i.test(url.value.trim())) {
      this._problem = this.words.clerk.form.urlWrong;
      return url.focus();
    }
    this.dispatchEvent(new AskEvent({ ask: 'add_stream', url: url.value.trim(), label: label.value.trim() }));
  };

  /** The fields are emptied when the stream is there; if it is refused, what was typed stays to be mended. */
  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('streams');
    const url = this.renderRoot.querySelector<HTMLInputElement>('#url');
    if (!before || !url || url.value === '') return;
    const isNew = ({ id }: Stream): boolean => before.every((stream) => stream.id !== id);
    if (this.streams.some((stream) => isNew(stream) && stream.url === url.value.trim())) url.form?.reset();
  }
}

customElements.define('pleno-stream-editor', StreamEditorElement);

declare global {
  interface HTMLElementTagNameMap {
    'pleno-stream-editor': StreamEditorElement;
  }
}
