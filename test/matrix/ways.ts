import type { FaultOrder } from '../support/driver.js';
import type { Shape, TestVm } from '../support/estate.js';
import { callsOf, changesAmong, selectorOf, sorted, type MatrixCall } from './calls.js';
import type { Field } from './field.js';

/** How a run comes to give everything back. */
export interface Way {
  title: string;
  /** Before the label of a call on this way. */
  name: string;
  shape: Shape;
  /** Faults that bring it about; none of them is the cell's. */
  causes: (field: Field, vm: TestVm) => FaultOrder[];
  /** Over the body of the start. */
  request?: Record<string, unknown>;
  /** The first question that admits it is answered so. */
  answer?: 'abandon';
}

/** Everything is done but the start when CloudStack says no. */
export const UNDO_OF_ALL: Way = {
  title: 'Undo of everything',
  name: 'undo',
  shape: 'two-disks',
  causes: (field, vm) => [{ ...selectorOf(field.last, vm), kind: 'refuse' }],
};

/** The blank root may not be deleted; the other branch has come to its end by then. */
export const UNDO_OF_A_BRANCH: Way = {
  title: 'Undo with the blank root still there',
  name: 'undo of a branch',
  shape: 'one-disk',
  causes: (_field, { name: vm }) => [
    { command: 'detachVolume', vm, kind: 'delay', delay_ms: 1_500 },
    { command: 'deleteVolume', vm, kind: 'refuse' },
  ],
};

/** The destination runs and writes, its boot check fails, and a person gives it up. */
export const ABANDON: Way = {
  title: 'Abandon',
  name: 'abandon',
  shape: 'one-disk',
  causes: () => [],
  request: { custom_config: { boot_check: { kind: 'tcp', port: 1, timeout: '1s', required: true } } },
  answer: 'abandon',
};

export const WAYS = [UNDO_OF_ALL, UNDO_OF_A_BRANCH, ABANDON];

/** Starts a run that goes this way. */
export async function begin(field: Field, vm: TestVm, way: Way): Promise<string> {
  for (const cause of way.causes(field, vm)) await field.driver.fault(cause);
  return field.start(vm, way.request);
}

/** The changes on the way back of one run that nothing else strikes. */
export async function callsBack(field: Field, way: Way): Promise<MatrixCall[]> {
  const { driver } = field;
  const vm = field.fresh();
  const since = (await driver.requests()).at(-1)?.seq ?? 0;
  const jobId = await begin(field, vm, way);
  if (way.answer !== undefined) await driver.answer(jobId, way.answer);
  const { status } = await driver.until(jobId);
  if (status !== 'failed') throw new Error(`${way.title}: a run that should have gone back is ${status}`);
  const changes = changesAmong(await driver.requests()).filter(({ seq }) => seq > since);
  const turn = changes.findLastIndex(({ command, fault }) => fault === 'refuse' || command === 'startVirtualMachine');
  const forward = changes.slice(0, turn + 1).filter(({ fault }) => fault === undefined);
  const calls = callsOf([...forward, ...changes.slice(turn + 1)], vm, await driver.effects());
  return sorted(calls.slice(forward.length));
}
