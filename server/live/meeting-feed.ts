/**
 * What this node knows of one followed meeting: the rows of its last revisions, read once for all audiences.
 * An announcement is only a hint to look; what is true is read from the tables.
 */
import { changesSince, type LiveRows } from '../../db/changes-since.ts';
import type { Db } from '../../db/open.ts';

/** Rows kept for readers that lag behind; older ones are read from the database. */
const REMEMBERED_ROWS = 2_000;

export class MeetingFeed {
  readonly id: string;
  #db: Db;
  #at: number;
  #remembered: LiveRows[] = [];
  #rememberedFrom: number;
  #reading: Promise<void> | null = null;
  #hinted: number;
  #onRows: () => void;

  /** @param at a revision the meeting has reached; rows after it will be known @param onRows new rows are there */
  constructor(db: Db, id: string, at: number, onRows: () => void) {
    this.#db = db;
    this.id = id;
    this.#at = at;
    this.#hinted = at;
    this.#rememberedFrom = at;
    this.#onRows = onRows;
  }

  /** The revision up to which this node knows everything. */
  get at(): number {
    return this.#at;
  }

  /** Somebody says that the meeting has reached a revision. Resolves when this node has too. */
  hint(revision: number): Promise<void> {
    this.#hinted = Math.max(this.#hinted, revision);
    if (this.#hinted <= this.#at) return Promise.resolve();
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  /** Every row that changed after `since`, last value of each (F5); null when that is no longer remembered. */
  rowsSince(since: number): LiveRows | null {
    if (since < this.#rememberedFrom || since > this.#at) return null;
    return this.#remembered
      .filter((rows) => rows.to > since)
      .reduce(laterWins, {
        to: this.#at,
        councilName: '',
        meeting: null,
        items: [],
        streams: [],
        comments: [],
        wall: null,
      });
  }

  async #read(): Promise<void> {
    while (this.#at < this.#hinted) {
      const rows = await changesSince(this.#db, this.id, this.#at);
      // A hint that runs ahead of what we can see is impossible on one server; on a lagging replica we ask again later.
      if (rows.to === this.#at) return;
      this.#remembered.push(rows);
      this.#at = rows.to;
      this.#forgetOld();
      this.#onRows();
    }
  }

  #forgetOld(): void {
    let kept = 0;
    for (let n = this.#remembered.length - 1; n >= 0; n--) {
      kept += size(this.#remembered[n]!);
      if (kept <= REMEMBERED_ROWS || n === this.#remembered.length - 1) continue;
      this.#rememberedFrom = this.#remembered[n]!.to;
      this.#remembered = this.#remembered.slice(n + 1);
      return;
    }
  }
}

function size(rows: LiveRows): number {
  return rows.items.length + rows.streams.length + rows.comments.length + 2;
}

function laterWins(earlier: LiveRows, later: LiveRows): LiveRows {
  return {
    to: Math.max(earlier.to, later.to),
    councilName: later.councilName,
    meeting: later.meeting ?? earlier.meeting,
    items: byId(earlier.items, later.items),
    streams: byId(earlier.streams, later.streams),
    comments: byId(earlier.comments, later.comments),
    wall: later.wall ?? earlier.wall,
  };
}

function byId<T extends { id: string }>(earlier: T[], later: T[]): T[] {
  if (earlier.length === 0) return later;
  if (later.length === 0) return earlier;
  const rows = new Map(earlier.map((row) => [row.id, row]));
  for (const row of later) rows.set(row.id, row);
  return [...rows.values()];
}
