/** Why the server closes a socket, and whether the page comes back (S2). */

/** When a page should try again after a close. */
export type ComeBack = 'at_once' | 'later' | 'never' | 'reload';

/** The closed list of close codes; 4000–4999 are free for applications (RFC 6455, section 7.4.2). */
export const CLOSE = {
  /** The server is leaving; its closes are spread over seconds, so come back at once. */
  going_away: { code: 1001, comeBack: 'at_once' },
  /** The page did not keep up and must resume from its own revision (S4). */
  too_slow: { code: 4001, comeBack: 'at_once' },
  /** Nothing was heard from the page for 30 s (S3). */
  silent: { code: 4002, comeBack: 'at_once' },
  /** The database or the node is busy; come back with jitter. */
  busy: { code: 4003, comeBack: 'later' },
  /** This person or screen may not read this audience, or may no longer (S5). */
  not_allowed: { code: 4010, comeBack: 'never' },
  no_such_meeting: { code: 4011, comeBack: 'never' },
  /** Something other than hello, beats and acknowledgements came up (S6). */
  bad_message: { code: 4012, comeBack: 'never' },
  other_version: { code: 4013, comeBack: 'reload' },
} as const satisfies Record<string, { code: number; comeBack: ComeBack }>;

export type CloseReason = keyof typeof CLOSE;

/** What a page does after a close; codes that are not ours (a cut cable is 1006) mean: come back later. */
export function comeBackAfter(code: number): ComeBack {
  return Object.values(CLOSE).find((close) => close.code === code)?.comeBack ?? 'later';
}
