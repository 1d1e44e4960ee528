import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { DEFAULT_SETTINGS, estateSchema, patched, settingsPatchSchema } from '../estate.js';
import { contentSha256 } from '../hypervisor/content.js';
import { seed } from '../state/seed.js';
import { GIB } from '../units.js';
import type { World } from '../world.js';
import { faultSchema } from './faults.js';
import { stateView } from './state-view.js';

const bodies = {
  clock: z.strictObject({ offset_ms: z.number() }),
  restart: z.strictObject({ down_ms: z.number().min(0).default(0) }),
  power: z.strictObject({ state: z.enum(['Running', 'Stopped']) }),
  vm: z.strictObject({
    guest: z.enum(['writes', 'idle']).optional(),
    busy_volumes: z.array(z.string()).optional(),
    agent_connected: z.boolean().optional(),
    lets_go_late: z.boolean().optional(),
  }),
};

export interface ControlActions {
  /** Restarts the management server; it is unreachable for `downMs`. */
  restart(downMs: number): void;
}

type Handler = (id: string, body: unknown) => unknown;

/** The control port: JSON, no authentication, meant for loopback. Unknown paths 404, bad bodies 400. */
export function createControlServer(world: World, actions: ControlActions): Server {
  const routes = new Map<string, Handler>(Object.entries(handlers(world, actions)));
  return createServer((request, response) => {
    answer(routes, request)
      .then(({ status, body }) => {
        world.db.flush();
        send(response, status, body);
      })
      .catch((error: unknown) =>
        send(response, 400, { error: error instanceof Error ? error.message : String(error) }),
      );
  });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function answer(
  routes: Map<string, Handler>,
  request: IncomingMessage,
): Promise<{ status: number; body: unknown }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const [path = ''] = (request.url ?? '').split('?');
  const [, first = '', id = '', last] = path.split('/');
  const pattern = `${request.method} /${first}${id === '' ? '' : '/*'}${last === undefined ? '' : `/${last}`}`;
  const handler = routes.get(pattern);
  if (!handler) return { status: 404, body: { error: `no route ${pattern}` } };
  const body = handler(id, text === '' ? {} : JSON.parse(text));
  return body === undefined ? { status: 404, body: { error: `no object ${id}` } } : { status: 200, body };
}

function handlers(world: World, actions: ControlActions): Record<string, Handler> {
  const { db } = world;
  return {
    'GET /health': () => ({ ok: true, version: world.settings.version }),
    'PUT /estate': (_, body) => {
      replaceEstate(world, body);
      return { ok: true };
    },
    'GET /state': () => stateView(world),
    'GET /effects': () => db.effects.all().map(({ id: _id, ...effect }) => effect),
    'GET /requests': () => world.requests.all(),
    'GET /volumes/*/content': (id) => {
      const content = db.contents.get(id);
      const volume = db.volumes.get(id);
      if (!content || !volume) return undefined;
      const { writes, blocks } = content;
      return { sha256: contentSha256(blocks), size_gb: volume.size / GIB, writes, blocks };
    },
    'POST /faults': (_, body) => ({ id: world.faults.add(faultSchema.parse(body)) }),
    'GET /faults': () => world.faults.list(),
    'DELETE /faults': () => {
      world.faults.clear();
      return { ok: true };
    },
    'POST /clock': (_, body) => {
      world.clock.offsetMs = bodies.clock.parse(body).offset_ms;
      return { ok: true };
    },
    'POST /restart': (_, body) => {
      actions.restart(bodies.restart.parse(body).down_ms);
      return { ok: true };
    },
    'POST /vms/*/power': (id, body) => setPower(world, id, bodies.power.parse(body).state),
    'PATCH /vms/*': (id, body) => {
      if (!db.domains.get(id)) return undefined;
      const patch = Object.entries(bodies.vm.parse(body)).filter(([, value]) => value !== undefined);
      return db.domains.update(id, Object.fromEntries(patch));
    },
    'PATCH /settings': (_, body) => {
      world.settings = patched(world.settings, settingsPatchSchema.parse(body));
      return world.settings;
    },
  };
}

/** Replaces everything, logs and faults included. Raises where the estate is wrong; then nothing is left. */
export function replaceEstate(world: World, body: unknown): void {
  const estate = estateSchema.parse(body);
  const clear = (): void => {
    world.jobs.abandonAll();
    world.db.clear();
    world.faults.clear();
    world.requests.clear();
    world.clock.offsetMs = 0;
  };
  clear();
  world.settings = patched(DEFAULT_SETTINGS, estate.settings);
  try {
    seed(world, estate);
  } catch (error) {
    clear();
    throw error;
  }
}

/** Out of band: the domain is switched and the host reports it, without a job (facts §8). */
function setPower(world: World, vmId: string, state: 'Running' | 'Stopped'): unknown {
  const vm = world.db.vms.get(vmId);
  if (!vm || vm.removed) return undefined;
  const running = world.db.domains.must(vmId).running;
  if (state === 'Running' && !running) world.hypervisor.start(vmId);
  if (state === 'Stopped' && running) world.hypervisor.stop(vmId);
  const hostid = state === 'Running' ? world.hostId(vm.zoneid) : null;
  const now = world.clock.now();
  const ha_since = state === 'Stopped' && vm.haenable ? now : null;
  return world.db.vms.update(vmId, { state, hostid, ha_since, lastupdated: now });
}
