import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlaylist } from '../../server/hls-playlist.ts';

describe('A playlist', () => {
  test('of an encoder is read to its newest segment', () => {
    // As ffmpeg 5.1 writes it.
    const text = `#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:41
#EXT-X-INDEPENDENT-SEGMENTS
#EXTINF:2.000000,
#EXT-X-PROGRAM-DATE-TIME:2026-11-23T18:00:00.000+0000
seg41.ts
#EXTINF:1.960000,
#EXT-X-PROGRAM-DATE-TIME:2026-11-23T18:00:02.000+0000
seg42.ts
`;
    expect(readPlaylist(text)).toEqual({
      ...{ is: 'media', targetDuration: 2, newestSequence: 42, segments: 2, ended: false },
      newestEnd: Date.parse('2026-11-23T18:00:03.960Z'),
    });
  });

  test('counts on from the one time it names, in any zone, with any line ends', () => {
    const text =
      '\ufeff#EXTM3U\r\n#EXT-X-TARGETDURATION:6\r\n#EXT-X-PROGRAM-DATE-TIME:2026-11-23T20:00:00+02:00\r\n' +
      '#EXTINF:6,\r\na.ts\r\n\r\n#EXT-X-DISCONTINUITY\r\n#EXTINF:4.5,title, with commas\r\nb.ts\r\n';
    expect(readPlaylist(text)).toMatchObject({
      newestEnd: Date.parse('2026-11-23T18:00:10.500Z'),
      newestSequence: 1,
    });
  });

  test('of a recording has ended', () => {
    const text = '#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\na.ts\n#EXT-X-ENDLIST\n';
    expect(readPlaylist(text)).toMatchObject({ ended: true, newestEnd: null });
  });

  test('may name several qualities instead, the first of which is the one to look at', () => {
    const text =
      '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="audio.m3u8"\n' +
      '#EXT-X-STREAM-INF:BANDWIDTH=1\n\n# a remark\nlow.m3u8\n#EXT-X-I-FRAME-STREAM-INF:URI="i.m3u8"\n' +
      '#EXT-X-STREAM-INF:BANDWIDTH=2\nhttps://cdn.example/high.m3u8?a=b\n';
    expect(readPlaylist(text)).toEqual({
      is: 'master',
      variants: ['low.m3u8', 'https://cdn.example/high.m3u8?a=b'],
    });
  });

  test('without segments yet is a playlist all the same', () => {
    expect(readPlaylist('#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:7\n')).toMatchObject({
      segments: 0,
      newestSequence: 6,
    });
  });

  test.each([
    '',
    '<!doctype html><title>Login</title>',
    '#EXTM3U\n#EXTINF:3,A song\nsong.mp3\n',
    ' #EXTM3U8\n#EXT-X-TARGETDURATION:2',
    '#EXTM3U\n#EXT-X-TARGETDURATION:soon\n',
  ])('is none when it reads “%s”', (text) => {
    expect(readPlaylist(text)).toBeNull();
  });

  test('of any damage is read without harm', () => {
    const line = fc.oneof(
      fc.string(),
      fc
        .tuple(
          fc.constantFrom(
            '#EXTINF:',
            '#EXT-X-TARGETDURATION:',
            '#EXT-X-MEDIA-SEQUENCE:',
            '#EXT-X-PROGRAM-DATE-TIME:',
            '#EXT-X-STREAM-INF:',
          ),
          fc.oneof(fc.string(), fc.double().map(String)),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const playlist = readPlaylist(['#EXTM3U', ...lines].join('\n'));
        if (playlist?.is === 'media') {
          expect(playlist.newestSequence).not.toBeNaN();
          expect(playlist.newestEnd).not.toBeNaN();
        }
      }),
    );
  });
});
