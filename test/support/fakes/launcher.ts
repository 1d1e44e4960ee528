/** A launcher in a process of its own, for tests that kill it: starts a stack, prints its pids, and stays. */
import { startStack } from '../../../scripts/stack.js';
import { FAKES } from './entries.js';

const [folder = '', environment, processes] = process.argv.slice(2);
const stack = await startStack({
  folder,
  environment: environment === 'inherited' ? 'inherited' : 'isolated',
  ...(processes === 'fake' ? { entries: FAKES } : {}),
});
const successor = await stack.add('worker');
stack.processes.worker?.signal('SIGSTOP');
const pids = [...Object.values(stack.processes), successor].map((child) => child.pid);
console.log(JSON.stringify({ pids, env: stack.env, urls: stack.urls }));
setInterval(() => undefined, 60_000);
