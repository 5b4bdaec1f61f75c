/** The live road: one socket per page, and the same frames over HTTP. */
import { upgradeWebSocket, type WebSocketLike } from '@hono/node-server';
import { Hono } from 'hono';
import type { WSContext } from 'hono/ws';
import * as v from 'valibot';
import { isDatabaseAway } from '../../db/open.ts';
import {
  MAX_UP_BYTES,
  PROTOCOL_VERSION,
  upMessage,
  type Hello,
  type UpMessage,
} from '../../protocol/live.ts';
import { AUDIENCES } from '../../protocol/nouns.ts';
import { CLOSE, type CloseReason } from '../../protocol/close-codes.ts';
import { Refusal } from '../../protocol/refusals.ts';
import { describe, query } from '../describe.ts';
import { isOwnOrigin } from '../edge.ts';
import type { IdentityVariables, Staff } from '../identity.ts';
import type { Welcomed } from '../live/hub.ts';
import type { Wire } from '../live/subscriber.ts';
import type { Town } from '../town.ts';
import { findMeeting } from './meetings.ts';

/** A page that has not said hello is let go after so long, in milliseconds. */
const HELLO_PATIENCE = 10_000;

const changesQuery = v.strictObject({
  audience: v.optional(v.picklist(AUDIENCES), 'public'),
  since: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
});

/** `GET /api/live` (WebSocket) and `GET /api/meetings/{code}/changes`. */
export function liveRoutes({ db, config, hub, log }: Town) {
  return new Hono<{ Variables: IdentityVariables }>()
    .get(
      '/meetings/:code/changes',
      describe({
        tag: 'live',
        summary: 'What changed in a meeting since a revision, as the live socket would tell it',
        details:
          'Without `since`, or when it is too long ago, the answer is a snapshot; with it a frame `{from, to, puts, removes}`, empty when nothing changed.',
        who: 'everybody',
        answers: {
          status: 200,
          text: 'A message of type `snapshot` or `changes`, as docs/PROTOCOL.md describes them',
        },
        refusals: ['unreadable', 'no_such_meeting', 'not_signed_in'],
      }),
      query(changesQuery),
      async (c) => {
        const { audience, since } = c.req.valid('query');
        const meeting = await findMeeting(db, c.req.param('code'));
        if (audience === 'staff' && c.get('staff') === null) throw new Refusal('not_signed_in');
        const message = await hub.read(meeting, audience, since ?? null);
        c.header('cache-control', audience === 'staff' ? 'no-store' : 'public, max-age=1');
        c.header('content-type', 'application/json');
        return c.body(message);
      },
    )
    .get(
      '/live',
      async (c, next) => {
        // Before the upgrade: a socket opened by a foreign page would carry our cookies.
        if (!isOwnOrigin(c, config) && c.req.header('authorization') === undefined)
          throw new Refusal('foreign_origin');
        await next();
      },
      upgradeWebSocket((c) => {
        const staff = c.get('staff') as Staff | null;
        return liveSocket(staff);
      }),
    );

  function liveSocket(staff: Staff | null) {
    let state: 'silent' | 'greeting' | Welcomed | 'closed' = 'silent';
    let patience: NodeJS.Timeout | undefined;

    const refuse = (ws: WSContext<WebSocketLike>, reason: CloseReason): void => {
      leave();
      ws.close(CLOSE[reason].code, reason);
    };
    const leave = (): void => {
      clearTimeout(patience);
      if (typeof state === 'object') state.leave();
      state = 'closed';
    };

    const greet = async (ws: WSContext<WebSocketLike>, hello: Hello): Promise<void> => {
      if (hello.protocol !== PROTOCOL_VERSION) return refuse(ws, 'other_version');
      if (hello.audience === 'staff' && staff === null) return refuse(ws, 'not_allowed');
      if (typeof state === 'object') state.leave();
      clearTimeout(patience);
      state = 'greeting';
      try {
        const welcomed = await hub.welcome(
          wireOf(ws),
          hello,
          hello.audience === 'staff' ? staff!.right : null,
        );
        // It may have gone away while we looked.
        if ((state as string) === 'closed') welcomed.leave();
        else state = welcomed;
      } catch (error) {
        if (error instanceof Refusal && error.code === 'no_such_meeting')
          return refuse(ws, 'no_such_meeting');
        if (!isDatabaseAway(error)) log.error({ err: error }, 'a hello could not be answered');
        refuse(ws, 'busy');
      }
    };

    return {
      onOpen(_event: Event, ws: WSContext<WebSocketLike>) {
        patience = setTimeout(() => refuse(ws, 'silent'), HELLO_PATIENCE);
      },
      onMessage(event: MessageEvent, ws: WSContext<WebSocketLike>) {
        const message = readUpMessage(event.data);
        if (message === null) return refuse(ws, 'bad_message');
        if (message.type === 'hello') {
          if (state === 'greeting') return refuse(ws, 'bad_message');
          return void greet(ws, message);
        }
        if (typeof state !== 'object') return;
        state.subscriber.heard();
        if (message.type === 'beat' && message.acting !== undefined) {
          state.live.setActing(state.subscriber, message.acting);
        }
        if (message.type === 'painted') state.subscriber.painted = message.at;
      },
      onClose: leave,
      onError: leave,
    };
  }
}

/** The message, or null for anything that is not hello, a beat or an acknowledgement (S6). */
export function readUpMessage(data: unknown): UpMessage | null {
  if (typeof data !== 'string' || data.length > MAX_UP_BYTES) return null;
  try {
    const read = v.safeParse(upMessage, JSON.parse(data));
    return read.success ? read.output : null;
  } catch {
    // Not JSON.
    return null;
  }
}

function wireOf(ws: WSContext<WebSocketLike>): Wire {
  const socket = ws.raw as WebSocketLike & { bufferedAmount: number; terminate(): void };
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send: (data) => socket.send(data),
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
  };
}
