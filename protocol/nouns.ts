/**
 * The nouns of the town as they travel: one row type per noun, each with the revision that last changed it (C2).
 * Times are ISO 8601 strings in UTC; ids are UUIDs; revisions are whole numbers that only grow.
 */

/** The phases of a council meeting, in their usual order. */
export const PHASES = [
  'scheduled',
  'open_for_comments',
  'in_session',
  'public_turn',
  'closed',
  'archived',
] as const;
export type Phase = (typeof PHASES)[number];

/** Whether neighbours may send comments now: the clerk's dial. */
export const INTAKES = ['open', 'closed'] as const;
export type Intake = (typeof INTAKES)[number];

/** What a neighbour sends: a question that wants an answer, or a comment that wants to be heard. */
export const COMMENT_KINDS = ['question', 'comment'] as const;
export type CommentKind = (typeof COMMENT_KINDS)[number];

/** The way by which a comment came in. */
export const CHANNELS = ['web', 'paper', 'phone', 'in_person'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The first gate: whether a comment may stand in the public list. */
export const COMMENT_STATES = ['received', 'published', 'declined'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** Where the pictures come from: HLS plays in the page, the others are embedded once the citizen agrees. */
export const STREAM_KINDS = ['hls', 'youtube', 'vimeo', 'peertube', 'twitch'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/** What the server's own check found at an HLS link; `unchecked` for links it does not fetch. */
export const STREAM_STATES = ['unchecked', 'live', 'stalled', 'ended', 'unreachable', 'refused'] as const;
export type StreamState = (typeof STREAM_STATES)[number];

/** A council meeting, with what every page needs to name and colour itself. */
export interface Meeting {
  noun: 'meeting';
  id: string;
  revision: number;
  /** The short code people type: `/m/CODE`. */
  code: string;
  title: string;
  council: string;
  startsAt: string;
  phase: Phase;
  intake: Intake;
  /** The agenda item under debate, or null before the first. */
  currentItem: string | null;
  /** Marked TEST on every screen; nobody's real words are in it. */
  rehearsal: boolean;
  /** Who works the desk of a rehearsal: the script until a person takes it. Null in a real meeting. */
  desk: 'script' | 'person' | null;
  /** Longest comment, in characters (Unicode code points). */
  maxLength: number;
}

/** One item of the agenda. */
export interface AgendaItem {
  noun: 'item';
  id: string;
  revision: number;
  /** Order on the agenda; need not be contiguous. */
  position: number;
  /** The number as the council writes it: `4`, `4 bis`. */
  number: string;
  title: string;
}

/** A link to the pictures of the meeting. */
export interface Stream {
  noun: 'stream';
  id: string;
  revision: number;
  position: number;
  kind: StreamKind;
  url: string;
  /** What it offers: "Sala de plenos", "Lengua de signos". Empty for the main one. */
  label: string;
  state: StreamState;
  /** Since when it is in that state. */
  stateSince: string | null;
  /** Seconds between the newest picture and now, as last measured; null when unknown. */
  distance: number | null;
}

/** Where a comment stands on its way to the chamber screen: the second gate. */
export type WallPlace =
  | { place: 'none' }
  /** Waits its turn; lower positions come first. */
  | { place: 'queued'; position: number }
  | { place: 'on'; since: string }
  | { place: 'taken_down'; at: string };

/** A comment as everybody may see it once it is published. */
export interface Comment {
  noun: 'comment';
  id: string;
  revision: number;
  /** Counted within the meeting: "question no. 18". */
  number: number;
  item: string | null;
  kind: CommentKind;
  text: string;
  author: Author;
  channel: Channel;
  /** The moment of the stream that its author was watching. */
  watchedAt: string | null;
  receivedAt: string;
  publishedAt: string | null;
  wall: WallPlace;
}

/** Who asks: a name if they gave one, else "Neighbour 12". */
export interface Author {
  name: string | null;
  /** Counted within the meeting, one per device. */
  neighbour: number;
  /** Verified in person at the town hall. */
  resident: boolean;
}

/** A comment as the desk sees it, waiting and declined ones included. */
export interface StaffComment extends Comment {
  state: CommentState;
  /** How many comments this neighbour had sent to this meeting when this one came, itself included. */
  nth: number;
  decidedAt: string | null;
  decidedBy: string | null;
  /** What the author is told of a decline. */
  reason: string | null;
}

/** What the chamber screen is asked to show. */
export type Showing =
  | { state: 'welcome' }
  /** The agenda item under debate. */
  | { state: 'item' }
  | { state: 'comment'; comment: string }
  | { state: 'blank' };

/** The chamber wall of a meeting; its id is the meeting's. */
export interface Wall {
  noun: 'wall';
  id: string;
  revision: number;
  showing: Showing;
  since: string;
}

/** Any row that travels. */
export type Row = Meeting | AgendaItem | Stream | Comment | StaffComment | Wall;
export type Noun = Row['noun'];

/** Who reads: citizens, the chamber screen, the staff. */
export const AUDIENCES = ['public', 'wall', 'staff'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What staff may do here: an administrator also manages people and tokens. */
export const ROLES = ['admin', 'clerk'] as const;
export type Role = (typeof ROLES)[number];
