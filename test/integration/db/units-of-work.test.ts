import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { DatabaseUnavailableError, openDatabase, type Database, type Repositories } from '../../../db/index.js';
import { root } from '../../../scripts/checkout.js';
import { forEachEngine } from '../../support/database.js';
import { anInventory } from '../../support/inventory.js';
import { startMariadb } from '../../support/mariadb.js';
import { lacks } from '../../support/preflight.js';

const TIMES = 300;

forEachEngine('units of work', ({ newUrl, open, openEmpty }) => {
  it("keep one request's answered insert when another rolls back", async () => {
    const database = await openEmpty();
    const answered: string[] = [];
    const rounds = Array.from({ length: 40 }, (_, n) => `vm-${n}`);
    await Promise.all(
      rounds.map(async (vmId, n) => {
        const unit = database.uow.run(async ({ vms }) => {
          await vms.put(vmId, anInventory(vmId));
          if (n % 2 === 0) throw new Error('refused');
        });
        await unit.then(
          () => answered.push(vmId),
          (error: unknown) => expect(String(error)).toContain('refused'),
        );
      }),
    );
    const stored = await database.uow.read(({ vms }) => vms.list({ limit: 100, offset: 0 }));
    expect(answered).toHaveLength(20);
    expect(stored.rows.map((row) => row.vm_id).sort()).toEqual(answered.sort());
  });

  it('of two processes lose no update and never fail', async () => {
    const url = await newUrl();
    const database = await open(url);
    await database.migrate();
    await database.uow.run(({ vms }) => vms.put('vm-1', anInventory('1', { memory_mb: 0 })));
    const api = writer(url, 'count', 'vm-1', TIMES);
    const worker = writer(url, 'count', 'vm-1', TIMES);
    expect(await Promise.all([exitCode(api), exitCode(worker)])).toEqual([0, 0]);
    expect((await theVm(database))?.memory_mb).toBe(2 * TIMES);
  }, 180_000);

  it('leave no half of what a killed process was writing', async () => {
    const url = await newUrl();
    const database = await open(url);
    await database.migrate();
    await database.uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
    const before = await theVm(database);
    const victim = writer(url, 'stall', 'vm-1', 0);
    if (victim.stdout === null) throw new Error('its output is piped');
    await once(victim.stdout, 'data');
    expect(await theVm(database)).toEqual(before);
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    await database.uow.run(({ vms }) => vms.put('vm-1', anInventory('1', { cpu_count: 8 })));
    expect(await theVm(database)).toEqual({ ...before, cpu_count: 8 });
    expect(await database.uow.read(({ mappings }) => mappings.forVm('vm-1'))).toEqual([]);
  });

  it('show a reader one moment, not what is being written', async () => {
    const database = await openEmpty();
    await database.uow.run(({ vms }) => vms.put('vm-1', anInventory('1', { cpu_count: 1 })));
    const begun = new Signal();
    const written = new Signal();
    const reading = database.uow.read(async ({ vms }) => {
      const first = await vms.get('vm-1');
      begun.give();
      await written.given;
      return [first?.cpu_count, (await vms.get('vm-1'))?.cpu_count];
    });
    await begun.given;
    await database.uow.run(({ vms }) => vms.put('vm-1', anInventory('1', { cpu_count: 2 })));
    written.give();
    expect(await reading).toEqual([1, 1]);
    expect((await theVm(database))?.cpu_count).toBe(2);
  });

  it('do not let a reader write', async () => {
    const database = await openEmpty();
    const attempt = database.uow.read(({ vms }) => vms.put('vm-1', anInventory('1')));
    await expect(attempt).rejects.toThrow(/read.?only/i);
    expect(await theVm(database)).toBeNull();
  });

  it('do not nest', async () => {
    const database = await openEmpty();
    const nested = database.uow.run(() => database.uow.read(({ vms }) => vms.get('vm-1')));
    await expect(nested).rejects.toThrow('a unit of work is open already');
  });

  it('write nothing after they ended, whatever was not awaited', async () => {
    const database = await openEmpty();
    let straggler: Promise<unknown> = Promise.resolve();
    const unit = database.uow.run(async (repositories) => {
      straggler = putMany(repositories);
      await repositories.vms.get('vm-0');
      throw new Error('one branch failed');
    });
    await expect(unit).rejects.toThrow('one branch failed');
    await expect(straggler).rejects.toThrow();
    await database.uow.run(({ vms }) => vms.put('later', anInventory('later')));
    const { rows } = await database.uow.read(({ vms }) => vms.list({ limit: 10, offset: 0 }));
    expect(rows.map((row) => row.vm_id)).toEqual(['later']);
  });
});

describe.skipIf(lacks('mariadb'))('a MariaDB server that goes away', () => {
  it('makes units fail as unavailable, and serves them again when it is back', async () => {
    const server = await startMariadb();
    const database = await openDatabase({ url: await server.createDatabase(), logger: pino({ level: 'silent' }) });
    try {
      await database.migrate();
      await database.uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
      const before = await theVm(database);
      const begun = new Signal();
      const gone = new Signal();
      const cut = database.uow.run(async ({ vms }) => {
        await vms.put('vm-1', anInventory('1', { name: 'half' }));
        begun.give();
        await gone.given;
        await vms.get('vm-1');
      });
      await begun.given;
      await server.end('SIGKILL');
      gone.give();
      await expect(cut).rejects.toThrow(DatabaseUnavailableError);
      await expect(theVm(database)).rejects.toThrow(DatabaseUnavailableError);
      await server.start();
      expect(await theVm(database)).toEqual(before);
    } finally {
      await database.close();
      await server.remove();
    }
  });

  it('says nothing for ever: units fail in time, also when there are more of them than connections, and no connection is lost', async () => {
    const server = await startMariadb();
    const database = await openDatabase({ url: await server.createDatabase(), logger: pino({ level: 'silent' }) });
    const crowd = async (): Promise<unknown[]> =>
      (await Promise.allSettled(Array.from({ length: 50 }, () => theVm(database)))).map((unit) =>
        unit.status === 'fulfilled' ? unit.value : (unit.reason as Error).name,
      );
    try {
      await database.migrate();
      await database.uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
      const before = await theVm(database);
      await crowd();
      server.freeze();
      const began = Date.now();
      expect(new Set(await crowd())).toEqual(new Set(['DatabaseUnavailableError']));
      expect(Date.now() - began).toBeLessThan(10_000);
      server.thaw();
      for (let n = 0; n < 2; n++) expect(await crowd()).toEqual(Array.from({ length: 50 }, () => before));
    } finally {
      await database.close();
      await server.remove();
    }
  });
});

class Signal {
  give: () => void = () => undefined;
  readonly given = new Promise<void>((resolve) => (this.give = resolve));
}

async function putMany({ vms }: Repositories): Promise<void> {
  for (let n = 0; n < 50; n++) await vms.put(`vm-${n}`, anInventory(`${n}`));
}

function theVm(database: Database): ReturnType<Repositories['vms']['get']> {
  return database.uow.read(({ vms }) => vms.get('vm-1'));
}

function writer(url: string, what: 'count' | 'stall', vmId: string, times: number): ChildProcess {
  const script = fileURLToPath(new URL('./writer.ts', import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', script, url, what, vmId, String(times)], {
    cwd: root,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  const [code] = (await once(child, 'exit')) as [unknown];
  return code;
}
