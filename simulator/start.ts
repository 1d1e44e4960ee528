import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expungeOverdue } from './commands/expunge.js';
import { createControlServer, replaceEstate } from './control/server.js';
import type { Estate } from './estate.js';
import { restartLost } from './hypervisor/ha.js';
import { createApiServer } from './protocol/server.js';
import { Database } from './state/database.js';
import { recover } from './state/restart.js';
import { MINUTE_MS } from './units.js';
import { World } from './world.js';

export interface SimulatorOptions {
  /** `host:port`; port 0 is any free one. */
  listen: string;
  control: string;
  /** Kept over restarts, kill -9 included; without it everything is in memory only. */
  stateFile?: string | undefined;
  estate?: Estate | undefined;
}

export interface Simulator {
  /** The CloudStack API's address, `/client/api` included. */
  url: string;
  controlUrl: string;
  /** `host:port` of both. */
  listen: string;
  control: string;
  close(): Promise<void>;
}

const SWEEP_MS = 250;

/** Starts a management server with its control port. Raises where an address is taken or the estate is wrong. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world = new World(new Database(options.stateFile));
  recover(world);
  if (options.estate) replaceEstate(world, options.estate);
  world.db.flush();

  const api = createApiServer(world);
  const listen = await listenOn(api, options.listen);
  let down: Promise<void> = Promise.resolve();
  const restart = (downMs: number): void => {
    recover(world);
    api.closeAllConnections();
    if (downMs > 0) down = down.then(() => outage(api, listen, downMs));
  };
  world.jobs.restart = () => restart(0);
  const controlServer = createControlServer(world, { restart });
  const control = await listenOn(controlServer, options.control);

  const stopTimers = startTimers(world);
  return {
    url: `http://${listen}/client/api`,
    controlUrl: `http://${control}`,
    listen,
    control,
    close: async () => {
      stopTimers();
      await down;
      world.jobs.kill();
      await Promise.all([close(api), close(controlServer)]);
      world.db.flush();
    },
  };
}

function startTimers(world: World): () => void {
  let last = Date.now();
  const timer = setInterval(() => {
    if (Date.now() - last >= world.settings.guest_write_ms) {
      last = Date.now();
      world.hypervisor.tick();
    }
    world.db.flush();
  }, 10);
  const sweeper = setInterval(() => {
    const minutes = (name: string): number => Number(world.configuration(name)) * MINUTE_MS;
    world.jobs.sweep(minutes('job.expire.minutes'), minutes('job.cancel.threshold.minutes'));
    expungeOverdue(world);
    restartLost(world);
    world.db.flush();
  }, SWEEP_MS);
  timer.unref();
  sweeper.unref();
  return () => {
    clearInterval(timer);
    clearInterval(sweeper);
  };
}

async function listenOn(server: Server, address: string): Promise<string> {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(address.slice(at + 1)), host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return `${host}:${(server.address() as AddressInfo).port}`;
}

/** Nobody listens for a while, then again at the same address. */
async function outage(server: Server, address: string, ms: number): Promise<void> {
  await close(server);
  await sleep(ms);
  await listenOn(server, address);
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
