import { connect } from 'node:net';
import { fetch } from 'undici';
import { z } from 'zod';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { CloudStackPort } from '../deps.js';
import { sleep } from '../lib/attempt.js';
import { callFailure } from '../lib/failure.js';

const Args = z.object({
  kind: z.enum(['tcp', 'http']),
  port: z.number(),
  path: z.string(),
  timeout_ms: z.number(),
  required: z.boolean(),
});

const PAUSE_MS = 1_000;
const PROBE_MS = 5_000;

/**
 * Asks the guest, at the address CloudStack names for its NICs, until it answers or the time is over. Passed means that
 * something accepted the connection (tcp) or answered with a status below 400 (http), nothing more. A required check
 * that is not passed is a refusal, so that a person decides.
 */
export async function bootCheck(cs: CloudStackPort, input: CallInput, signal: AbortSignal): Promise<CallResult> {
  const check = Args.parse(input.args);
  const deadline = Date.now() + check.timeout_ms;
  const what = `${check.kind} port ${check.port}${check.kind === 'http' ? check.path : ''}`;
  for (let last = 'CloudStack names no address of the VM'; ;) {
    const vm = await cs.reads.getVirtualMachine(input.object);
    for (const { ipaddress } of vm?.nic ?? []) {
      if (ipaddress === undefined) continue;
      const trouble = await probe(check, ipaddress, signal);
      if (trouble === undefined)
        return { observed: `${ipaddress} answered on ${what}`, found: true, boot_check: 'passed' };
      last = `${ipaddress}: ${trouble}`;
    }
    if (Date.now() + PAUSE_MS >= deadline) {
      const observed = `no answer on ${what} within ${Math.round(check.timeout_ms / 1000)} s (${last})`;
      if (check.required)
        throw callFailure('refused', observed, { code: 'BOOT_CHECK_FAILED', command: input.activity });
      return { observed, found: true, boot_check: 'failed' };
    }
    await sleep(PAUSE_MS, signal);
  }
}

/** What went wrong, or undefined. */
async function probe(check: z.infer<typeof Args>, address: string, signal: AbortSignal): Promise<string | undefined> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]);
  if (check.kind === 'tcp') return probeTcp(address, check.port, within);
  try {
    const host = address.includes(':') ? `[${address}]` : address;
    const answer = await fetch(`http://${host}:${check.port}${check.path}`, { redirect: 'manual', signal: within });
    await answer.body?.cancel();
    return answer.status < 400 ? undefined : `HTTP ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : 'no answer';
  }
}

function probeTcp(host: string, port: number, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal });
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', (error) => resolve(error.message));
  });
}
