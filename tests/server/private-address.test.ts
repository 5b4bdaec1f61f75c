import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPrivateAddress, isPrivateHost } from '../../server/private-address.ts';

describe('An address', () => {
  test.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1'],
    ...['127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1'],
    ...['192.168.0.1', '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1'],
    ...['239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::127.0.0.1',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
    ],
    ...['fd12:3456::1', 'ff02::1', '64:ff9b::7f00:1', '100::1', '2001:db8::1', '2001::1', '2002:7f00:1::'],
    ...['3fff::1', '4000::1', '', 'localhost', '127.1'],
  ])('“%s” is not one of the wide internet', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  test.each([
    ...[
      '1.1.1.1',
      '8.8.8.8',
      '9.255.255.255',
      '11.0.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '126.255.255.255',
    ],
    ...['128.0.0.1', '169.253.255.255', '172.15.255.255', '172.32.0.0', '192.167.255.255', '193.0.0.1'],
    ...['223.255.255.255', '2606:4700:4700::1111', '2001:4860:4860::8888', '2a02:2e0:3fe::1'],
  ])('“%s” is one of the wide internet', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  test('is judged the same however it is written in a link', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (number) => {
        const dotted = [24, 16, 8, 0].map((bits) => (number >>> bits) & 255).join('.');
        for (const written of [
          dotted,
          String(number),
          `0x${number.toString(16)}`,
          `0${number.toString(8)}`,
          `${dotted}.`,
        ]) {
          expect(isPrivateHost(new URL(`http://${written}/`).hostname), written).toBe(
            isPrivateAddress(dotted),
          );
        }
        expect(isPrivateHost(new URL(`http://[::ffff:${dotted}]/`).hostname)).toBe(true);
      }),
    );
  });
});
