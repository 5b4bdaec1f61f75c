/** Hears the announcements of committed changes: a hint that costs latency when it is lost, never data. */
import pg from 'pg';
import { connectionTo } from './open.ts';
import { CHANNEL } from './revision.ts';

/** The channel on which the end of a session or token is announced; the payload is its id (S5). */
export const RIGHTS_CHANNEL = 'pleno_rights';

export interface AnnouncementEvents {
  changed(meeting: string, revision: number): void;
  /** A session or token ended. */
  rightsEnded(id: string): void;
  /** Listening (again): whatever was announced before may have been missed. */
  listening(): void;
  /** The database cannot be heard; called once per outage. */
  deaf(error: Error): void;
}

const RETRY_EVERY = 500;

/** Listens until `close` is called, and comes back by itself when the database was away. */
export function hearAnnouncements(url: string, events: AnnouncementEvents): { close(): Promise<void> } {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let deaf = false;
  let closed = false;

  const lost = (from: pg.Client, error: Error): void => {
    if (client !== from || closed) return;
    client = null;
    void from.end().catch(() => undefined); // It is gone already.
    if (!deaf) events.deaf(error);
    deaf = true;
    retry = setTimeout(listen, RETRY_EVERY);
  };

  const listen = (): void => {
    const current = new pg.Client(connectionTo(url));
    client = current;
    current.on('error', (error) => lost(current, error));
    current.on('end', () => lost(current, new Error('The database closed the listening connection')));
    current.on('notification', ({ channel, payload = '' }) => {
      if (channel === RIGHTS_CHANNEL) return events.rightsEnded(payload);
      const [meeting = '', revision = ''] = payload.split(':');
      events.changed(meeting, Number(revision));
    });
    current
      .connect()
      .then(() => current.query(`listen ${CHANNEL}; listen ${RIGHTS_CHANNEL}`))
      .then(() => {
        deaf = false;
        if (!closed) events.listening();
      })
      .catch((error: unknown) => lost(current, error instanceof Error ? error : new Error(String(error))));
  };

  listen();
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined); // Closing twice, or after the server went: both are fine.
    },
  };
}
