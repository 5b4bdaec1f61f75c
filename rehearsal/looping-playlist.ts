/**
 * The playlists of a live stream that is one recording played over and over (RFC 8216). Everything follows from the clock,
 * so every node says the same at the same time and nothing is kept: segment k of the stream is segment k mod n of the recording,
 * and stands at `firstSegmentAt + k × length` for ever.
 */
import type { Cue } from './captions.ts';

/** The recording that goes round. */
export interface Loop {
  /** How many segments it has. */
  segments: number;
  /** Length of each, in whole seconds. */
  seconds: number;
  cues: readonly Cue[];
  /** Presentation time of its first picture, in ticks of 90 kHz. */
  firstTick: number;
  /** Bits per second of its largest segment, and of all. */
  bandwidth: { peak: number; average: number };
  codecs: string;
  resolution: string;
  frameRate: number;
}

/** When the playlists are asked for, and since when the stream has been running; both Unix milliseconds. */
export interface Moment {
  now: number;
  start: number;
}

/** Segments in the sliding window: players stay three behind the end, and one may be that late with a reload. */
export const WINDOW = 8;

/** The playlist to open: one picture, one language of captions. */
export function masterPlaylist(loop: Loop): string {
  return lines(
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="Español",LANGUAGE="es",DEFAULT=YES,AUTOSELECT=YES,FORCED=NO,' +
      'CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog",URI="captions.m3u8"',
    `#EXT-X-STREAM-INF:BANDWIDTH=${loop.bandwidth.peak},AVERAGE-BANDWIDTH=${loop.bandwidth.average},` +
      `CODECS="${loop.codecs}",RESOLUTION=${loop.resolution},FRAME-RATE=${loop.frameRate.toFixed(3)},SUBTITLES="captions"`,
    'video.m3u8',
  );
}

/** The sliding window over the pictures. */
export function videoPlaylist(loop: Loop, moment: Moment): string {
  return windowPlaylist(loop, moment, segmentName);
}

/** The name of a segment of the recording in the playlist. */
export function segmentName(n: number): string {
  return `seg-${pad(n)}.ts`;
}

/** The same window over the captions. */
export function captionsPlaylist(loop: Loop, moment: Moment): string {
  return windowPlaylist(loop, moment, (n) => `captions-${pad(n)}.vtt`);
}

/**
 * The captions of one segment of the recording. A cue that reaches over an edge stands on both sides with the same times, so
 * players see it as one.
 */
export function captionsSegment(loop: Loop, n: number): string {
  const from = n * loop.seconds;
  const cues = loop.cues.filter((cue) => cue.from < from + loop.seconds && cue.to > from);
  return lines(
    'WEBVTT',
    // Any point of the loop says the same, but hls.js takes a map whose tick falls on zero of its own timeline for no map; it counts
    // that from the edge of a segment, so a second, within one, is never zero.
    `X-TIMESTAMP-MAP=MPEGTS:${loop.firstTick + 90_000},LOCAL:${vttTime(1)}`,
    ...cues.flatMap((cue) => ['', `${vttTime(cue.from)} --> ${vttTime(cue.to)}`, cue.text]),
  );
}

function windowPlaylist(loop: Loop, moment: Moment, name: (n: number) => string): string {
  const length = loop.seconds * 1000;
  const origin = firstSegmentAt(loop, moment.start);
  // A clock that is behind the start, on another node, gets the first window.
  const complete = Math.floor((Math.max(moment.now, moment.start) - origin) / length);
  const first = Math.max(0, complete - WINDOW);
  return lines(
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-TARGETDURATION:${loop.seconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${wrapsBefore(loop, first)}`,
    ...range(first, complete).flatMap((k) => [
      ...(isWrap(loop, k) ? ['#EXT-X-DISCONTINUITY'] : []),
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(origin + k * length).toISOString()}`,
      `#EXTINF:${loop.seconds.toFixed(3)},`,
      name(k % loop.segments),
    ]),
  );
}

/**
 * When segment 0 begins: a whole turn before the turn in which the stream started, so that the first window is full. Turns
 * begin on whole multiples of their length: a loop of a minute on the minute, which makes the clock in the picture true.
 */
function firstSegmentAt(loop: Loop, start: number): number {
  const turn = loop.segments * loop.seconds * 1000;
  return Math.floor(start / turn) * turn - turn;
}

/** Whether the recording starts over with segment k; nothing comes before segment 0. */
function isWrap(loop: Loop, k: number): boolean {
  return k > 0 && k % loop.segments === 0;
}

/** Discontinuities that have left the window: those of segments before the first in it (RFC 8216, section 6.2.2). */
function wrapsBefore(loop: Loop, first: number): number {
  return Math.max(0, Math.ceil(first / loop.segments) - 1);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, n) => from + n);
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}

function vttTime(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);
}

function lines(...all: string[]): string {
  return all.join('\n') + '\n';
}
