/** Which addresses belong to the wide internet. The server fetches links that people give it; they must not lead it home. */
import { BlockList, isIP } from 'node:net';

/** Not on the wide internet, by the IANA registry of special-purpose IPv4 addresses, and multicast. */
const SPECIAL_4 = listOf(
  'ipv4',
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private (RFC 1918)
  ['100.64.0.0', 10], // carriers' own (RFC 6598)
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, where clouds answer questions about their secrets
  ['172.16.0.0', 12], // private (RFC 1918)
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // old 6to4 relays
  ['192.168.0.0', 16], // private (RFC 1918)
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
);

/** All that IANA ever gave out of IPv6; loopback, mapped, local, unique-local and multicast lie outside. */
const GIVEN_6 = listOf('ipv6', ['2000::', 3]);
/** Special within that; Teredo and 6to4 carry an IPv4 address of anybody's choice. */
const SPECIAL_6 = listOf(
  'ipv6',
  ['2001::', 23], // protocol assignments, Teredo among them
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
);

/** Whether an address is anything but one of the wide internet; what is no address at all counts as private. */
export function isPrivateAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return SPECIAL_4.check(address, 'ipv4');
    case 6:
      return !GIVEN_6.check(address, 'ipv6') || SPECIAL_6.check(address, 'ipv6');
    default:
      return true;
  }
}

/** Whether the host of an address, as `URL` writes it, is already known to be private without asking the DNS. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(host) === 0 ? /(^|\.)localhost$/.test(host) : isPrivateAddress(host);
}

function listOf(family: 'ipv4' | 'ipv6', ...networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family);
  return list;
}
