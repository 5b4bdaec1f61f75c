/**
 * The tables, as Kysely sees them; a test compares this file with the migrated database.
 * Revisions are `bigint` and arrive as numbers (see `open.ts`); times arrive as `Date`.
 */
import type { ColumnType, Generated, Selectable } from 'kysely';
import type {
  Channel,
  CommentKind,
  CommentState,
  Intake,
  Phase,
  Role,
  StreamKind,
  StreamState,
  Wall,
  WallPlace,
} from '../protocol/nouns.ts';

/** A time with a default in the database. */
type Stamp = ColumnType<Date, Date | undefined, Date>;

/** Columns of every live row: the revision at which it appeared, and the one that last changed it (C2). */
interface Revised {
  born_revision: number;
  revision: number;
}

/** One row: what belongs to the whole installation. */
export interface InstallationTable {
  singleton: Generated<boolean>;
  council_id: string;
  /** Keys of receipts and the like are derived from it; never leaves the server. */
  secret: Buffer;
  created_at: Stamp;
}

export interface CouncilTable {
  id: string;
  name: string;
  created_at: Stamp;
}

export interface MeetingTable {
  id: string;
  council_id: string;
  code: string;
  title: string;
  starts_at: Date;
  phase: Phase;
  intake: Intake;
  current_item_id: string | null;
  rehearsal: boolean;
  desk: 'script' | 'person' | null;
  max_length: number;
  /** The meeting's counter (C1): grows by one with each transaction that changes anything in it. */
  revision: Generated<number>;
  /** The revision that last changed this very row. */
  row_revision: Generated<number>;
  next_number: Generated<number>;
  next_neighbour: Generated<number>;
  created_at: Stamp;
}

export interface AgendaItemTable extends Revised {
  id: string;
  council_id: string;
  meeting_id: string;
  position: number;
  number: string;
  title: string;
  removed: Generated<boolean>;
}

export interface StreamTable extends Revised {
  id: string;
  council_id: string;
  meeting_id: string;
  position: number;
  kind: StreamKind;
  url: string;
  label: string;
  state: Generated<StreamState>;
  state_since: Date | null;
  /** Seconds behind live, as last published. */
  distance: number | null;
  removed: Generated<boolean>;
  /** Until when one node has taken the check of this link upon itself. Not a live column. */
  check_claimed_until: Stamp;
}

/** A device in a meeting: "Neighbour 12". */
export interface NeighbourTable {
  council_id: string;
  meeting_id: string;
  /** SHA-256 of the device's token. */
  device: Buffer;
  number: number;
  /** Comments sent to this meeting. */
  sent: number;
}

export interface CommentTable extends Revised {
  id: string;
  council_id: string;
  meeting_id: string;
  number: number;
  item_id: string | null;
  kind: CommentKind;
  text: string;
  name: string | null;
  device: Buffer;
  neighbour: number;
  nth: number;
  resident: Generated<boolean>;
  channel: Channel;
  watched_at: Date | null;
  received_at: Date;
  state: Generated<CommentState>;
  published_at: Date | null;
  decided_at: Date | null;
  decided_by: string | null;
  reason: string | null;
  wall_place: Generated<WallPlace['place']>;
  wall_position: number | null;
  wall_at: Date | null;
  /** When it was first on the chamber screen. */
  shown_at: Date | null;
  /** The revision at which citizens first saw it; null if they never did (F4). */
  public_revision: number | null;
  /** The revision at which the wall first saw it; null if it never did (F4). */
  wall_revision: number | null;
}

export interface WallTable extends Revised {
  meeting_id: string;
  council_id: string;
  state: Wall['showing']['state'];
  comment_id: string | null;
  since: Date;
}

/** The log: every act of staff, in the transaction that did it (W4); its id is the command's, so a retry is found (W1). */
export interface ActTable {
  id: string;
  council_id: string;
  meeting_id: string;
  revision: number;
  actor_id: string;
  actor_name: string;
  act: string;
  /** The comment, item or stream it was done to. */
  subject_id: string | null;
  from_state: string | null;
  to_state: string | null;
  reason: string | null;
  at: Stamp;
}

export interface StaffTable {
  id: string;
  council_id: string;
  name: string;
  email: string;
  password_hash: string;
  role: Role;
  created_at: Stamp;
  ended_at: Date | null;
}

export interface SessionTable {
  id: string;
  council_id: string;
  staff_id: string;
  token_hash: Buffer;
  created_at: Stamp;
  expires_at: Date;
  ended_at: Date | null;
}

export interface SetupLinkTable {
  token_hash: Buffer;
  council_id: string;
  expires_at: Date;
  used_at: Date | null;
}

/** A key for a program: `Authorization: Bearer …`. */
export interface TokenTable {
  id: string;
  council_id: string;
  name: string;
  role: Role;
  token_hash: Buffer;
  created_at: Stamp;
  ended_at: Date | null;
}

/** Citizens' sockets per node and meeting; rows expire when a node is gone. */
export interface PresenceTable {
  node_id: string;
  meeting_id: string;
  citizens: number;
  expires_at: Date;
}

/** How a rehearsal is played. */
export interface RehearsalTable {
  meeting_id: string;
  council_id: string;
  speed: number;
  /** Counts the floods asked for, so that the node that plays the crowd notices a new one. */
  bursts: Generated<number>;
  /** The node that plays it, and until when it has promised to. */
  played_by: string | null;
  played_until: Date | null;
  created_at: Stamp;
  ended_at: Date | null;
}

export interface Schema {
  installation: InstallationTable;
  councils: CouncilTable;
  meetings: MeetingTable;
  agenda_items: AgendaItemTable;
  streams: StreamTable;
  neighbours: NeighbourTable;
  comments: CommentTable;
  walls: WallTable;
  acts: ActTable;
  staff: StaffTable;
  sessions: SessionTable;
  setup_links: SetupLinkTable;
  tokens: TokenTable;
  presence: PresenceTable;
  rehearsals: RehearsalTable;
}

export type MeetingRow = Selectable<MeetingTable>;
export type AgendaItemRow = Selectable<AgendaItemTable>;
export type StreamRow = Selectable<StreamTable>;
export type CommentRow = Selectable<CommentTable>;
export type WallRow = Selectable<WallTable>;
