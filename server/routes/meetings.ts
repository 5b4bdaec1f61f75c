/** Meetings, their agenda and their streams. */
import { Hono } from 'hono';
import { addItem, changeItem, removeItem } from '../../db/agenda.ts';
import {
  changeMeetingRow,
  listMeetings,
  makeMeeting,
  meetingByCode,
  meetingInChamber,
  type MeetingWithCouncil,
} from '../../db/meetings.ts';
import { addStream, removeStream } from '../../db/streams.ts';
import * as answers from '../../protocol/answers.ts';
import { readJoinCode } from '../../protocol/join-code.ts';
import * as inputs from '../../protocol/meeting-inputs.ts';
import { Refusal } from '../../protocol/refusals.ts';
import { readText } from '../../protocol/text.ts';
import { body, describe, query } from '../describe.ts';
import { actorOf, only, type IdentityVariables } from '../identity.ts';
import { readStreamLink } from '../stream-links.ts';
import type { Town } from '../town.ts';

/** Everything about meetings as such. */
export function meetingRoutes({ db, config, installation }: Town) {
  const staff = only('admin', 'clerk');
  return new Hono<{ Variables: IdentityVariables }>()
    .get(
      '/meetings',
      describe({
        tag: 'meetings',
        summary: 'Lists the meetings, newest first',
        who: 'everybody',
        answers: { status: 200, schema: answers.meetingList, text: 'The meetings' },
      }),
      async (c) => {
        const meetings = await listMeetings(db);
        return c.json({ meetings: meetings.map(summaryOf) } satisfies answers.MeetingList);
      },
    )
    .get(
      '/chamber',
      describe({
        tag: 'meetings',
        summary: 'Says which meeting belongs on the chamber wall now',
        who: 'everybody',
        answers: { status: 200, schema: answers.chamber, text: 'Its join code, or null' },
      }),
      async (c) => c.json({ code: (await meetingInChamber(db))?.code ?? null } satisfies answers.Chamber),
    )
    .post(
      '/meetings',
      describe({
        tag: 'meetings',
        summary: 'Makes a meeting',
        who: 'staff',
        answers: { status: 201, schema: answers.madeMeeting, text: 'The meeting’s id and join code' },
        refusals: ['unreadable', 'code_taken', 'id_taken', 'not_a_stream', 'private_address'],
      }),
      staff,
      body(inputs.newMeeting),
      async (c) => {
        const input = c.req.valid('json');
        const made = await makeMeeting(
          db,
          { id: input.id, actor: actorOf(c), act: 'make_meeting' },
          {
            councilId: installation.councilId,
            title: readText(input.title, { max: 300, field: 'title' }),
            startsAt: new Date(input.startsAt),
            ...(input.code !== undefined && { code: input.code }),
            maxLength: input.maxLength,
            agenda: input.agenda.map((item, n) => readItem(item, `agenda.${n}.`)),
            streams: input.streams.map((stream, n) => readStream(stream, `streams.${n}.`)),
          },
        );
        return c.json({ id: made.id, code: made.code, revision: made.revision }, 201);
      },
    )
    .patch(
      '/meetings/:code',
      describe({
        tag: 'meetings',
        summary: 'Changes a meeting: title, time, phase, intake, item under debate, longest comment',
        who: 'staff',
        answers: { status: 200, schema: answers.done, text: 'The revision that holds the change' },
        refusals: ['unreadable', 'no_such_meeting', 'no_such_item', 'id_taken'],
      }),
      staff,
      body(inputs.meetingChange),
      async (c) => {
        const { id, startsAt, title, ...change } = c.req.valid('json');
        const meeting = await meetingNamed(c.req.param('code'));
        return c.json(
          await changeMeetingRow(
            db,
            meeting.id,
            { id, actor: actorOf(c), act: 'change_meeting' },
            {
              ...change,
              title: title === undefined ? undefined : readText(title, { max: 300, field: 'title' }),
              startsAt: startsAt === undefined ? undefined : new Date(startsAt),
            },
          ),
        );
      },
    )
    .post(
      '/meetings/:code/items',
      describe({
        tag: 'meetings',
        summary: 'Adds an item to the agenda',
        who: 'staff',
        answers: {
          status: 201,
          schema: answers.done,
          text: 'The revision that holds it; its id is the command’s',
        },
        refusals: ['unreadable', 'no_such_meeting', 'id_taken'],
      }),
      staff,
      body(inputs.newItem),
      async (c) => {
        const { id, position, ...item } = c.req.valid('json');
        const meeting = await meetingNamed(c.req.param('code'));
        const command = { id, actor: actorOf(c), act: 'add_item' };
        return c.json(await addItem(db, meeting.id, command, { ...readItem(item), position }), 201);
      },
    )
    .patch(
      '/meetings/:code/items/:item',
      describe({
        tag: 'meetings',
        summary: 'Changes an item of the agenda',
        who: 'staff',
        answers: { status: 200, schema: answers.done, text: 'The revision that holds the change' },
        refusals: ['unreadable', 'no_such_meeting', 'no_such_item', 'id_taken'],
      }),
      staff,
      body(inputs.itemChange),
      async (c) => {
        const { id, number, title, position } = c.req.valid('json');
        const meeting = await meetingNamed(c.req.param('code'));
        const command = {
          id,
          actor: actorOf(c),
          act: 'change_item',
          subject: readId(c.req.param('item'), 'no_such_item'),
        };
        return c.json(
          await changeItem(db, meeting.id, command, {
            number: number === undefined ? undefined : readText(number, { max: 12, field: 'number' }),
            title: title === undefined ? undefined : readText(title, { max: 300, field: 'title' }),
            position,
          }),
        );
      },
    )
    .delete(
      '/meetings/:code/items/:item',
      describe({
        tag: 'meetings',
        summary: 'Removes an item from the agenda; comments on it stay, without an item',
        who: 'staff',
        answers: { status: 200, schema: answers.done, text: 'The revision that holds the change' },
        refusals: ['no_such_meeting', 'no_such_item', 'id_taken'],
      }),
      staff,
      query(inputs.removal),
      async (c) => {
        const meeting = await meetingNamed(c.req.param('code'));
        const subject = readId(c.req.param('item'), 'no_such_item');
        const command = { id: c.req.valid('query').id, actor: actorOf(c), act: 'remove_item', subject };
        return c.json(await removeItem(db, meeting.id, command));
      },
    )
    .post(
      '/meetings/:code/streams',
      describe({
        tag: 'meetings',
        summary: 'Adds a stream: HLS, or a page of YouTube, Vimeo, PeerTube or Twitch',
        who: 'staff',
        answers: {
          status: 201,
          schema: answers.done,
          text: 'The revision that holds it; its id is the command’s',
        },
        refusals: ['unreadable', 'no_such_meeting', 'not_a_stream', 'private_address', 'id_taken'],
      }),
      staff,
      body(inputs.newStream),
      async (c) => {
        const { id, ...stream } = c.req.valid('json');
        const meeting = await meetingNamed(c.req.param('code'));
        const command = { id, actor: actorOf(c), act: 'add_stream' };
        return c.json(await addStream(db, meeting.id, command, readStream(stream)), 201);
      },
    )
    .delete(
      '/meetings/:code/streams/:stream',
      describe({
        tag: 'meetings',
        summary: 'Removes a stream',
        who: 'staff',
        answers: { status: 200, schema: answers.done, text: 'The revision that holds the change' },
        refusals: ['no_such_meeting', 'no_such_stream', 'id_taken'],
      }),
      staff,
      query(inputs.removal),
      async (c) => {
        const meeting = await meetingNamed(c.req.param('code'));
        const subject = readId(c.req.param('stream'), 'no_such_stream');
        const command = { id: c.req.valid('query').id, actor: actorOf(c), act: 'remove_stream', subject };
        return c.json(await removeStream(db, meeting.id, command));
      },
    );

  function meetingNamed(code: string): Promise<MeetingWithCouncil> {
    return findMeeting(db, code);
  }

  function readStream({ url, label }: { url: string; label: string }, at = '') {
    return {
      ...readStreamLink(url, { allowPrivate: config.PLENO_PRIVATE_STREAMS, field: `${at}url` }),
      label: label.trim() === '' ? '' : readText(label, { max: inputs.LONGEST_LABEL, field: `${at}label` }),
    };
  }
}

/** The meeting with this join code, in any case. @throws Refusal `no_such_meeting` */
export async function findMeeting(db: Town['db'], code: string): Promise<MeetingWithCouncil> {
  const read = readJoinCode(code);
  if (read === null) throw new Refusal('no_such_meeting');
  return meetingByCode(db, read);
}

/** An id out of an address. @throws the refusal that fits what was looked for */
export function readId(
  text: string,
  otherwise: 'no_such_item' | 'no_such_stream' | 'no_such_comment',
): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new Refusal(otherwise);
  return text.toLowerCase();
}

function readItem(item: { number: string; title: string }, at = ''): { number: string; title: string } {
  return {
    number: readText(item.number, { max: 12, field: `${at}number` }),
    title: readText(item.title, { max: 300, field: `${at}title` }),
  };
}

function summaryOf(meeting: MeetingWithCouncil): answers.MeetingSummary {
  return {
    code: meeting.code,
    title: meeting.title,
    council: meeting.council_name,
    startsAt: meeting.starts_at.toISOString(),
    phase: meeting.phase,
    intake: meeting.intake,
    rehearsal: meeting.rehearsal,
  };
}
