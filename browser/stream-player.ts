/**
 * `<pleno-stream-player>`: the pictures of a meeting. HLS plays in the page once the citizen presses play; pages of
 * others are linked with a word of explanation. Nothing is fetched from anybody before a press.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type * as es from '../locale/es.ts';
import type { Stream } from '../protocol/nouns.ts';
import { EachSecond } from './each-second.ts';
import type { HlsPlayback, PlaybackState } from './hls-playback.ts';
import { keep, recall } from './keep.ts';
import { streamPlayerLook } from './stream-player-look.ts';

/** Seconds behind the newest picture from which on a way back is offered. */
const BEHIND = 10;
/** A distance from live beyond this (seconds) is a wrong clock at the encoder, and not shown. */
const BELIEVABLE = 24 * 60 * 60;
/** How soon (ms) the player is loaded again when it could not be. */
const LOAD_AGAIN = 3_000;
const CAPTIONS = 'pleno.captions';

export class StreamPlayer extends LitElement {
  static override properties = {
    streams: { attribute: false },
    words: { attribute: false },
    language: { type: String },
    now: { attribute: false },
    chosen: { state: true },
    playback: { state: true },
    captions: { state: true },
  };

  static override styles = streamPlayerLook;

  /** What can be watched, the main one first. */
  declare streams: readonly Stream[];
  declare words: typeof es.player;
  /** BCP 47 tag of the reader's language. */
  declare language: string;
  /** The server's time now (X4). */
  declare now: () => Date;

  declare private chosen: string | null;
  declare private playback: PlaybackState | null;
  declare private captions: { offered: boolean; shown: boolean };
  #playing: HlsPlayback | null = null;
  #playingUrl: string | null = null;
  /** Counts presses of play, so that an overtaken one stops. */
  #turn = 0;

  constructor() {
    super();
    this.streams = [];
    this.language = '';
    this.now = () => new Date();
    this.chosen = null;
    this.playback = null;
    this.captions = { offered: false, shown: false };
    new EachSecond(this, () => this.playback !== null);
  }

  /** When the picture on screen was filmed, as an ISO time; null when nothing plays or the stream does not say. */
  watchedMoment(): string | null {
    return this.#playing?.playingDate?.toISOString() ?? null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  protected override willUpdate(): void {
    const stream = this.#stream;
    if (this.#playingUrl !== null && this.#playingUrl !== stream?.url) this.#stop();
  }

  protected override render(): TemplateResult | typeof nothing {
    const stream = this.#stream;
    if (stream === null) return nothing;
    return html`
      <div class="frame">
        <video
          playsinline
          controls
          preload="none"
          aria-label=${stream.label || this.words.video}
          ?hidden=${this.playback === null}
        ></video>
        ${this.playback === null ? this.#cover(stream) : nothing}
        <p class="cover said" role="status">${this.#said()}</p>
      </div>
      ${this.#bar(stream)}
    `;
  }

  #cover(stream: Stream): TemplateResult {
    const { words } = this;
    if (stream.kind !== 'hls') {
      const place = PLACES[stream.kind];
      return html`<div class="cover">
        <p>${words.elsewhere(place)}</p>
        <a href=${stream.url} target="_blank" rel="noopener noreferrer">${words.openElsewhere(place)}</a>
      </div>`;
    }
    const hint =
      stream.state === 'ended'
        ? words.ended
        : stream.state === 'stalled' || stream.state === 'unreachable'
          ? words.notThereYet
          : '';
    return html`<div class="cover">
      <button class="play" type="button" @click=${this.#play}>
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 2.5v15l13-7.5z" /></svg>
        ${words.watch}
      </button>
      ${hint && html`<p>${hint}</p>`}
    </div>`;
  }

  /** What has to be said in words about the picture. */
  #said(): string {
    const { playback, words } = this;
    switch (playback?.is) {
      case 'interrupted':
        return words.interrupted(
          new Date(playback.since).toLocaleTimeString(this.language, { hour: 'numeric', minute: '2-digit' }),
        );
      case 'ended':
        return this.#playing?.live ? words.endedOrInterrupted : words.ended;
      case 'unplayable':
        return words.unplayable;
      case 'loading':
      case 'playing':
      case undefined:
        return '';
    }
  }

  #bar(stream: Stream): TemplateResult | typeof nothing {
    const { words, captions } = this;
    const choice = this.streams.length > 1;
    if (this.playback === null && !choice) return nothing;
    return html`<div class="bar">
      ${this.#liveness()}
        ${
          choice
            ? html`<select aria-label=${words.choose} @change=${this.#choose}>
                ${this.streams.map(
                  ({ id, label }) =>
                    html`<option value=${id} ?selected=${id === stream.id}>${label || words.main}</option>`,
                )}
              </select>`
            : nothing
        }
        ${
          captions.offered
            ? html`<button
                class="captions"
                type="button"
                aria-pressed=${captions.shown}
                @click=${() => this.#show(!captions.shown)}
              >
                ${words.captions}
              </button>`
            : nothing
        }
    </div>`;
  }

  #liveness(): TemplateResult | typeof nothing {
    const { words } = this;
    const playing = this.#playing;
    if (this.playback?.is === 'loading') return html`<span class="live">${words.loading}</span>`;
    if (this.playback?.is === 'interrupted') return html`<span class="live">${words.waiting}</span>`;
    if (playing === null || this.playback?.is === 'ended') return nothing;
    if (!playing.live) return html`<span class="live">${words.recording}</span>`;
    const date = playing.playingDate;
    const distance = date && Math.max(0, (this.now().getTime() - date.getTime()) / 1_000);
    const said = distance === null || distance > BELIEVABLE ? null : shortSpan(distance);
    return playing.behind > BEHIND
      ? html`<button class="back" type="button" @click=${() => playing.goLive()}>
          <span class="live">${said === null ? words.goLive : words.behind(said)}</span>
        </button>`
      : html`<span class="live on">${said === null ? words.live : words.liveAt(said)}</span>`;
  }

  get #stream(): Stream | null {
    return this.streams.find(({ id }) => id === this.chosen) ?? this.streams[0] ?? null;
  }

  get #video(): HTMLVideoElement | null {
    return this.renderRoot.querySelector('video');
  }

  #play(): void {
    const stream = this.#stream;
    const video = this.#video;
    if (stream?.kind !== 'hls' || video === null) return;
    this.#stop();
    this.#playingUrl = stream.url;
    this.playback = { is: 'loading' };
    // Touched by the press itself, the element may play with sound later, in Safari too.
    video.load();
    video.textTracks.onaddtrack = () => this.#tracksAdded();
    video.textTracks.onchange = () => this.#readCaptions();
    void this.#begin(video, new URL(stream.url, location.href).href, ++this.#turn);
    void this.updateComplete.then(() => video.focus());
  }

  /** What plays HLS is loaded by the press; if that fails it is tried again, like everything after it. */
  async #begin(video: HTMLVideoElement, url: string, turn: number): Promise<void> {
    const since = Date.now();
    while (turn === this.#turn) {
      try {
        const { HlsPlayback } = await import('./hls-playback.ts');
        if (turn === this.#turn)
          this.#playing = new HlsPlayback(video, url, (state) => (this.playback = state));
        return;
      } catch {
        if (turn === this.#turn) this.playback = { is: 'interrupted', since };
        await new Promise((resolve) => setTimeout(resolve, LOAD_AGAIN));
      }
    }
  }

  #stop(): void {
    this.#turn++;
    this.#playing?.end();
    this.#playing = null;
    this.#playingUrl = null;
    this.playback = null;
    this.captions = { offered: false, shown: false };
  }

  #choose(event: Event): void {
    const wasPlaying = this.playback !== null;
    this.chosen = (event.target as HTMLSelectElement).value;
    if (wasPlaying && this.#stream?.kind === 'hls') this.#play();
    else this.#stop();
  }

  /** The citizen's own choice holds for every stream; without one the stream's default does. */
  #tracksAdded(): void {
    const wanted = recall(CAPTIONS, (value): value is boolean => typeof value === 'boolean');
    if (wanted !== null) this.#setModes(wanted);
    this.#readCaptions();
  }

  #show(shown: boolean): void {
    keep(CAPTIONS, shown);
    this.#setModes(shown);
    this.#readCaptions();
  }

  #setModes(shown: boolean): void {
    const tracks = this.#tracks;
    const mine =
      tracks.find(({ language }) => language.split('-')[0] === this.language.split('-')[0]) ?? tracks[0];
    for (const track of tracks) track.mode = shown && track === mine ? 'showing' : 'disabled';
  }

  #readCaptions(): void {
    const tracks = this.#tracks;
    this.captions = { offered: tracks.length > 0, shown: tracks.some(({ mode }) => mode === 'showing') };
  }

  get #tracks(): TextTrack[] {
    return [...(this.#video?.textTracks ?? [])].filter(
      ({ kind }) => kind === 'subtitles' || kind === 'captions',
    );
  }
}

/** A time span in its largest unit; the symbols are the same in every language. */
function shortSpan(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}

const PLACES = { youtube: 'YouTube', vimeo: 'Vimeo', peertube: 'PeerTube', twitch: 'Twitch' } as const;

customElements.define('pleno-stream-player', StreamPlayer);
