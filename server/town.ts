/** The composition root: builds every part of an open town and knows how to close them in order. */
import { serve, type ServerType, type WebSocketServerLike } from '@hono/node-server';
import type { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { hearAnnouncements } from '../db/announcements.ts';
import { takeIn, type Received, type Submission } from '../db/comments.ts';
import { GroupCommit } from '../db/group-commit.ts';
import { openInstallation, type Installation } from '../db/installation.ts';
import { migrate } from '../db/migrate.ts';
import { checkFitness, isDatabaseAway, openDatabase, type Db } from '../db/open.ts';
import { MAX_UP_BYTES } from '../protocol/live.ts';
import { openStreamFiles, type StreamFiles } from '../rehearsal/stream-files.ts';
import { makeApp } from './app.ts';
import type { Config } from './config.ts';
import { Limits, type Paces } from './limits.ts';
import { Hub } from './live/hub.ts';
import { Metrics } from './metrics.ts';
import { openPages, type Pages } from './pages.ts';
import { endRehearsals, openFirstRehearsal, openStage } from './rehearsal-stage.ts';
import { watchTownStreams, type TownStreams } from './town-streams.ts';

/** Everything the routes may use. */
export interface Town {
  config: Config;
  db: Db;
  installation: Installation;
  hub: Hub;
  intake: GroupCommit<Submission, Received>;
  limits: Limits;
  log: Logger;
  metrics: Metrics;
  pages: Pages;
  streamFiles: StreamFiles;
  streams: TownStreams;
  version: string;
  /** Whether it is on its way out: `/health` then says so, and load balancers look elsewhere. */
  isLeaving: () => boolean;
}

/** An open town. */
export interface OpenTown {
  town: Town;
  app: Hono;
  /** Where it listens. */
  port: number;
  /** Lets people go gently, then closes everything. */
  close: () => Promise<void>;
}

export interface TownOptions {
  config: Config;
  databaseUrl: string;
  /** The checkout. */
  root: string;
  version: string;
  /** The language of a first rehearsal. */
  language: 'es' | 'en';
  /** Other limits than `PACES`. */
  paces?: Paces;
  /** Most comments in one commit; 1 is what the group commit is measured against. */
  largestCommit?: number;
  /** Somebody is editing: open pages reload when they change. */
  watched?: boolean;
}

/** The closes of a leaving node are spread over this, in milliseconds: Ctrl-C must end within 3 s. */
const LEAVE_OVER = 1_000;
/** Requests under way may take so long when the node leaves, in milliseconds. */
const FINISH_WITHIN = 800;
/** Slowloris: a request must have sent its headers and be whole within these, in milliseconds. */
const SERVER_LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16 * 1024,
};

/** Opens a town: database → migrations → announcements → HTTP → ready. */
export async function openTown(options: TownOptions): Promise<OpenTown> {
  const { config, databaseUrl, root, version } = options;
  const log = pino({ level: config.PLENO_LOG, base: null }, pino.destination(2));
  const db = openDatabase(databaseUrl);
  try {
    await checkFitness(db);
    await migrate(db);
    const installation = await openInstallation(db, config.PLENO_COUNCIL);
    if (!config.PLENO_REHEARSAL) await endRehearsals(db);
    else await openFirstRehearsal(db, installation.councilId, options.language);
    return await openOn(db, installation, options, log, root, version);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function openOn(
  db: Db,
  installation: Installation,
  { config, databaseUrl, paces, largestCommit = 500, watched = false }: TownOptions,
  log: Logger,
  root: string,
  version: string,
): Promise<OpenTown> {
  const onFault = (what: string, error: unknown): void => {
    if (isDatabaseAway(error)) log.warn({ what }, 'the database is away');
    else log.error({ what, err: error }, 'something went wrong in the background');
  };
  const nodeId = crypto.randomUUID();
  const pages = await openPages(join(root, 'dist/pages'), root, {
    publicOrigin: config.PLENO_PUBLIC_URL,
    watched,
  });
  const streamFiles = await openStreamFiles();
  const hub = new Hub({ db, nodeId, build: pages.build, onFault });
  const intake = new GroupCommit<Submission, Received>((batch) => takeIn(db, batch), {
    largest: largestCommit,
  });
  const metrics = new Metrics({ sockets: () => hub.figures().sockets, intakeDepth: () => intake.depth });
  intake.onBatch = (size) => metrics.batch.observe(size);
  hub.onFrames = (count, bytes) => {
    metrics.frames.inc(count);
    metrics.frameBytes.inc(bytes);
  };

  let leaving = false;
  let port = config.PORT;
  const streams = watchTownStreams({ db, config, origin: () => `http://127.0.0.1:${port}`, onFault });
  const town: Town = {
    config,
    db,
    installation,
    hub,
    intake,
    limits: new Limits(paces),
    log,
    metrics,
    pages,
    streamFiles,
    streams,
    version,
    isLeaving: () => leaving,
  };
  const app = makeApp(town);
  const server = await listen(app, config);
  port = (server.address() as AddressInfo).port;

  const announcements = hearAnnouncements(databaseUrl, {
    changed: (meeting, revision) => hub.changed(meeting, revision),
    rightsEnded: (right) => hub.rightsEnded(right),
    // Nothing to do: the sweep finds what was missed within a second.
    listening: () => undefined,
    deaf: (error) => onFault('hear announcements', error),
  });
  const origin = config.PLENO_PUBLIC_URL ?? `http://127.0.0.1:${port}`;
  const stage = openStage({
    db,
    nodeId,
    fetch: async (request, inside) => app.fetch(request, inside),
    origin,
    onFault,
  });

  return {
    town,
    app,
    port,
    async close() {
      leaving = true;
      await Promise.all([stage.close(), streams.close()]);
      await hub.leave(LEAVE_OVER);
      await closeServer(server);
      await announcements.close();
      await db.destroy();
    },
  };
}

function listen(app: Hono, config: Config): Promise<ServerType> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_UP_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
  });
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch,
        port: config.PORT,
        hostname: config.HOST,
        serverOptions: SERVER_LIMITS,
        // Its options are typed as optional, which they are not once it is made.
        websocket: { server: sockets as unknown as WebSocketServerLike },
      },
      () => resolve(server),
    );
    server.once('error', reject);
  });
}

/** Finishes the requests that are under way; Ctrl-C does not wait longer for downloads and slow readers. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      resolve();
    }, FINISH_WITHIN);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
