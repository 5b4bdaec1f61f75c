/**
 * Keeps one HLS stream playing in one video element, without a tap, whatever happens to the network or the encoder:
 * every fault is answered with something milder first and the whole thing anew later, for ever, with growing pauses.
 */
import type Hls from 'hls.js';
import type { ErrorData, LevelDetails } from 'hls.js';
import { alignCaptions } from './align-captions.ts';
import { isLiveAgain, readNeeds } from './playlist.ts';

/** How the playing goes; a pause by the citizen is `playing` too. */
export type PlaybackState =
  | { is: 'loading' }
  | { is: 'playing' }
  /** `since`: local clock, milliseconds. It comes back by itself. */
  | { is: 'interrupted'; since: number }
  /** The stream says that it is over; a live one is still looked for. */
  | { is: 'ended' }
  /** This browser cannot play HLS at all. */
  | { is: 'unplayable' };

/** No picture for so long (ms) is said in words. */
const SILENCE = 4_000;
/** No sign of life for so long (ms) is acted upon; longer after each remedy, so that a slow network is not starved. */
const PATIENCE = 8_000;
const MOST_PATIENCE = 4 * PATIENCE;
/** Segments by which a playlist may lag behind what was seen before, as caches do. */
const STALE_SEGMENTS = 3;
/** So long (ms) of playing, and the next fault is treated as the first. */
const HEALED = 10_000;
/** As often as a live playlist is read anyway. */
const LONGEST_PAUSE = 6_000;
const LONGEST_PAUSE_ENDED = 60_000;

export class HlsPlayback {
  #video: HTMLVideoElement;
  #url: string;
  #told: (state: PlaybackState) => void;
  #hls: Hls | null = null;
  #state: PlaybackState = { is: 'loading' };
  #over = new AbortController();
  #watch: ReturnType<typeof setInterval>;
  #remedyTimer: ReturnType<typeof setTimeout> | undefined;
  /** Remedies tried since it last played well. */
  #attempt = 0;
  #mediaErrors = 0;
  #place = -1;
  #movedAt = Date.now();
  /** The last sign that pictures are on their way. */
  #hopeAt = Date.now();
  #wellSince: number | null = null;
  /** The playlist as last seen. */
  #seen: { url: string; endSN: number } | null = null;
  /** When the playlist was last read, and when it last named another segment as its newest. */
  #heardAt = 0;
  #grownAt = 0;
  /** Counts beginnings, so that an overtaken one stops. */
  #turn = 0;
  /** Since the last beginning pictures were seen. */
  #started = false;
  /** The citizen paused it, so a new beginning stays paused. */
  #rests = false;
  #live = false;

  /** Starts at once; call it from the citizen's own press of play, so that sound is allowed. */
  constructor(video: HTMLVideoElement, url: string, told: (state: PlaybackState) => void) {
    this.#video = video;
    this.#url = url;
    this.#told = told;
    video.addEventListener('playing', this.#playing);
    video.addEventListener('ended', this.#ended);
    video.addEventListener('error', this.#nativeError);
    this.#watch = setInterval(() => this.#look(), 1_000);
    void this.#begin();
  }

  get state(): PlaybackState {
    return this.#state;
  }

  /** Whether the stream is live; a recording is not. */
  get live(): boolean {
    return this.#live;
  }

  /** When the picture on screen was filmed, by the encoder's clock; null when the stream does not say. */
  get playingDate(): Date | null {
    if (this.#hls) return validDate(this.#hls.playingDate);
    // Only where HLS is native: https://developer.apple.com/documentation/webkitjs/htmlmediaelement/1634375-getstartdate
    const start = (this.#video as { getStartDate?: () => Date }).getStartDate?.();
    return start ? validDate(new Date(start.getTime() + this.#video.currentTime * 1_000)) : null;
  }

  /** Seconds behind where a live stream would be joined now; 0 when there or unknown. */
  get behind(): number {
    const edge = this.#livePosition;
    return edge === null ? 0 : Math.max(0, edge - this.#video.currentTime);
  }

  /** Jumps to the newest picture. */
  goLive(): void {
    const edge = this.#livePosition;
    if (edge !== null) this.#video.currentTime = edge;
    this.#rests = false;
    this.#play();
  }

  /** Ends it and lets go of the video. */
  end(): void {
    this.#over.abort();
    clearInterval(this.#watch);
    clearTimeout(this.#remedyTimer);
    this.#video.removeEventListener('playing', this.#playing);
    this.#video.removeEventListener('ended', this.#ended);
    this.#video.removeEventListener('error', this.#nativeError);
    this.#letGo();
  }

  get #livePosition(): number | null {
    if (!this.#live) return null;
    if (this.#hls) return this.#hls.liveSyncPosition;
    const { seekable } = this.#video;
    return seekable.length > 0 ? seekable.end(seekable.length - 1) - 6 : null;
  }

  /** From the playlist on. The picture so far stays until there is something to put in its place. */
  async #begin(): Promise<void> {
    const turn = ++this.#turn;
    const overtaken = (): boolean => turn !== this.#turn || this.#over.signal.aborted;
    this.#hopeAt = Date.now();
    try {
      if (!('MediaSource' in window || 'ManagedMediaSource' in window)) {
        this.#beginNatively();
        return;
      }
      const needs = await readNeeds(this.#url, this.#over.signal);
      const { default: Hls } = await (needs.build === 'full' ? import('hls.js') : import('hls.js/light'));
      if (overtaken()) return;
      if (!Hls.isSupported()) {
        this.#beginNatively();
        return;
      }
      this.#letGo();
      const hls = new Hls({
        // Trusted Types forbid `new Worker(string)`, and this build carries no worker of its own.
        enableWorker: false,
        backBufferLength: 60,
        ...(needs.syncCount > 3 && { liveSyncDurationCount: needs.syncCount }),
      });
      this.#hls = hls;
      hls.on(Hls.Events.MANIFEST_PARSED, () => this.#play());
      hls.on(Hls.Events.LEVEL_LOADED, (_, { details }) => this.#follow(details));
      hls.on(Hls.Events.SUBTITLE_TRACK_UPDATED, (_, { details }) =>
        alignCaptions(details, hls.latestLevelDetails),
      );
      hls.on(Hls.Events.FRAG_BUFFERED, () => (this.#hopeAt = Date.now()));
      hls.on(Hls.Events.ERROR, (_, error) => this.#fault(Hls, error));
      hls.attachMedia(this.#video);
      hls.loadSource(this.#url);
    } catch {
      // No playlist yet, or the network is away: the same remedy as for every other fault.
      if (!overtaken()) this.#remedy(() => this.#begin());
    }
  }

  #beginNatively(): void {
    if (this.#video.canPlayType('application/vnd.apple.mpegurl') === '')
      return this.#say({ is: 'unplayable' });
    this.#letGo();
    this.#live = true;
    this.#video.src = this.#url;
    this.#play();
  }

  /** An encoder that starts again counts its segments from the beginning: the timeline so far is worth nothing. */
  #follow({ url, endSN, live }: LevelDetails): void {
    this.#live ||= live;
    const restarted = this.#seen?.url === url && endSN < this.#seen.endSN - STALE_SEGMENTS;
    this.#heardAt = Date.now();
    if (this.#seen?.endSN !== endSN) this.#grownAt = this.#heardAt;
    this.#seen = { url, endSN };
    if (restarted) void this.#begin();
  }

  #fault(hls: typeof Hls, error: ErrorData): void {
    if (!error.fatal) return;
    if (error.type === hls.ErrorTypes.MEDIA_ERROR && this.#mediaErrors++ === 0) {
      this.#hls?.recoverMediaError();
      this.#play();
    } else if (error.type === hls.ErrorTypes.NETWORK_ERROR && this.#seen !== null && this.#attempt < 3) {
      this.#remedy(() => this.#hls?.startLoad());
    } else {
      this.#remedy(() => this.#begin());
    }
  }

  #nativeError = (): void => {
    if (this.#hls === null && this.#video.hasAttribute('src')) this.#remedy(() => this.#begin());
  };

  /** Once a second: does the picture move? */
  #look(): void {
    const now = Date.now();
    const { currentTime, paused, ended } = this.#video;
    if (this.#state.is === 'ended' || this.#state.is === 'unplayable') return;
    // More than hls.js nudges a stalled picture by.
    const moved = Math.abs(currentTime - this.#place) > 0.3;
    this.#place = currentTime;
    const waitsForCitizen = paused && this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    if (moved || ended || waitsForCitizen) {
      this.#movedAt = this.#hopeAt = now;
      if (this.#video.readyState > HTMLMediaElement.HAVE_METADATA) this.#say({ is: 'playing' });
      this.#wellSince ??= now;
      if (now - this.#wellSince > HEALED) this.#attempt = this.#mediaErrors = 0;
      return;
    }
    if (now - this.#movedAt > SILENCE) this.#interrupted();
    // Beginning anew would only repeat old pictures while the encoder itself is silent.
    const silent = now - this.#heardAt < PATIENCE && now - this.#grownAt > PATIENCE;
    if (!silent && now - this.#hopeAt > Math.min(MOST_PATIENCE, PATIENCE * (1 + this.#attempt))) {
      this.#remedy(() => this.#move());
    }
  }

  /** Jumps over what is missing if newer pictures are there, else begins anew. */
  #move(): void {
    const edge = this.#livePosition;
    this.#hopeAt = Date.now();
    if (this.#attempt > 2 || edge === null || edge <= this.#video.currentTime) return void this.#begin();
    this.#hls?.startLoad();
    this.goLive();
  }

  /** Tries something after a pause that grows; one remedy at a time. */
  #remedy(cure: () => unknown): void {
    if (this.#remedyTimer !== undefined) return;
    if (Date.now() - this.#movedAt > SILENCE) this.#interrupted();
    const pause = Math.min(LONGEST_PAUSE, 1_000 * 2 ** this.#attempt++) * (0.75 + Math.random() / 2);
    this.#remedyTimer = setTimeout(() => {
      this.#remedyTimer = undefined;
      cure();
    }, pause);
  }

  #interrupted(): void {
    this.#wellSince = null;
    if (this.#state.is !== 'interrupted') this.#say({ is: 'interrupted', since: this.#movedAt });
  }

  #playing = (): void => {
    this.#started = true;
  };

  #ended = (): void => {
    this.#say({ is: 'ended' });
    if (this.#live) this.#lookForMore(0);
  };

  /** An encoder that was restarted closes its playlist first: the end of a live stream may not be the end. */
  #lookForMore(attempt: number): void {
    const pause = Math.min(LONGEST_PAUSE_ENDED, 3_000 * 1.5 ** attempt) * (0.75 + Math.random() / 2);
    clearTimeout(this.#remedyTimer);
    this.#remedyTimer = setTimeout(() => {
      this.#remedyTimer = undefined;
      void isLiveAgain(this.#url, this.#over.signal)
        .catch(() => false)
        .then((again) => {
          if (this.#over.signal.aborted || this.#state.is !== 'ended') return;
          if (!again) return this.#lookForMore(attempt + 1);
          this.#say({ is: 'loading' });
          void this.#begin();
        });
    }, pause);
  }

  #play(): void {
    if (this.#rests) return;
    this.#video.play().catch(() => {
      // The browser wants a tap of its own: its controls are there, and a paused picture is no interruption.
    });
  }

  #letGo(): void {
    const { paused, ended } = this.#video;
    if (this.#started) this.#rests = paused && !ended;
    this.#started = false;
    this.#hls?.destroy();
    this.#hls = null;
    this.#seen = null;
    this.#place = -1;
    if (this.#video.hasAttribute('src')) {
      this.#video.removeAttribute('src');
      this.#video.load();
    }
  }

  #say(state: PlaybackState): void {
    if (state.is === this.#state.is) return;
    this.#state = state;
    this.#told(state);
  }
}

function validDate(date: Date | null): Date | null {
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}
