/** `make up`: the whole stack without the tour, until Ctrl-C or `make down`. Honours the environment and .env. */
import { join } from 'node:path';
import { dataFolder } from './checkout.js';
import { forgetLauncher, recordLauncher, runningLauncher } from './launcher-record.js';
import { startStack } from './stack.js';
import { untilAskedToStop } from './until-asked.js';

const running = runningLauncher();
if (running !== undefined) {
  console.error(`this checkout's stack is already up (pid ${running.pid}): make down`);
  process.exit(1);
}
const asked = untilAskedToStop();
recordLauncher({});
try {
  const starting = startStack({
    folder: dataFolder,
    environment: 'inherited',
    ports: { temporal: 7233, ui: 8233, api: 8082, simulator: 8180, control: 8181 },
    temporal: { storage: 'file', ui: true },
    report: console.log,
  });
  const stack = await Promise.race([starting, asked]);
  // Asked to stop before all was up: what was started by then, the guard ends with us.
  if (stack === undefined) process.exit(130);
  recordLauncher(stack.processes);
  console.log(`API          ${stack.urls.api}   token ${stack.tokens.admin}`);
  console.log(`Temporal UI  ${stack.urls.ui ?? 'at your own server'}`);
  console.log(`CloudStack   ${stack.urls.simulator}/client/api   (simulator; control port ${stack.urls.control})`);
  console.log(`logs         ${join(dataFolder, 'logs')}`);
  console.log('Ctrl-C or `make down` stops it.');
  await asked;
  await stack.stop(15_000);
} finally {
  forgetLauncher();
}
