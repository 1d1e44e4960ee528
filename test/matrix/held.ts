import { vi } from 'vitest';
import type { ManagedProcess } from '../../scripts/managed-process.js';
import type { FaultOrder } from '../support/driver.js';
import { SHAPES, type Shape, type TestVm } from '../support/estate.js';
import { aboutOf, type MatrixCall, type Selector } from './calls.js';
import type { Ending } from './expected.js';
import { Field, type FieldOptions, type Outcome, type Ran } from './field.js';
import { sleepsFirst } from './kinds.js';
import { begin, type Way } from './ways.js';

const ARRIVES_WITHIN_MS = 90_000;
const ENDS_WITHIN_MS = 240_000;
/** While a hundred runs are under way. */
const POLL_MS = 100;

/** A run that is to be held at one of its calls. */
export interface HeldCell {
  call: MatrixCall;
  /** The way back of which the call is one; undefined for one of the itinerary. */
  back?: Way;
  /** Where at the call, as in the report. */
  moment: string;
  /** The fault that holds it there; where it orders another, that one is the hold. */
  hold: (cell: HeldCell, vm: TestVm) => FaultOrder;
  ending: Ending;
}

export interface HeldRun {
  cell: HeldCell;
  vm: TestVm;
  jobId: string;
}

/** More would take longer to be held than what was sent first stays in time; runs of several disks have more calls. */
const AT_ONCE = 48;
/** Of the worker that opens runs which sleep first: long enough to hand a wave of them over, not as long as what is held would need. */
const SHORT_SLEEP = { FENCE_SECONDS: '2', HTTP_TIMEOUT_SECONDS: '10' };
const STOPS_WITHIN_MS = 10_000;
/** Runs by which the calls of the cells are learnt, and one after the thaw. */
const LEARNING = 4;

/** All cells of one shape, so many at once as one stack can hold. */
export async function inParts(
  shape: Shape,
  options: FieldOptions,
  cellsOf: (field: Field) => Promise<HeldCell[]>,
  play: (field: Field, cells: readonly HeldCell[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const left: HeldCell[] = [];
  const env = { ...options.env, ...(options.kind !== undefined && sleepsFirst(options.kind) ? SHORT_SLEEP : {}) };
  const atOnce = SHAPES[shape].disks === 1 ? AT_ONCE : AT_ONCE / 2;
  let known = false;
  do
    await Field.use(shape, atOnce + LEARNING, { ...options, env, apart: true }, async (field) => {
      if (!known) left.push(...(await cellsOf(field)));
      known = true;
      outcomes.push(...(await play(field, left.splice(0, atOnce))));
    });
  while (left.length > 0);
  return outcomes;
}

/**
 * Starts every cell on a VM of its own; resolves when each is held where it should be.
 * @param windows of the worker that is to be held
 */
export async function holdAll(
  field: Field,
  cells: readonly HeldCell[],
  windows: Record<string, string>,
): Promise<{ runs: HeldRun[]; worker: ManagedProcess }> {
  const { driver } = field;
  const awaited = new Map<string, string>();
  const runs: HeldRun[] = [];
  const placed = cells.map((cell) => ({ cell, vm: field.fresh() }));
  await field.ground(placed.map(({ vm }) => vm));
  const sleep = sleepsFirst(field.kind);
  if (sleep) await workerOf(field).stop(STOPS_WITHIN_MS);
  for (const { cell, vm } of placed) {
    const order = cell.hold(cell, vm);
    const { id } = await driver.fault(order);
    awaited.set(order.then === undefined ? id : `${id}/then`, nameOf(cell));
    const jobId = await (cell.back === undefined ? field.start(vm) : begin(field, vm, cell.back));
    runs.push({ cell, vm, jobId });
  }
  const worker = sleep ? await handedOver(field, runs, windows) : workerOf(field);
  for (const { cell, jobId } of runs) if (cell.back?.answer !== undefined) await driver.answer(jobId, cell.back.answer);
  const missing = async (): Promise<string[]> => {
    const hits = await driver.hits();
    return [...awaited].filter(([id]) => !hits.has(id)).map(([, label]) => label);
  };
  await vi
    .waitUntil(async () => (await missing()).length === 0, { timeout: ARRIVES_WITHIN_MS, interval: POLL_MS })
    .catch(async (error: unknown) => {
      const labels = await missing();
      const of = runs.filter(({ cell }) => labels.includes(nameOf(cell))).map(({ jobId }) => driver.status(jobId));
      throw new Error(`never held: ${labels.join('; ')}: ${JSON.stringify(await Promise.all(of))}`, { cause: error });
    });
  return { runs, worker };
}

/** Opened by a worker of short windows, all at once; held by another, which takes over while they sleep. */
async function handedOver(
  field: Field,
  runs: readonly HeldRun[],
  windows: Record<string, string>,
): Promise<ManagedProcess> {
  const opener = await field.stack.restart('worker');
  for (const { jobId } of runs) await asleep(field, jobId);
  await opener.stop(STOPS_WITHIN_MS);
  return field.stack.add('worker', windows);
}

/** Resolves when a run has been opened: that it sleeps first is decided along with it. */
export async function asleep({ driver }: Field, jobId: string): Promise<void> {
  await driver.until(jobId, ({ status }) => status === 'validating');
}

function workerOf({ stack }: Field): ManagedProcess {
  const { worker } = stack.processes;
  if (worker === undefined) throw new Error('no worker');
  return worker;
}

/** What became of them, when all have ended or their time is over. */
export async function ended(field: Field, runs: readonly HeldRun[]): Promise<Ran[]> {
  const deadline = Date.now() + ENDS_WITHIN_MS;
  const rans: Ran[] = [];
  // One after the other: the API allows a caller a hundred requests a second.
  for (const { cell, vm, jobId } of runs) {
    const left = Math.max(0, deadline - Date.now());
    const status = await field.driver
      .until(jobId, ({ outcome }) => outcome !== null, left)
      .catch(() => field.driver.status(jobId));
    const [label, fault, expected] = [labelOf(cell), cell.moment, { endings: [cell.ending] }];
    const attention = status.attention !== null;
    rans.push({ vm, jobId, label, fault, hit: true, expected, status, attention, asked: cell.back?.answer });
  }
  return rans;
}

/** A list of an empty VM's volumes is asked again for those of projects. */
const NOTHING_ON_IT = { command: 'listVolumes', match: { projectid: '-1' } };

/** The last read before each command is sent. */
const LAST_READS: Record<string, Pick<Selector, 'command' | 'match'>> = {
  detachVolume: { command: 'listVolumes' },
  createSnapshot: { command: 'listVolumes' },
  deleteSnapshot: { command: 'listSnapshots' },
  deleteVolume: { command: 'listVolumes' },
  attachVolume: { command: 'listVolumes' },
  startVirtualMachine: { command: 'listVolumes' },
  stopVirtualMachine: { command: 'listVirtualMachines' },
  revertSnapshot: { command: 'listVolumes' },
  deployVirtualMachine: { command: 'listVirtualMachines' },
  // Beside the VM's snapshots.
  createVMSnapshot: { command: 'listVolumes' },
  revertToVMSnapshot: { command: 'listVolumes' },
  deleteVMSnapshot: { command: 'listVolumes' },
  updateVirtualMachine: { command: 'listVirtualMachines' },
  destroyVirtualMachine: NOTHING_ON_IT,
  expungeVirtualMachine: NOTHING_ON_IT,
};

/** Which request is the last read before the cell's call is sent. */
export function lastReadOf({ call }: HeldCell, vm: TestVm): Selector {
  // A clone that is not there yet is looked for by its name, which holds the job's id.
  if (call.command === 'createVolume')
    return { command: 'listVolumes', match: { name: `test-failover-${vm.vm_id}-*` } };
  const read = LAST_READS[call.command];
  if (read === undefined) throw new Error(`how does ${call.command} look?`);
  // On the way home a free device is looked for.
  return { ...read, ...(call.home ? { match: { virtualmachineid: vm.appliance_vm_id } } : aboutOf(call.replica, vm)) };
}

const nameOf = (cell: HeldCell): string => `${labelOf(cell)}, ${cell.moment}`;

const labelOf = ({ call, back }: HeldCell): string => (back === undefined ? '' : `${back.name}: `) + call.label;
