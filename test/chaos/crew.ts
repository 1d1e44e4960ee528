import type { ManagedProcess } from '../../scripts/managed-process.js';
import type { ProcessName } from '../../scripts/stack.js';
import type { Mariadb } from '../support/mariadb.js';
import type { TestStack } from '../support/stack.js';

/** A process that can be killed and started again. */
export interface Member {
  name: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Only workers are frozen: what they hold is taken over, and after the thaw they must not go on. */
  process?: () => ManagedProcess | undefined;
}

/** Everything of a stack that can die: two workers, two APIs, Temporal, the database, CloudStack. */
export function crewOf(stack: TestStack, mariadb: Mariadb, second: { worker: Extra; api: Extra }): Member[] {
  const own = (name: ProcessName): Member => ({
    name,
    kill: () => stack.kill(name),
    start: async () => void (await stack.restart(name)),
    process: () => stack.processes[name],
  });
  return [
    own('worker'),
    second.worker,
    own('api'),
    second.api,
    own('temporal'),
    own('simulator'),
    {
      name: 'mariadb',
      kill: () => mariadb.end('SIGKILL'),
      start: () => mariadb.start(),
    },
  ];
}

/** A second worker or API beside the stack's first. */
export class Extra implements Member {
  private running: ManagedProcess | undefined;

  constructor(
    readonly name: string,
    private readonly add: () => Promise<ManagedProcess>,
  ) {}

  async start(): Promise<void> {
    this.running = await this.add();
  }

  async kill(): Promise<void> {
    this.running?.signal('SIGKILL');
    await this.running?.end();
  }

  process = (): ManagedProcess | undefined => this.running;
}
