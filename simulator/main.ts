import { startSimulator } from './start.js';

/** Composition root: one simulator, configured by environment, until SIGTERM or SIGINT. */
const simulator = await startSimulator({
  listen: process.env['SIMULATOR_LISTEN'] ?? '127.0.0.1:8180',
  control: process.env['SIMULATOR_CONTROL_LISTEN'] ?? '127.0.0.1:8181',
  stateFile: process.env['SIMULATOR_STATE'],
});

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    void simulator.close().then(() => process.exit(0));
  });

const { listen, control, url } = simulator;
process.stdout.write(`ready ${JSON.stringify({ listen, control, url })}\n`);
