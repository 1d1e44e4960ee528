import { describe, expect, it } from 'vitest';
import { DuplicateError, RowMissingError } from '../../../db/index.js';
import type { StoredVm, VmInventory } from '../../../domain/inventory.js';
import type { Readiness } from '../../../domain/readiness.js';
import { forEachEngine, sql } from '../../support/database.js';
import { aDisk, anInventory } from '../../support/inventory.js';
import { aProjection } from '../../support/projection.js';

const PAGE = { limit: 50, offset: 0 };

function stored(vmId: string, vm: VmInventory): StoredVm {
  const disks = vm.disks.map((disk) => ({ ...disk, resync_required: false }));
  return { ...vm, vm_id: vmId, disks, failover_state: 'ready', held_by: null };
}

const twoDisks = anInventory('1', {
  networks: [
    { source_network_name: 'VM Network', adapter_type: 'vmxnet3', mac: '00:50:56:00:00:01', connected: true },
    {
      source_network_name: 'Backup',
      adapter_type: 'e1000',
      mac: '00:50:56:00:00:02',
      ip: '10.0.0.9',
      connected: false,
    },
  ],
  disks: [
    aDisk('1'),
    aDisk('1', { disk_id: 'disk-2001', boot: false, unit_number: 1, volume_id: 'volume-1b', last_sync: null }),
    aDisk('1', {
      disk_id: 'disk-2002',
      boot: false,
      unit_number: 2,
      volume_id: null,
      change_id: null,
      last_sync: null,
    }),
  ],
});

forEachEngine('vms', ({ newUrl, open, openEmpty }) => {
  it('read back what was put', async () => {
    const { uow } = await openEmpty();
    const bare = anInventory('2', { ossea_config: 'second', networks: [], disks: [], replication: null });
    await uow.run(async ({ vms }) => {
      await vms.put('vm-1', twoDisks);
      await vms.put('vm-2', bare);
    });
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toEqual(stored('vm-1', twoDisks));
    expect(await uow.read(({ vms }) => vms.get('vm-2'))).toEqual(stored('vm-2', bare));
    expect(await uow.read(({ vms }) => vms.get('VM-1'))).toBeNull();
  });

  it('are replaced as a whole', async () => {
    const { uow } = await openEmpty();
    const next = anInventory('1', {
      name: 'renamed',
      networks: [],
      disks: [
        aDisk('1', { volume_id: 'volume-1b', last_sync: null, change_id: null }),
        aDisk('1', { disk_id: 'disk-9' }),
      ],
      replication: null,
    });
    await uow.run(({ vms }) => vms.put('vm-1', twoDisks));
    await uow.run(({ vms }) => vms.put('vm-1', next));
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toEqual(stored('vm-1', next));
  });

  it("write the mission's tables, specs on every disk", async () => {
    const url = await newUrl();
    const database = await open(url);
    await database.migrate();
    await database.uow.run(({ vms }) => vms.put('vm-1', twoDisks));
    const specs = { job_id: 'job-1', cpu_count: 2, memory_mb: 4096, power_state: 'poweredOff', bios_setup: 'bios' };
    const columns = 'disk_id, job_id, cpu_count, memory_mb, power_state, bios_setup, ossea_volume_id, disk_change_id';
    expect(await sql(url, `SELECT ${columns} FROM vm_disks ORDER BY unit_number`)).toEqual([
      { ...specs, disk_id: 'disk-2000', ossea_volume_id: 1, disk_change_id: '52 3c 1/5' },
      { ...specs, disk_id: 'disk-2001', ossea_volume_id: 2, disk_change_id: '52 3c 1/5' },
      { ...specs, disk_id: 'disk-2002', ossea_volume_id: null, disk_change_id: null },
    ]);
    expect(await sql(url, 'SELECT id, volume_id, size_gb FROM ossea_volumes')).toEqual([
      { id: 1, volume_id: 'volume-1', size_gb: 54 },
      { id: 2, volume_id: 'volume-1b', size_gb: 54 },
    ]);
    expect(await sql(url, 'SELECT job_id, disk_id, change_id, sync_type, sync_success FROM cbt_history')).toEqual([
      { job_id: 'job-1', disk_id: 'disk-2000', change_id: '52 3c 1/5', sync_type: 'incremental', sync_success: 1 },
    ]);
    expect(await sql(url, 'SELECT id, source_vm_id, status, progress_percent FROM replication_jobs')).toEqual([
      { id: 'job-1', source_vm_id: 'vm-1', status: 'completed', progress_percent: 100 },
    ]);
  });

  it('add a row of history for each sync', async () => {
    const { uow } = await openEmpty();
    const sync = (change: string, success: boolean): VmInventory =>
      anInventory('1', {
        disks: [
          aDisk('1', {
            change_id: change,
            last_sync: { job_id: 'j', time: '2026-11-21T00:00:00.000Z', type: 'full', success },
          }),
        ],
      });
    await uow.run(({ vms }) => vms.put('vm-1', sync('a', true)));
    await uow.run(({ vms }) => vms.put('vm-1', sync('b', false)));
    await uow.run(({ vms }) => vms.put('vm-1', sync('b', true)));
    const vm = await uow.read(({ vms }) => vms.get('vm-1'));
    expect(vm?.disks[0]).toMatchObject({ change_id: 'b', last_sync: { success: true } });
  });

  it.each([
    ['a volume', anInventory('2', { disks: [aDisk('2', { volume_id: 'volume-1' })] })],
    ['a sync', anInventory('2', { disks: [aDisk('1', { volume_id: 'volume-2' })] })],
    ['a replication job', anInventory('2', { replication: { job_id: 'job-1', status: 'running', progress: 1 } })],
  ])('refuse %s of another VM and change nothing', async (_, vm) => {
    const { uow } = await openEmpty();
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
    await expect(uow.run(({ vms }) => vms.put('vm-2', vm))).rejects.toThrow(DuplicateError);
    expect(await uow.read(({ vms }) => vms.get('vm-2'))).toBeNull();
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toEqual(stored('vm-1', anInventory('1')));
  });

  it('refuse one volume on two disks, and let two disks swap theirs', async () => {
    const { uow } = await openEmpty();
    const disks = (first: string, second: string): VmInventory =>
      anInventory('1', {
        disks: [
          aDisk('1', { volume_id: first }),
          aDisk('1', { disk_id: 'disk-2001', boot: false, unit_number: 1, volume_id: second }),
        ],
      });
    await expect(uow.run(({ vms }) => vms.put('vm-1', disks('a', 'a')))).rejects.toThrow(DuplicateError);
    await uow.run(({ vms }) => vms.put('vm-1', disks('a', 'b')));
    await uow.run(({ vms }) => vms.put('vm-1', disks('b', 'a')));
    const vm = await uow.read(({ vms }) => vms.get('vm-1'));
    expect(vm?.disks.map((disk) => disk.volume_id)).toEqual(['b', 'a']);
  });

  it('know a replica as one for ever, but nothing else', async () => {
    const { uow } = await openEmpty();
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
    expect(await uow.run(({ vms }) => vms.delete('vm-1'))).toBe(true);
    expect(await uow.run(({ vms }) => vms.delete('vm-1'))).toBe(false);
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toBeNull();
    expect(await uow.read(({ vms }) => vms.isReplica('volume-1'))).toBe(true);
    expect(await uow.read(({ vms }) => vms.isReplica('volume-of-a-job'))).toBe(false);
    await uow.run(({ vms }) => vms.put('vm-2', anInventory('2', { disks: [aDisk('1')] })));
    expect((await uow.read(({ vms }) => vms.get('vm-2')))?.disks[0]?.volume_id).toBe('volume-1');
  });

  describe('an altered replica', () => {
    const synced = (type: 'full' | 'incremental', time: Date, success = true): VmInventory =>
      anInventory('1', {
        disks: [
          aDisk('1', {
            change_id: `after ${time.toISOString()}`,
            last_sync: { job_id: 'later', time: time.toISOString(), type, success },
          }),
        ],
      });
    const hour = 3_600_000;

    it.each([
      ['an incremental sync', synced('incremental', new Date(Date.now() + hour)), true],
      ['an older full sync', synced('full', new Date(Date.now() - hour)), true],
      ['a failed full sync', synced('full', new Date(Date.now() + hour), false), true],
      ['a newer full sync', synced('full', new Date(Date.now() + hour)), false],
    ])('after %s: resync_required', async (_, next, required) => {
      const { uow } = await openEmpty();
      await uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
      const altered = anInventory('1').disks.flatMap(({ volume_id }) => volume_id ?? []);
      await uow.run(({ jobs }) => jobs.apply(aProjection(1, { resync_required: altered })));
      await uow.run(({ vms }) => vms.put('vm-1', next));
      expect((await uow.read(({ vms }) => vms.get('vm-1')))?.disks[0]?.resync_required).toBe(required);
      const { rows } = await uow.read(({ vms }) => vms.list(PAGE));
      expect(rows[0]?.resync_required).toBe(required);
    });
  });

  it('are listed by name, page by page, searched in any case and as text', async () => {
    const { uow } = await openEmpty();
    await uow.run(async ({ vms }) => {
      for (const name of ['c%c', 'B', 'a_1', 'D'])
        await vms.put(`id-${name.charCodeAt(0)}`, anInventory(name, { name, disks: [], replication: null }));
    });
    const names = async (filter: { search?: string; limit?: number; offset?: number }): Promise<[string[], number]> => {
      const { rows, total } = await uow.read(({ vms }) => vms.list({ ...PAGE, ...filter }));
      return [rows.map((row) => row.name).sort(), total];
    };
    expect(await names({})).toEqual([['B', 'D', 'a_1', 'c%c'], 4]);
    expect(await names({ limit: 2, offset: 1 })).toEqual([expect.any(Array), 4]);
    expect((await names({ limit: 2, offset: 3 }))[0]).toHaveLength(1);
    expect(await names({ search: '%' })).toEqual([['c%c'], 1]);
    expect(await names({ search: '_' })).toEqual([['a_1'], 1]);
    expect(await names({ search: 'ID-66' })).toEqual([['B'], 1]);
    expect(await names({ search: 'C%' })).toEqual([['c%c'], 1]);
  });

  it('carry the last readiness with its time in lists, without the plan', async () => {
    const { uow } = await openEmpty();
    await uow.run(({ vms }) => vms.put('vm-1', twoDisks));
    const check = {
      check_name: 'VM Existence',
      check_type: 'critical',
      status: 'pass',
      message: 'm',
      execution_time: 45_000_000,
    } as const;
    const readiness: Readiness = {
      vm_id: 'vm-1',
      is_ready: false,
      readiness_score: 80,
      checks: [check, { ...check, status: 'fail', details: { disks: [{ disk_id: 'disk-2000' }] } }],
      warnings: ['w'],
      errors: ['e'],
      required_actions: ['a'],
      execution_time: 1,
      refusal: { code: 'NOT_READY', message: 'no' },
      plan: null,
    };
    const at = new Date('2026-11-22T10:11:12.345Z');
    await uow.run(({ vms }) => vms.storeReadiness('vm-1', 'live', readiness, at));
    await expect(uow.run(({ vms }) => vms.storeReadiness('vm-9', 'live', readiness, at))).rejects.toThrow(
      RowMissingError,
    );
    const { rows } = await uow.read(({ vms }) => vms.list(PAGE));
    const { plan: _plan, ...result } = readiness;
    expect(rows[0]).toMatchObject({
      vm_id: 'vm-1',
      disk_count: 3,
      disk_gb: 162,
      readiness: { live: { computed_at: at.toISOString(), result }, test: null },
    });
    expect(rows[0]?.readiness.live?.result).not.toHaveProperty('plan');
  });
});
