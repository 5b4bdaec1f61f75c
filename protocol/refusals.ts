/**
 * Everything Pleno refuses, as one closed list. A refusal is expected: it has a code that pages translate, and a
 * status for HTTP. What is not on this list is a fault and flies to the one handler in `server/app.ts`.
 */
export const REFUSALS = {
  /** The body is not JSON or not of the documented form; `field` says where. */
  unreadable: 400,
  /** A character that cannot be stored: NUL, or half of a surrogate pair. */
  unreadable_text: 400,
  text_empty: 400,
  text_too_long: 400,
  foreign_origin: 403,
  foreign_content_type: 415,
  body_too_large: 413,
  not_signed_in: 401,
  wrong_credentials: 401,
  link_used_up: 401,
  not_allowed: 403,
  no_such_page: 404,
  no_such_meeting: 404,
  no_such_comment: 404,
  no_such_item: 404,
  no_such_stream: 404,
  /** The intake of this meeting is closed, by its phase or by the clerk's dial. */
  intake_closed: 409,
  /** Somebody decided first; `since` holds the row as it is now (W3). */
  already_decided: 409,
  /** The chamber screen may only show what stands in the public list. */
  not_published: 409,
  /** This command id was used for something else (W1). */
  id_taken: 409,
  code_taken: 409,
  email_taken: 409,
  not_a_rehearsal: 409,
  /** The stream's address leads into the server's own network. */
  private_address: 422,
  not_a_stream: 422,
  weak_password: 422,
  too_fast: 429,
  /** The database is away; nothing was changed. */
  database_away: 503,
  busy: 503,
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** What a refusal may carry for the page. */
export interface RefusalDetail {
  /** Path of the field at fault: `text`, `streams.0.url`. */
  field?: string;
  /** Seconds after which a retry makes sense; also sent as `Retry-After`. */
  retryAfter?: number;
  /** The limit that was passed, in the field's own unit. */
  limit?: number;
  /** The row as it stands now, for `already_decided`. */
  since?: unknown;
}

/** The body of every answer of 4xx and 503. */
export interface RefusalBody extends RefusalDetail {
  refusal: RefusalCode;
}

/** Thrown where something expected is not allowed; the one handler answers with its code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;

  constructor(code: RefusalCode, detail: RefusalDetail = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }

  /** HTTP status of this refusal. */
  get status(): (typeof REFUSALS)[RefusalCode] {
    return REFUSALS[this.code];
  }

  get body(): RefusalBody {
    return { refusal: this.code, ...this.detail };
  }
}
