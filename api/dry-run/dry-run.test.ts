import { afterEach, describe, expect, it } from 'vitest';
import { ISOLATED, PRODUCTION } from '../../test/support/api/fake-cloudstack.js';
import { TestApi, VM, VM_ID, VOLUME } from '../../test/support/api/api.js';

let api: TestApi;
afterEach(() => api.close());

interface Call {
  command: string;
  changes: boolean;
  object: string;
}
interface Answer {
  would_start: boolean;
  refusal: { error_code: string } | null;
  estimated_duration: string;
  data_age: { oldest_age_seconds: number; disks: { last_sync_time: string }[] };
  plan: {
    steps: { name: string; no_return: boolean; calls: Call[] }[];
    way_back: { name: string; calls: Call[] }[];
    total_changes: number;
    strategy_reasons: string[];
  };
}

const dry = async (body: object = {}, status = 200): Promise<Answer> =>
  (await api.post('/failover/dry-run', { vm_id: VM_ID, type: 'live', ...body }, 'operator').expect(status))
    .body as Answer;

describe('a dry run', () => {
  it('shows machine, networks, disks, the age of their data and every call', async () => {
    const synced = Date.parse('2025-08-18T14:35:21Z');
    api = await TestApi.ready({ now: () => new Date(synced + 90_000) });
    const { plan, ...answer } = await dry();
    expect(answer).toMatchObject({
      would_start: true,
      refusal: null,
      estimated_duration: 'unknown: no history yet',
      data_age: {
        oldest_age_seconds: 90,
        spread_seconds: 0,
        disks: [{ last_sync_time: '2025-08-18T14:35:21.000Z', age_seconds: 90 }],
      },
    });
    expect(plan).toMatchObject({
      strategy: 'volume-snapshot',
      strategy_reasons: ['a live failover is protected by volume snapshots'],
      destination: { host_name: 'pgwintestbios', hypervisor: 'KVM' },
      offering: { cpu_count: 2, memory_mb: 4096, details: { cpuNumber: '2', memory: '4096' } },
      hardware: { boot_type: 'BIOS', nic_adapter: 'e1000' },
      nics: [{ network_id: PRODUCTION.id, mac: VM.networks[0]?.mac }],
      disks: [{ volume_id: VOLUME, boot: true, device_id: 0, appliance_device_id: 1 }],
      returns: false,
    });
    const changes = plan.steps.flatMap(({ calls }) => calls.filter((call) => call.changes));
    expect(changes.map(({ command, object }) => [command, object])).toEqual([
      ['detachVolume', VOLUME],
      ['createSnapshot', VOLUME],
      ['deployVirtualMachine', 'pgwintestbios'],
      ['detachVolume', '$blank_root'],
      ['deleteVolume', '$blank_root'],
      ['updateVirtualMachine', '$vm'],
      ['attachVolume', VOLUME],
      ['startVirtualMachine', '$vm'],
    ]);
    expect(plan.total_changes).toBe(changes.length);
    expect(plan.steps.filter((step) => step.no_return).map(({ name }) => name)).toEqual(['power_on']);
  });

  it('follows what is asked for', async () => {
    api = await TestApi.ready();
    const { plan } = await dry({ custom_config: { skip_snapshot: true, name: 'rescue' } });
    expect(plan).toMatchObject({
      strategy: 'none',
      destination: { host_name: 'rescue' },
      rollback: { possible: false },
    });
    expect(plan.steps.map(({ name }) => name)).not.toContain('protect');
  });

  it('of a test goes its way back too, on the test network', async () => {
    api = await TestApi.ready();
    const asked = { custom_config: { protection: 'volume-snapshot' }, network_mappings: { 'VM Network': ISOLATED.id } };
    const { plan } = await dry({ type: 'test', test_duration: '30m', ...asked });
    expect(plan).toMatchObject({ strategy: 'volume-snapshot', returns: true, nics: [{ network_id: ISOLATED.id }] });
    expect(plan.strategy_reasons).not.toEqual([]);
    expect(plan.way_back.map(({ name }) => name)).toContain('revert');
    const back = plan.way_back.flatMap(({ calls }) => calls.filter((call) => call.changes)).length;
    const forth = plan.steps.flatMap(({ calls }) => calls.filter((call) => call.changes)).length;
    expect([back > 0, plan.total_changes]).toEqual([true, forth + back]);
    await dry({ type: 'test', test_duration: '30m', auto_cleanup: false, ...asked }, 400);
    await dry({ type: 'live', test_duration: '30m' }, 400);
  });

  it('says with what a start would be refused', async () => {
    api = await TestApi.ready();
    await api.delete(`/network-mappings/${VM_ID}`).expect(200);
    const code = ((await api.start().expect(422)).body as { error_code: string }).error_code;
    expect(await dry()).toMatchObject({
      would_start: false,
      refusal: { error_code: code },
      plan: null,
      data_age: null,
    });
  });

  it('refuses what no start could mean', async () => {
    api = await TestApi.ready();
    await dry({ vm_id: 'nobody' }, 404);
    await dry({ vm_name: 'other' }, 400);
    await dry({ network_mappings: { 'No Network': PRODUCTION.id } }, 400);
    await dry({ notification_config: { webhook_url: 'x' } }, 422);
    await dry({ type: 'drill' }, 400);
    await api.post('/failover/dry-run', { vm_id: VM_ID, type: 'live' }, 'viewer').expect(403);
  });

  it('changes nothing', async () => {
    api = await TestApi.ready();
    const read = async (path: string): Promise<unknown> => (await api.get(path).expect(200)).body;
    const tables = async (): Promise<unknown[]> => {
      const [vms, ...rest] = await Promise.all(['/vms', '/failover/jobs', `/vms/${VM_ID}`, '/audit'].map(read));
      const [vm] = (vms as { vms: { last_readiness: unknown }[] }).vms;
      return [vm?.last_readiness, ...rest];
    };
    const before = await tables();
    await dry();
    expect(await tables()).toEqual(before);
    expect(api.temporal.runs).toEqual([]);
  });
});
