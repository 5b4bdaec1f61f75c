import { describe, expect, test } from 'vitest';
import { Refusal } from '../../protocol/refusals.ts';
import { readStreamLink } from '../../server/stream-links.ts';

function refusalOf(input: string, rule = {}): unknown {
  try {
    return readStreamLink(input, rule);
  } catch (refusal) {
    return refusal instanceof Refusal ? [refusal.code, refusal.detail] : refusal;
  }
}

describe('A link to a stream', () => {
  test.each([
    ['https://cdn.example.org/pleno/master.m3u8', 'hls'],
    ['http://cdn.example.org/live/MASTER.M3U8?token=a.b', 'hls'],
    ['https://cdn.example.org/live?format=m3u8', 'hls'],
    ['https://cdn.example.org/get?file=pleno%2Fmaster.m3u8', 'hls'],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3s', 'youtube'],
    ['https://m.youtube.com/watch?v=dQw4w9WgXcQ', 'youtube'],
    ['https://youtube.com/live/dQw4w9WgXcQ?feature=share', 'youtube'],
    ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ', 'youtube'],
    ['https://youtu.be/dQw4w9WgXcQ', 'youtube'],
    ['https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/live', 'youtube'],
    ['https://vimeo.com/76979871', 'vimeo'],
    ['https://vimeo.com/event/4567890', 'vimeo'],
    ['https://vimeo.com/76979871/abcdef1234', 'vimeo'],
    ['https://player.vimeo.com/video/76979871', 'vimeo'],
    ['https://www.twitch.tv/ayuntamiento', 'twitch'],
    ['https://twitch.tv/videos/123456789', 'twitch'],
    ['https://player.twitch.tv/?channel=ayuntamiento', 'twitch'],
    ['https://tube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv', 'peertube'],
    ['https://tube.example.org/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d', 'peertube'],
    ['  https://tube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv ', 'peertube'],
  ])('“%s” is of kind %s', (input, kind) => {
    const link = readStreamLink(input);
    expect(link.kind).toBe(kind);
    expect(link.url).toBe(new URL(input.trim()).href);
  });

  test.each([
    'not a link',
    '',
    '/rehearsal/PRUEBA/master.m3u8',
    'https://example.org/',
    'https://example.org/video.mp4',
    'https://www.youtube.com/',
    'https://www.youtube.com/@ayuntamiento/live',
    'https://www.youtube.com/watch?v=short',
    'https://youtu.be/',
    'https://vimeo.com/ayuntamiento',
    'https://www.twitch.tv/directory',
    'https://youtube.com.example.org/watch?v=dQw4w9WgXcQ',
    'https://vimeo.com.example.org/76979871',
    'ftp://cdn.example.org/master.m3u8',
    'file:///etc/master.m3u8',
    'javascript:alert(1)//master.m3u8',
    'data:application/x-mpegurl,master.m3u8',
    'https://user:secret@cdn.example.org/master.m3u8',
    'https://user@cdn.example.org/master.m3u8',
    'https://tube.example.org/w/',
  ])('“%s” is none', (input) => {
    expect(refusalOf(input)).toEqual(['not_a_stream', { field: 'url' }]);
  });

  test('loses the fragment that servers never see', () => {
    expect(readStreamLink('https://cdn.example.org/a.m3u8#t=1').url).toBe('https://cdn.example.org/a.m3u8');
  });

  test.each([
    'http://127.0.0.1/master.m3u8',
    'http://0x7f.1/master.m3u8',
    'http://2130706433/master.m3u8',
    'http://localhost:8080/master.m3u8',
    'http://encoder.localhost./master.m3u8',
    'http://[::1]/master.m3u8',
    'http://[::ffff:10.0.0.1]/master.m3u8',
    'http://169.254.169.254/latest/meta-data/?x=hls',
    'http://192.168.1.20/w/kkGMgK9ZtnKfYAgnEtQxbv',
  ])('into the server’s own network (%s) is refused, unless the setting allows it', (input) => {
    expect(refusalOf(input, { field: 'streams.0.url' })).toEqual([
      'private_address',
      { field: 'streams.0.url' },
    ]);
    expect(readStreamLink(input, { allowPrivate: true }).url).toBe(new URL(input).href);
  });
});
