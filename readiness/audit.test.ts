import { describe, expect, it } from 'vitest';
import { CustomConfig } from '../api/failover/schemas.js';
import type { CustomConfig as Custom } from '../domain/plan.js';
import { aWorld, planOf, readinessOf, type World } from '../test/support/readiness-estates.js';

/** For each check one fact that alone takes its pass away; a check without one fails here. */
const FACTS: Record<string, (world: World) => void> = {
  'VM Existence': ({ input }) => (input.vm.cpu_count = 0),
  'Active Jobs': ({ input }) => (input.vm.held_by = 'job-other'),
  'Sync Status': ({ input }) => (input.vm.disks[0]!.last_sync = null),
  'Network Mappings': ({ input }) => (input.mappings = []),
  'Volume State': ({ input }) => (input.vm.disks[0]!.volume_id = null),
  'Replicas Free': ({ input }) => input.volumes_in_use.push({ volume_id: 'volume-0', job_id: 'job-other' }),
  'Replica Unaltered': ({ input }) => (input.vm.disks[0]!.resync_required = true),
  'Source Power': ({ input }) => (input.vm.power_state = 'poweredOn'),
  Protection: ({ input }) => (input.request.custom_config.protection = 'clone'),
  'CloudStack Access': ({ cloud }) => (cloud.apis = cloud.apis.filter((name) => name !== 'attachVolume')),
  'CloudStack Version': ({ cloud }) => (cloud.capabilities.cloudstackversion = '4.17.0.0'),
  Clock: ({ cloud }) => (cloud.clock = { low: 3_000, high: 3_010 }),
  Appliance: ({ cloud }) => (cloud.virtualMachines[0]!.state = 'Migrating'),
  Owner: ({ cloud }) => (cloud.volumes.find(({ id }) => id === 'volume-0')!.account = 'somebody'),
  'Pool Scope': ({ cloud }) => (cloud.pools![0]!.managed = true),
  'Storage Kind': ({ input }) => (input.config.storage_kind = 'rbd'),
  'Root Volume Protection': ({ cloud }) => (cloud.configurations['destroy.root.volume.on.vm.destruction'] = 'true'),
  Networks: ({ cloud }) => (cloud.networks[0]!.state = 'Destroy'),
  'MAC Addresses': ({ cloud }) =>
    cloud.virtualMachines.push({
      ...{ id: 'other', name: 'other', state: 'Stopped' },
      nic: [{ id: 'nic', networkid: 'net-production', macaddress: '00:50:56:85:a1:01' }],
    }),
  Quota: ({ cloud }) => (cloud.quotas[0]!.vmavailable = 0),
  Capacity: ({ cloud }) => (cloud.hosts = []),
  Zone: ({ cloud }) => (cloud.zones[0]!.networktype = 'Basic'),
  'Service Offering': ({ cloud }) => (cloud.offerings = []),
  Template: ({ cloud }) => (cloud.templates[0]!.isready = false),
  'Guest Hardware': ({ input }) => (input.vm.os_type = 'somethingNobodyKnows'),
  'Host Name': ({ cloud }) => cloud.virtualMachines.push({ id: 'other', name: 'pgwintestbios', state: 'Stopped' }),
};

describe('each check', () => {
  it('has a fact here', async () => {
    const { checks } = await readinessOf(aWorld());
    expect(Object.keys(FACTS)).toEqual(checks.map(({ check_name }) => check_name));
    expect(checks.filter(({ status }) => status !== 'pass')).toEqual([]);
  });

  it.each(Object.entries(FACTS))('%s answers otherwise when its fact changes', async (name, change) => {
    const { checks } = await readinessOf(aWorld('windows', change));
    expect(checks.find(({ check_name }) => check_name === name)?.status).toMatch(/fail|warning/);
  });
});

/** What a request asks for beside its custom_config, so that a key has something to work on. */
interface Asked {
  custom: Custom;
  /** The same without the key; nothing by default. */
  without?: Custom;
  world?: (world: World) => void;
}
const check = { kind: 'tcp', port: 22, timeout: '5m', required: false } as const;
const secure = ({ input }: World): void => void (input.vm.bios_setup = 'efi');
const offering = ({ cloud }: World): void =>
  void cloud.offerings.push({ ...cloud.offerings[0]!, id: 'offering-other', name: 'other' });
const otherOs = ({ cloud }: World): void => void cloud.osTypes.push({ id: 'os-other', description: 'Other (64-bit)' });

/** For each key, nested ones by their path, a request that has it; its plan must differ from that of the same without it. */
const KEYS: Record<string, Asked> = {
  skip_snapshot: { custom: { skip_snapshot: true } },
  protection: { custom: { protection: 'clone' }, world: ({ input }) => void (input.type = 'test') },
  source_running: {
    custom: { source_running: 'accept' },
    world: ({ input }) =>
      void Object.assign(input.vm, { power_state: 'poweredOn' }, (input.request.reason = 'cut off')),
  },
  name: { custom: { name: 'rescue' } },
  service_offering_id: { custom: { service_offering_id: 'offering-other' }, world: offering },
  boot_check: { custom: { boot_check: check } },
  'boot_check.kind': { custom: { boot_check: { ...check, kind: 'http' } }, without: { boot_check: check } },
  'boot_check.port': { custom: { boot_check: { ...check, port: 80 } }, without: { boot_check: check } },
  'boot_check.path': {
    custom: { boot_check: { ...check, kind: 'http', path: '/up' } },
    without: { boot_check: { ...check, kind: 'http' } },
  },
  'boot_check.timeout': { custom: { boot_check: { ...check, timeout: '1m' } }, without: { boot_check: check } },
  'boot_check.required': { custom: { boot_check: { ...check, required: true } }, without: { boot_check: check } },
  hardware: { custom: { hardware: { nic_model: 'rtl8139' } } },
  'hardware.os_type_id': { custom: { hardware: { os_type_id: 'os-other' } }, world: otherOs },
  'hardware.root_disk_bus': { custom: { hardware: { root_disk_bus: 'scsi' } } },
  'hardware.data_disk_bus': { custom: { hardware: { data_disk_bus: 'scsi' } } },
  'hardware.nic_model': { custom: { hardware: { nic_model: 'rtl8139' } } },
  'hardware.boot_type': { custom: { hardware: { boot_type: 'UEFI' } } },
  'hardware.boot_mode': { custom: { hardware: { boot_mode: 'SECURE' } }, world: secure },
};
/** Read by the workflow once the run is over: test/integration/workflows/commit-after.test.ts. */
const LATER = ['commit_after'];

describe('each key of custom_config', () => {
  it('has a case here', () => {
    const { boot_check, hardware } = CustomConfig.shape;
    const nested = (name: string, { shape }: { shape: object }) => Object.keys(shape).map((key) => `${name}.${key}`);
    const all = [
      ...Object.keys(CustomConfig.shape),
      ...nested('boot_check', boot_check.unwrap()),
      ...nested('hardware', hardware.unwrap()),
    ];
    expect([...Object.keys(KEYS), ...LATER].sort()).toEqual(all.sort());
  });

  it.each(Object.entries(KEYS))('%s changes what is planned', async (_key, { custom, without = {}, world }) => {
    const planned = (asked: Custom): Promise<unknown> =>
      planOf(
        aWorld('windows', (found) => {
          world?.(found);
          found.input.request.custom_config = asked;
        }),
      ).catch(String);
    const plan = await planned(custom);
    expect(plan).toHaveProperty('itinerary');
    expect(plan).not.toEqual(await planned(without));
  });
});
