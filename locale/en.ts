/** English. */
import type * as es from './es.ts';
import { plural } from './languages.ts';

export const refusals: typeof es.refusals = {
  unreadable: 'What was sent could not be understood. Reload the page and try again.',
  unreadable_text: 'The text holds a character that cannot be kept. Delete it and type it again.',
  text_empty: 'The text is missing.',
  text_too_long: 'The text is too long.',
  foreign_origin: 'This request came from another page and was not let in.',
  foreign_content_type: 'This format is not accepted.',
  body_too_large: 'What was sent is too large.',
  not_signed_in: 'Sign in first.',
  wrong_credentials: 'The e-mail or the password is not right.',
  link_used_up: 'This link was used or has run out. Restart the server to get another.',
  not_allowed: 'You are not allowed to do this.',
  no_such_page: 'There is no such page.',
  no_such_meeting: 'There is no meeting with that code.',
  no_such_comment: 'That comment is no longer there.',
  no_such_item: 'That item is no longer on the agenda.',
  no_such_stream: 'That stream is no longer there.',
  intake_closed: 'This meeting takes no comments now. Your text is still here.',
  already_decided: 'Somebody else decided first.',
  not_published: 'Only what is published can go on the wall.',
  id_taken: 'This command was already used for something else. Reload the page.',
  code_taken: 'Another meeting has that code.',
  email_taken: 'Somebody with that e-mail is already here.',
  not_a_rehearsal: 'This meeting is not a rehearsal.',
  private_address: 'The address leads into the server’s own network and is not accepted.',
  not_a_stream: 'The address is no stream we know (HLS, YouTube, Vimeo, PeerTube or Twitch).',
  weak_password: 'The password needs at least 15 characters.',
  too_fast: 'That was very quick. Wait a little; your text is still here.',
  database_away: 'The server cannot reach its data now. Nothing was changed; try again in a few seconds.',
  busy: 'Many people are sending. Your text is still here; try again in a few seconds.',
};

export const phases: typeof es.phases = {
  scheduled: 'Scheduled',
  open_for_comments: 'Open for comments',
  in_session: 'In session',
  public_turn: 'Public turn',
  closed: 'Closed',
  archived: 'Archived',
};

export const streamStates: typeof es.streamStates = {
  unchecked: 'Not checked',
  live: 'Live',
  stalled: 'Stalled',
  ended: 'Ended',
  unreachable: 'Unreachable',
  refused: 'Not accepted',
};

export const common: typeof es.common = {
  neighbour: (n) => `Neighbour ${n}`,
  resident: 'Resident',
  question: 'Question',
  comment: 'Comment',
  number: (n) => `no. ${n}`,
  item: (number) => `Item ${number}`,
  test: 'TEST',
  testLong: 'Rehearsal: nothing you see is real',
  supporters: (n) => plural('en', n, { one: `${n} supporter`, other: `${n} supporters` }),
};
