import { describe, expect, it } from 'vitest';
import { requiredCommands } from '../plan/commands.js';
import { aReplica, aStoredDisk, aWorld, readinessOf, type World } from '../../test/support/readiness-estates.js';
import { readinessRows, type Row } from '../../test/support/readiness-rows.js';

const VOLUME = { 'Volume State': 'fail' } as const;
const APPLIANCE = { Appliance: 'fail' } as const;

/** The replica of the boot disk. */
function replica({ cloud }: World) {
  return cloud.volumes.find((v) => v.id === 'volume-0')!;
}

readinessRows('the volumes of the disks', [
  {
    fact: 'a disk without a volume',
    vm: 'linux',
    change: ({ input }) => (input.vm.disks[0]!.volume_id = null),
    checks: VOLUME,
    refusal: 'NOT_READY',
    says: 'disk-2003 has no CloudStack volume',
  },
  {
    fact: 'two boot disks',
    vm: 'linux',
    change: ({ input }) => (input.vm.disks[0]!.boot = true),
    checks: VOLUME,
    refusal: 'NOT_READY',
    says: '2 disks are flagged',
  },
  {
    fact: 'no boot disk',
    change: ({ input }) => (input.vm.disks[0]!.boot = false),
    checks: VOLUME,
    refusal: 'NOT_READY',
  },
  {
    fact: 'one volume for two disks',
    vm: 'linux',
    change: ({ input }) => (input.vm.disks[0]!.volume_id = 'volume-1'),
    checks: VOLUME,
    refusal: 'NOT_READY',
    says: 'given for two disks',
  },
  {
    fact: 'a volume that is detached',
    change: (world) => {
      delete replica(world).virtualmachineid;
      delete replica(world).deviceid;
    },
    checks: VOLUME,
    refusal: 'NOT_READY',
    says: 'not attached to the appliance',
  },
  {
    fact: 'a volume on another VM',
    change: (world) => (replica(world).virtualmachineid = 'vm-else'),
    checks: VOLUME,
    refusal: 'NOT_READY',
    says: 'not attached to the appliance',
  },
  {
    fact: 'a volume that is gone',
    change: ({ cloud }) => (cloud.volumes = []),
    checks: VOLUME,
    refusal: 'NOT_READY',
  },
  ...['Snapshotting', 'Attaching', 'Migrating', 'Resizing', 'Expunging'].map((state): Row => ({
    fact: `a volume that is ${state}`,
    change: (world) => (replica(world).state = state),
    checks: VOLUME,
    refusal: 'NOT_READY',
    says: state,
  })),
  {
    fact: "the appliance's own root",
    change: ({ input }) => (input.vm.disks[0]!.volume_id = 'appliance-root'),
    checks: VOLUME,
    refusal: 'NOT_READY',
    says: 'own root disk',
  },
  {
    fact: 'a volume at device 0 that calls itself a data disk',
    change: (world) => (replica(world).deviceid = 0),
    checks: VOLUME,
    refusal: 'NOT_READY',
    says: 'own root disk',
  },
  {
    fact: 'a 33rd data disk',
    change: ({ input, cloud }) => {
      input.vm.os_type = 'ubuntu64Guest';
      input.vm.disks = Array.from({ length: 34 }, (_, unit) => aStoredDisk(unit));
      cloud.volumes = input.vm.disks.map((disk) => aReplica(disk.unit_number));
    },
    checks: VOLUME,
    refusal: 'NOT_READY',
    says: '33 data disks',
  },
  {
    fact: 'a bad volume is never skipped',
    change: (world) => {
      world.input.request.skip_validation = true;
      replica(world).state = 'Snapshotting';
    },
    checks: VOLUME,
    refusal: 'NOT_READY',
  },
  {
    fact: 'a volume of another account',
    change: (world) => (replica(world).account = 'else'),
    checks: { Owner: 'fail' },
    refusal: 'NOT_READY',
    says: 'volume-0',
  },
  {
    fact: 'a volume of an account with the same name in another domain',
    change: (world) => (replica(world).domainid = 'domain-else'),
    checks: { Owner: 'fail' },
    refusal: 'NOT_READY',
  },
  {
    fact: 'another account owns a volume of the appliance that is no disk of this VM',
    change: ({ cloud }) => (cloud.volumes[3]!.account = 'else'),
    checks: {},
    refusal: null,
  },
]);

readinessRows('the appliance', [
  {
    fact: 'missing',
    change: ({ cloud }) => {
      cloud.virtualMachines = [];
      cloud.volumes = [];
    },
    checks: { ...VOLUME, ...APPLIANCE, Owner: 'fail', Quota: 'skip' },
    refusal: 'NOT_READY',
  },
  ...['Error', 'Starting', 'Stopping', 'Migrating', 'Destroyed', 'Unknown'].map((state): Row => ({
    fact: state,
    change: ({ cloud }) => (cloud.virtualMachines[0]!.state = state),
    checks: APPLIANCE,
    refusal: 'NOT_READY',
    says: state,
  })),
  {
    fact: 'Stopped',
    change: ({ cloud }) => (cloud.virtualMachines[0]!.state = 'Stopped'),
    checks: {},
    refusal: null,
  },
  ...['Ready', 'Error', 'Hidden'].map((state): Row => ({
    fact: `with a VM snapshot that is ${state}`,
    change: ({ cloud }) =>
      cloud.vmSnapshots.push({ id: 'snapshot-1', name: 'one', state, virtualmachineid: 'appliance' }),
    checks: APPLIANCE,
    refusal: 'NOT_READY',
    says: 'VM snapshots',
  })),
  {
    fact: 'in a backup offering',
    change: ({ cloud }) => (cloud.virtualMachines[0]!.backupofferingid = 'backup-1'),
    checks: APPLIANCE,
    refusal: 'NOT_READY',
    says: 'backup offering',
  },
  {
    fact: 'of a project, so of no account',
    change: ({ cloud }) => {
      delete cloud.virtualMachines[0]!.account;
      cloud.virtualMachines[0]!.projectid = 'project-1';
    },
    checks: { Owner: 'fail', Quota: 'skip' },
    refusal: 'NOT_READY',
  },
]);

const SETTING = 'destroy.root.volume.on.vm.destruction';

readinessRows(SETTING, [
  {
    fact: 'on',
    change: ({ cloud }) => (cloud.configurations[SETTING] = 'true'),
    checks: { 'Root Volume Protection': 'fail' },
    refusal: 'NOT_READY',
    says: SETTING,
  },
  {
    fact: 'on, and never skipped',
    change: ({ cloud, input }) => {
      cloud.configurations[SETTING] = 'true';
      input.request.skip_validation = true;
    },
    checks: { 'Root Volume Protection': 'fail' },
    refusal: 'NOT_READY',
  },
  {
    fact: 'not for this key to read',
    change: ({ cloud }) => (cloud.configurations = {}),
    checks: { 'Root Volume Protection': 'warning' },
    refusal: null,
    says: 'may not read',
  },
]);

readinessRows('the rights of the key', [
  ...requiredCommands().map((command): Row => ({
    fact: `without ${command}`,
    change: ({ cloud }) => (cloud.apis = cloud.apis.filter((name) => name !== command)),
    checks: { 'CloudStack Access': 'fail' },
    refusal: 'OSSEA_API_ERROR',
    says: command,
  })),
  ...['expungeVirtualMachine', 'recoverVirtualMachine'].map((command): Row => ({
    fact: `without ${command}, which a run can do without`,
    change: ({ cloud }) => (cloud.apis = cloud.apis.filter((name) => name !== command)),
    checks: { 'CloudStack Access': 'warning' },
    refusal: null,
    says: command,
  })),
  {
    fact: 'without snapshots, for a run that takes none',
    change: ({ cloud, input }) => {
      input.request.custom_config.skip_snapshot = true;
      cloud.apis = cloud.apis.filter((name) => !/Snapshot$/.test(name) || name.startsWith('list'));
    },
    checks: {},
    refusal: null,
  },
  {
    fact: 'a missing right is never skipped',
    change: ({ cloud, input }) => {
      cloud.apis = [];
      input.request.skip_validation = true;
    },
    checks: { 'CloudStack Access': 'fail' },
    refusal: 'OSSEA_API_ERROR',
  },
  {
    fact: 'commands in whatever case CloudStack lists them',
    change: ({ cloud }) => (cloud.apis = cloud.apis.map((name) => name.toUpperCase())),
    checks: {},
    refusal: null,
  },
  ...['stopVirtualMachine', 'revertSnapshot'].map((command): Row => ({
    fact: `a key without ${command}, which giving a run up needs`,
    change: ({ cloud }) => (cloud.apis = cloud.apis.filter((name) => name !== command)),
    checks: { 'CloudStack Access': 'fail' },
    refusal: 'OSSEA_API_ERROR',
    says: command,
  })),
]);

describe('the details of Volume State', () => {
  it('tell of each disk where its volume is, by what CloudStack says', async () => {
    const { checks } = await readinessOf(
      aWorld('linux', ({ cloud }) => {
        cloud.volumes = cloud.volumes.filter((v) => v.id !== 'volume-3');
        delete cloud.volumes.find((v) => v.id === 'volume-1')!.virtualmachineid;
        cloud.volumes.find((v) => v.id === 'volume-2')!.state = 'Snapshotting';
      }),
    );
    expect(checks.find((c) => c.check_name === 'Volume State')?.details).toEqual({
      volumes: [
        ['volume-3', 'not attached', null, null, 23],
        ['volume-1', 'not attached', 'Ready', null, 21],
        ['volume-0', 'attached', 'Ready', 'appliance', 20],
        ['volume-2', 'Snapshotting', 'Snapshotting', 'appliance', 22],
      ].map(([volume_id, volume_status, cloudstack_state, attached_to, volume_size_gb]) => ({
        disk_id: `disk-200${String(volume_id).slice(-1)}`,
        volume_id,
        volume_status,
        // volume-3 is nowhere to be seen.
        volume_name: cloudstack_state === null ? null : `migration-disk-${String(volume_id).slice(-1)}`,
        volume_type: cloudstack_state === null ? null : 'DATADISK',
        cloudstack_state,
        attached_to,
        volume_size_gb,
      })),
    });
  });
});

readinessRows('the pools of the disks', [
  {
    fact: 'pools that the key may not read',
    change: ({ cloud }) => (cloud.pools = undefined),
    checks: { 'Pool Scope': 'warning' },
    refusal: null,
  },
  {
    fact: 'volumes without their pool, as a lesser key sees them',
    change: (world) => delete replica(world).storageid,
    checks: { 'Pool Scope': 'warning' },
    refusal: null,
  },
  {
    fact: 'managed storage',
    change: ({ cloud }) => (cloud.pools![0]!.managed = true),
    checks: { 'Pool Scope': 'fail' },
    refusal: 'NOT_READY',
    says: 'managed storage',
  },
  {
    fact: 'disks in two clusters',
    vm: 'linux',
    change: (world) => {
      world.cloud.pools = [
        { id: 'pool-1', name: 'primary', scope: 'CLUSTER', clusterid: 'a' },
        { id: 'pool-2', name: 'other', scope: 'CLUSTER', clusterid: 'b' },
      ];
      replica(world).storageid = 'pool-2';
    },
    checks: { 'Pool Scope': 'fail' },
    refusal: 'NOT_READY',
    says: 'different scope',
  },
  {
    fact: 'two pools of the zone',
    vm: 'linux',
    change: (world) => {
      world.cloud.pools?.push({ id: 'pool-2', name: 'other', scope: 'ZONE' });
      replica(world).storageid = 'pool-2';
    },
    checks: {},
    refusal: null,
  },
]);
