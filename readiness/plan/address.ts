import type { Network } from '../../domain/cloudstack.js';

/**
 * Whether an address may be asked for on a network: IPv4 only, and inside its CIDR where it shows one. CloudStack answers
 * one outside with 533, which looks like a lack of capacity and would be tried again until the step's budget is spent.
 */
export function holdsAddress(network: Pick<Network, 'cidr'>, ip: string): boolean {
  const address = numberOf(ip);
  if (address === undefined) return false;
  const [base = '', bits = ''] = (network.cidr ?? '').split('/');
  const first = numberOf(base);
  if (first === undefined) return true;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(address / size) === Math.floor(first / size);
}

/** An IPv4 address as a number; `undefined` for any other text. */
function numberOf(ip: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(ip)?.slice(1).map(Number);
  return parts?.every((n) => n <= 255) === true ? parts.reduce((sum, n) => sum * 256 + n, 0) : undefined;
}
