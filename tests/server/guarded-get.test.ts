import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { guardedGet, type GetOptions, type Got, type Resolve } from '../../server/guarded-get.ts';
import { LittleOrigin, redirectTo } from './little-origin.ts';

let origin: LittleOrigin;

beforeEach(async () => {
  origin = await LittleOrigin.open();
});
afterEach(() => origin.close());

function get(url: string, options: Partial<GetOptions> = {}): Promise<Got> {
  return guardedGet(url, {
    refuses: () => false,
    signal: AbortSignal.timeout(5_000),
    maxBytes: 1_000,
    maxRedirects: 3,
    ...options,
  });
}

/** Names of a little town's own; whoever asks is written down. */
function namesOf(book: Record<string, string[]>, asked: string[] = []): Resolve {
  return (name, _options, callback) => {
    asked.push(name);
    callback(
      null,
      (book[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

describe('A link that somebody gave', () => {
  test('is fetched, and says where the text came from', async () => {
    origin.answers.set('/a', 'words with ñ');
    expect(await get(origin.at('/a'))).toEqual({ is: 'got', text: 'words with ñ', url: origin.at('/a') });
  });

  test('is followed over three redirects and no more, relative ones too', async () => {
    origin.answers.set('/1', redirectTo('/2'));
    origin.answers.set('/2', redirectTo(origin.at('/3')));
    origin.answers.set('/3', redirectTo('./4'));
    origin.answers.set('/4', 'there');
    expect(await get(origin.at('/1'))).toEqual({ is: 'got', text: 'there', url: origin.at('/4') });
    origin.answers.set('/0', redirectTo('/1'));
    expect(await get(origin.at('/0'))).toEqual({ is: 'failed', fault: 'too_many_redirects' });
  });

  test('is not fetched from a refused address, and nobody there hears of it', async () => {
    origin.answers.set('/a', 'secret');
    const refused = await get(origin.at('/a'), { refuses: (host) => host === '127.0.0.1' });
    expect(refused).toEqual({ is: 'refused', fault: 'private_address' });
    expect(origin.asked).toEqual([]);
  });

  test('is not followed to a refused address', async () => {
    origin.answers.set('/a', redirectTo(origin.at('/b', '127.0.0.2')));
    origin.answers.set('/b', 'secret');
    const refused = await get(origin.at('/a'), { refuses: (host) => host === '127.0.0.2' });
    expect(refused).toEqual({ is: 'refused', fault: 'private_address' });
    expect(origin.asked).toEqual(['/a']);
  });

  test.each(['http', 'https'])(
    'is not fetched by %s from a name that leads to a refused address',
    async (protocol) => {
      const asked: string[] = [];
      const refused = await get(`${protocol}://inside.example:${origin.port}/a`, {
        refuses: (host) => host.startsWith('127.'),
        resolve: namesOf({ 'inside.example': ['127.0.0.1'] }, asked),
      });
      expect(refused).toEqual({ is: 'refused', fault: 'private_address' });
      expect(asked).toEqual(['inside.example']);
      expect(origin.asked).toEqual([]);
    },
  );

  test('is not fetched when only one of many addresses of the name is refused', async () => {
    const refused = await get(`http://both.example:${origin.port}/a`, {
      refuses: (host) => host === '127.0.0.3',
      resolve: namesOf({ 'both.example': ['127.0.0.1', '127.0.0.3'] }),
    });
    expect(refused).toEqual({ is: 'refused', fault: 'private_address' });
  });

  test('is fetched from the very address that was looked at: a name is asked once for each connection', async () => {
    origin.answers.set('/a', 'words');
    const asked: string[] = [];
    const url = `http://town.example:${origin.port}/a`;
    const resolve = namesOf({ 'town.example': ['127.0.0.1'] }, asked);
    expect(await get(url, { resolve })).toEqual({ is: 'got', text: 'words', url });
    expect(asked).toEqual(['town.example']);
  });

  test.each(['ftp://a.example/x', 'file:///etc/passwd', 'http://user:pass@127.0.0.1/', 'nothing', ''])(
    '“%s” is not fetched at all',
    async (url) => {
      expect(await get(url)).toEqual({ is: 'failed', fault: 'not_http' });
    },
  );

  test('that leads to another protocol or to nowhere is not followed', async () => {
    origin.answers.set('/file', redirectTo('file:///etc/passwd'));
    origin.answers.set('/nowhere', (response) => response.writeHead(302).end());
    origin.answers.set('/broken', redirectTo('http://['));
    expect(await get(origin.at('/nowhere'))).toEqual({ is: 'failed', fault: 'http_302' });
    for (const path of ['/file', '/broken']) {
      expect(await get(origin.at(path)), path).toEqual({ is: 'failed', fault: 'not_http' });
    }
  });

  test('with a text that is too long is left in the middle', async () => {
    origin.answers.set('/just', 'x'.repeat(1_000));
    origin.answers.set('/endless', (response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(64)));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await get(origin.at('/just'))).toMatchObject({ is: 'got' });
    expect(await get(origin.at('/endless'))).toEqual({ is: 'failed', fault: 'too_large' });
  });

  test.each([
    ['answers nothing', () => undefined],
    ['stops in the middle', (response: { write(text: string): unknown }) => void response.write('#EXTM3U\n')],
  ])('to a host that %s is given up in time', async (_, answer) => {
    origin.answers.set('/slow', answer);
    const got = await get(origin.at('/slow'), { signal: AbortSignal.timeout(150) });
    expect(got).toEqual({ is: 'failed', fault: 'timeout' });
  });

  test.each([
    [404, 'http_404'],
    [500, 'http_500'],
    [204, 'http_204'],
  ])('answered with %i says so', async (status, fault) => {
    origin.answers.set('/a', (response) => response.writeHead(status).end());
    expect(await get(origin.at('/a'))).toEqual({ is: 'failed', fault });
  });

  test('to a host that is not there says what is missing', async () => {
    const { port } = origin;
    await origin.close();
    expect(await get(`http://127.0.0.1:${port}/`)).toEqual({ is: 'failed', fault: 'connection_refused' });
    const failing: Resolve = (_name, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    expect(await get('http://nowhere.example/', { resolve: failing })).toEqual({
      is: 'failed',
      fault: 'no_such_host',
    });
    origin = await LittleOrigin.open();
  });

  test('to something that does not speak HTTP says so', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => socket.destroy());
      socket.end('220 smtp.example ESMTP\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await get(`http://127.0.0.1:${port}/`)).toEqual({ is: 'failed', fault: 'not_http' });
    expect(await get(`https://127.0.0.1:${port}/`)).toEqual({ is: 'failed', fault: 'not_http' });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});
