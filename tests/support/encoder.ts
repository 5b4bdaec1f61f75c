/** An encoder as a town would have: ffmpeg makes a live HLS stream with captions, and a small web server hands it out. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { findFfmpeg } from './programs.ts';

const TYPES: Record<string, string> = {
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.ts': 'video/mp2t',
  '.vtt': 'text/vtt',
};
/** Long enough for any journey. */
const SECONDS = 600;

export class Encoder {
  #folder: string;
  #server: Server;
  #ffmpeg: ChildProcess;

  private constructor(folder: string, server: Server, ffmpeg: ChildProcess) {
    this.#folder = folder;
    this.#server = server;
    this.#ffmpeg = ffmpeg;
  }

  /** Starts encoding, and waits until there is something to see. */
  static async start(): Promise<Encoder> {
    const folder = await mkdtemp(join(tmpdir(), 'pleno-encoder-'));
    await writeFile(join(folder, 'captions.srt'), captions());
    const server = createServer((request, response) => {
      const name = new URL(request.url ?? '/', 'http://encoder').pathname.slice(1).replaceAll('..', '');
      readFile(join(folder, name)).then(
        (body) =>
          response
            .writeHead(200, {
              'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
              'access-control-allow-origin': '*',
              'cache-control': 'no-store',
            })
            .end(body),
        () => response.writeHead(404, { 'access-control-allow-origin': '*' }).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const encoder = new Encoder(folder, server, encode(folder));
    await encoder.#firstSegments();
    return encoder;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.origin}/master.m3u8`;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#ffmpeg.once('exit', resolve));
    this.#ffmpeg.kill('SIGKILL');
    await ended;
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #firstSegments(): Promise<void> {
    const until = Date.now() + 30_000;
    for (;;) {
      const playlist = await fetch(`${this.origin}/stream_0.m3u8`).then((response) => response.text());
      if ((playlist.match(/#EXTINF/g) ?? []).length >= 4) return;
      if (Date.now() > until) throw new Error('ffmpeg made no stream');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function encode(folder: string): ChildProcess {
  const inputs = [
    ['-re', '-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=25:duration=${SECONDS}`],
    ['-re', '-f', 'lavfi', '-i', `sine=frequency=220:duration=${SECONDS}`],
    ['-re', '-i', 'captions.srt'],
  ].flat();
  const codecs = [
    '-map',
    '0:v',
    '-map',
    '1:a',
    '-map',
    '2:s',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-tune',
    'zerolatency',
  ];
  const hls = [
    '-f',
    'hls',
    '-hls_time',
    '1',
    '-hls_list_size',
    '8',
    '-hls_flags',
    'delete_segments+program_date_time+independent_segments',
  ];
  return spawn(
    findFfmpeg()!,
    [
      ...['-hide_banner', '-loglevel', 'error', ...inputs, ...codecs],
      ...['-pix_fmt', 'yuv420p', '-g', '25', '-c:a', 'aac', '-b:a', '64k', '-c:s', 'webvtt', ...hls],
      ...['-master_pl_name', 'master.m3u8', '-var_stream_map', 'v:0,a:0,s:0,sgroup:subs', 'stream_%v.m3u8'],
    ],
    { cwd: folder, stdio: 'ignore' },
  );
}

/** One caption every two seconds: "Frase 7". */
function captions(): string {
  const stamp = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(11, 19)},000`;
  return Array.from(
    { length: SECONDS / 2 },
    (_, n) => `${n + 1}\n${stamp(n * 2)} --> ${stamp(n * 2 + 2)}\nFrase ${n + 1}\n`,
  ).join('\n');
}
