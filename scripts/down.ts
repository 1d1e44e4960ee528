/** `make down`: ends this checkout's `make up`. Its children end with it, also when it has to be killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetLauncher, runningLauncher } from './launcher-record.js';

const PATIENCE_MS = 60_000;

const launcher = runningLauncher();
if (launcher === undefined) console.log('nothing is up in this checkout');
else {
  process.kill(launcher.pid, 'SIGTERM');
  const deadline = Date.now() + PATIENCE_MS;
  while (runningLauncher() !== undefined && Date.now() < deadline) await sleep(100);
  if (runningLauncher() !== undefined) {
    process.kill(launcher.pid, 'SIGKILL');
    forgetLauncher();
  }
  console.log('stopped');
}
