import type { ManagedProcess } from '../../scripts/managed-process.js';
import type { ProcessName } from '../../scripts/stack.js';
import type { Mariadb } from '../support/mariadb.js';
import type { TestStack } from '../support/stack.js';

/** A process that can be killed and started again. */
export interface Member {
  name: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Of a worker, which alone is frozen: what it holds is taken over, and after the thaw it must not go on. */
  worker?: () => ManagedProcess | undefined;
}

/** Everything of a stack that can die: two workers, two APIs, Temporal, the database, CloudStack. The second ones, which it starts, too. */
export async function crewOf(stack: TestStack, mariadb: Mariadb, secondApi: string): Promise<Member[]> {
  const own = (name: ProcessName): Member => ({
    name,
    kill: () => stack.kill(name),
    start: async () => void (await stack.restart(name)),
  });
  let [worker, api] = await Promise.all([stack.add('worker'), stack.add('api', { API_LISTEN: secondApi })]);
  return [
    { ...own('worker'), worker: () => stack.processes.worker },
    {
      name: 'worker-2',
      kill: () => ended(worker),
      start: async () => void (worker = await stack.add('worker')),
      worker: () => worker,
    },
    own('api'),
    {
      name: 'api-2',
      kill: () => ended(api),
      start: async () => void (api = await stack.add('api', { API_LISTEN: secondApi })),
    },
    own('temporal'),
    own('simulator'),
    { name: 'mariadb', kill: () => mariadb.end('SIGKILL'), start: () => mariadb.start() },
  ];
}

async function ended(process: ManagedProcess): Promise<void> {
  process.signal('SIGKILL');
  await process.end();
}
