/** A launcher of its own process, for tests that kill it: starts a stack of fakes, prints its pids, and stays. */
import { FAKES } from '../fake-entries.js';
import { startStack } from '../../../../scripts/stack.js';

const [folder = '', environment] = process.argv.slice(2);
const stack = await startStack({
  folder,
  environment: environment === 'inherited' ? 'inherited' : 'isolated',
  entries: FAKES,
});
const successor = await stack.addWorker();
stack.processes.worker?.signal('SIGSTOP');
const pids = [...Object.values(stack.processes), successor].map((child) => child.pid);
console.log(JSON.stringify({ pids, env: stack.env }));
setInterval(() => undefined, 60_000);
