import { COMMANDS, COMMAND_NAMES, isParameter, type CommandName, type ParameterName } from './command-table.js';
import { badRequest, CloudStackError } from './errors.js';
import type { Jobs } from './job-watcher.js';
import type { Skew } from './skew.js';
import type { Reply, Transport } from './transport.js';

type Scalar = string | number | boolean;
export type CommandParams<C extends CommandName> = { [Name in ParameterName<C>]?: Scalar | undefined };

export interface SendOptions {
  /** Job id chosen beforehand, a lower-case UUID, so that a lost reply can be settled (facts §2.4). Async commands only. */
  customJobId?: string;
  /** Both the signed `expires` and the moment after which nothing is sent (R4). */
  notAfter: Date;
}

/** What CloudStack answered; an async command's effect is known from its job alone. */
export interface Submitted {
  jobid?: string;
  body: Record<string, unknown>;
}

export type Commands = { [C in CommandName]: (params: CommandParams<C>, options: SendOptions) => Promise<Submitted> };

/**
 * One function per changing command. Each throws CloudStackError; BAD_REQUEST, FENCE_EXPIRED and CLOCK_SKEW before
 * anything is sent, REPEATED_JOB_ID (class unknown-outcome) where the custom job id is already in use: settle.
 */
export function createCommands(transport: Transport, jobs: Jobs, skew: Skew): Commands {
  const send = (command: CommandName) => async (params: Record<string, Scalar | undefined>, options: SendOptions) => {
    const wire = wireParams(command, params, options);
    skew.assertWithinLimit(command);
    try {
      return submitted(command, await transport.call({ command, params: wire, changes: true, ...options }));
    } catch (error) {
      throw await repeatedBehindMask(command, jobs, options.customJobId, error);
    }
  };
  return Object.fromEntries(COMMAND_NAMES.map((command) => [command, send(command)])) as Commands;
}

/** `details[0].<key>`: all keys of a map under one index, as CloudStack reads them (facts §1.2, §3.3: the case of keys matters). */
export function details(map: Record<string, Scalar>): Record<`details[${number}].${string}`, Scalar> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [`details[0].${key}`, value]));
}

export interface NetworkAddress {
  networkid: string;
  ip?: string;
  mac?: string;
}

/** `iptonetworklist[i].…` of deployVirtualMachine; the first entry becomes the default NIC (facts §3.1). */
export function ipToNetworkList(
  nics: readonly NetworkAddress[],
): Record<`iptonetworklist[${number}].${'networkid' | 'ip' | 'mac'}`, string> {
  return Object.fromEntries(
    nics.flatMap((nic, i) =>
      Object.entries(nic).map(([key, value]) => [`iptonetworklist[${i}].${key}`, String(value)]),
    ),
  );
}

function wireParams(
  command: CommandName,
  params: Record<string, Scalar | undefined>,
  { customJobId }: SendOptions,
): Record<string, string> {
  const wire: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (!isParameter(command, name)) throw badRequest(command, `unknown parameter ${name}: nothing was sent`);
    if (value !== undefined) wire[name] = String(value);
  }
  if (customJobId === undefined) return wire;
  if (!COMMANDS[command].async) throw badRequest(command, 'a synchronous command takes no job id: nothing was sent');
  return { ...wire, customjobid: customJobId };
}

function submitted(command: CommandName, { body }: Reply): Submitted {
  const { jobid } = body;
  if (COMMANDS[command].async && typeof jobid !== 'string')
    throw new CloudStackError(command, {
      errorClass: 'unknown-outcome',
      sent: 'maybe',
      code: 'BAD_ANSWER',
      errortext: 'CloudStack answered without a job id',
    });
  return { ...(typeof jobid === 'string' ? { jobid } : {}), body };
}

/**
 * A repeated job id is told apart by its text alone, and a sync 530 is masked for lesser keys (facts §1.2, §2.4). So
 * after a 530 CloudStack is asked whether it knows our job: if it does, or will not say, the outcome is unknown.
 */
async function repeatedBehindMask(
  command: CommandName,
  jobs: Jobs,
  customJobId: string | undefined,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof CloudStackError) || error.errorcode !== 530 || error.sent !== 'yes') return error;
  if (customJobId === undefined || error.code === 'REPEATED_JOB_ID') return error;
  const { errortext } = error;
  const unknown = (code: string): CloudStackError =>
    new CloudStackError(command, { errorClass: 'unknown-outcome', sent: 'yes', code, errortext, errorcode: 530 });
  try {
    return (await jobs.query(customJobId)) === undefined ? error : unknown('REPEATED_JOB_ID');
  } catch (failed) {
    if (failed instanceof CloudStackError) return unknown(error.code);
    throw failed;
  }
}
