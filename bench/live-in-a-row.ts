/**
 * `npm run bench:memory`: COUNT (100) live failovers in a row through one stack; prints how much worker and API have grown
 * between the first tenth and the end. Fails above the bound.
 */
import { readFileSync } from 'node:fs';
import { Driver } from '../test/support/driver.js';
import { testEstate } from '../test/support/estate.js';
import { startTestStack } from '../test/support/stack.js';

const COUNT = Number(process.env.COUNT ?? '100');
const BOUND_MIB = 50;

/** Resident memory of a process in MiB. */
function residentMiB(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}

const stack = await startTestStack();
try {
  const driver = new Driver(stack);
  const estate = testEstate(Array.from({ length: COUNT }, () => 'one-disk' as const));
  await driver.load(estate);
  const processes = ['worker', 'api'] as const;
  const sizes = (): number[] => processes.map((name) => residentMiB(stack.processes[name]?.pid ?? 0));
  let before: number[] = [];
  const started = performance.now();
  for (const [index, vm] of estate.vms.entries()) {
    if (index === Math.floor(COUNT / 10)) before = sizes();
    const { status } = await driver.until(await driver.startLive(vm));
    if (status !== 'completed') throw new Error(`${vm.vm_id} ended as ${status}`);
  }
  const after = sizes();
  const growth = after.map((size, i) => size - (before[i] ?? 0));
  console.log(`${COUNT} live failovers in ${Math.round((performance.now() - started) / 1000)} s`);
  processes.forEach((name, i) =>
    console.log(
      `${name}: ${before[i]?.toFixed(0)} → ${after[i]?.toFixed(0)} MiB, grown by ${growth[i]?.toFixed(1)} MiB`,
    ),
  );
  if (growth.some((mib) => mib >= BOUND_MIB)) throw new Error(`grown by more than ${BOUND_MIB} MiB`);
} finally {
  await stack.stop();
}
