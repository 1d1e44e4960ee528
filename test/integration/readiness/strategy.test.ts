import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReads } from '../../../cloudstack/reads.js';
import type { CustomConfig } from '../../../domain/plan.js';
import { createFacts } from '../../../readiness/facts.js';
import { strategyOf } from '../../../readiness/plan/strategy-facts.js';
import type { StrategyChoice, TestStrategy } from '../../../readiness/plan/strategy.js';
import type { Estate } from '../../../simulator/estate.js';
import { TestClient } from '../../../simulator/testing/client.js';
import { KEYS, OWNER, testEstate, uuid, type TestVm, type Version } from '../../support/estate.js';
import { aWorld } from '../../support/readiness-estates.js';

/** A kind of storage: the pool, what lies on it, and `storage_kind` as somebody who knows declares it. */
const STORAGE = {
  'qcow2 on NFS': { type: 'NetworkFilesystem', format: 'qcow2', kind: 'qcow2' },
  'qcow2 on NFS, not declared': { type: 'NetworkFilesystem', format: 'qcow2', kind: null },
  'raw on NFS': { type: 'NetworkFilesystem', format: 'raw', kind: 'raw' },
  'raw on NFS, not declared': { type: 'NetworkFilesystem', format: 'raw', kind: null },
  'qcow2 on local disks': { type: 'Filesystem', format: 'qcow2', kind: 'qcow2' },
  RBD: { type: 'RBD', format: 'raw', kind: 'rbd' },
  'RBD, not declared': { type: 'RBD', format: 'raw', kind: null },
  CLVM: { type: 'CLVM', format: 'raw', kind: null },
} as const;
type Storage = keyof typeof STORAGE;

type Expected = TestStrategy | 'refused';
const [VM, VOLUME, CLONE, REFUSED] = ['vm-snapshot', 'volume-snapshot', 'clone', 'refused'] as const;

/**
 * What is chosen with a root-admin key from 4.21 on while no disk has a volume snapshot, with a root-admin key otherwise,
 * and with a user's key. `kvm.snapshot.enabled` changes nothing: snapshots are taken of detached volumes.
 */
const EXPECTED: Record<Storage, [Expected, Expected, Expected]> = {
  'qcow2 on NFS': [VM, VOLUME, VOLUME],
  'qcow2 on NFS, not declared': [VM, CLONE, REFUSED],
  'raw on NFS': [VM, CLONE, REFUSED],
  'raw on NFS, not declared': [VM, CLONE, REFUSED],
  'qcow2 on local disks': [VM, VOLUME, VOLUME],
  RBD: [VOLUME, VOLUME, VOLUME],
  'RBD, not declared': [VOLUME, VOLUME, REFUSED],
  CLVM: [CLONE, CLONE, REFUSED],
};

interface Case {
  version: Version;
  storage: Storage;
  role: 'root-admin' | 'user';
  snapshots: boolean;
  kvm: boolean;
}

const CASES: Case[] = (['4.18', '4.20', '4.21', '4.22'] as const).flatMap((version) =>
  (Object.keys(STORAGE) as Storage[]).flatMap((storage) =>
    (['root-admin', 'user'] as const).flatMap((role) =>
      [false, true].flatMap((snapshots) => [false, true].map((kvm) => ({ version, storage, role, snapshots, kvm }))),
    ),
  ),
);

function expectedOf({ version, storage, role, snapshots }: Case): Expected {
  const [unhindered, otherwise, user] = EXPECTED[storage];
  if (role === 'user') return user;
  return version >= '4.21' && !snapshots ? unhindered : otherwise;
}

let cloud: TestClient;
beforeAll(async () => {
  cloud = await TestClient.start();
});
afterAll(() => cloud.simulator.close());

/** `change`: of the estate of the case. */
async function load(
  { version, storage, role, kvm, snapshots }: Case,
  change: (estate: Estate) => Estate = (estate) => estate,
): Promise<TestVm> {
  const { type, format } = STORAGE[storage];
  const { cloudstack, vms } = testEstate(['four-disks'], {
    version,
    kvm_snapshot_enabled: kvm,
    durations_ms: { default: [0, 1] },
  });
  const estate: Estate = {
    ...cloudstack,
    accounts: cloudstack.accounts.map((account) => ({ ...account, role })),
    pools: [{ id: uuid('pool'), name: 'primary', type }],
    volumes: (cloudstack.volumes ?? []).map((volume) => ({ ...volume, format })),
  };
  await cloud.control('PUT', '/estate', change(estate));
  const [vm] = vms as [TestVm];
  const [, data] = vm.disks;
  if (snapshots) {
    // A customer's, taken while the replica was detached.
    await does('detachVolume', { id: data?.volume_id ?? '' });
    await does('createSnapshot', { volumeid: data?.volume_id ?? '' });
    await does('attachVolume', { id: data?.volume_id ?? '', virtualmachineid: vm.appliance_vm_id });
  }
  return vm;
}

function does(command: string, params: Record<string, string | number | boolean>): Promise<Record<string, unknown>> {
  return cloud.done(command, params, KEYS);
}

async function chosen(vm: TestVm, storage: Storage, protection?: CustomConfig['protection']): Promise<StrategyChoice> {
  const reads = createReads({
    apiUrl: cloud.simulator.url,
    apiKey: KEYS.api_key,
    secretKey: KEYS.secret_key,
    timeouts: { httpMs: 10_000 },
    rate: { requestsPerSecond: 1_000 },
    windows: { skewLimitMs: 5_000 },
  });
  const { input } = aWorld();
  input.type = 'test';
  input.config = { ...input.config, oma_vm_id: vm.appliance_vm_id, zone: 'zone1', storage_kind: STORAGE[storage].kind };
  input.request.custom_config = protection === undefined ? {} : { protection };
  input.vm.disks = vm.disks.map(({ volume_id }) => ({ ...input.vm.disks[0]!, volume_id }));
  try {
    return await strategyOf(input, createFacts(reads, reads, input.config));
  } finally {
    await reads.close();
  }
}

/** What the strategy asks of CloudStack, there and back; raises what CloudStack refuses. */
async function play(strategy: TestStrategy, vm: TestVm): Promise<void> {
  const replicas = vm.disks.map((disk) => disk.volume_id);
  for (const id of replicas) await does('detachVolume', { id });
  const deployed = await does('deployVirtualMachine', {
    zoneid: uuid('zone'),
    serviceofferingid: uuid('offering fixed'),
    templateid: uuid('template'),
    startvm: false,
    account: OWNER,
    domainid: uuid('domain'),
    networkids: vm.nics[0]?.test_network_id ?? '',
  });
  const { id: virtualmachineid } = deployed.virtualmachine as { id: string };
  const [blank] = await cloud.list('listVolumes', { virtualmachineid }, KEYS);
  await does('detachVolume', { id: String(blank?.id) });
  await cloud.call('deleteVolume', { id: String(blank?.id) }, KEYS);
  const snapshots: string[] = [];
  if (strategy !== 'vm-snapshot')
    for (const volumeid of replicas) {
      const { snapshot } = await does('createSnapshot', { volumeid });
      snapshots.push((snapshot as { id: string }).id);
    }
  const disks = strategy === 'clone' ? await clones(snapshots) : replicas;
  for (const [deviceid, id] of disks.entries())
    await does('attachVolume', { id, virtualmachineid, deviceid: deviceid < 3 ? deviceid : deviceid + 1 });
  if (strategy === 'vm-snapshot') {
    const { vmsnapshot } = await does('createVMSnapshot', { virtualmachineid, snapshotmemory: false });
    const { id: vmsnapshotid } = vmsnapshot as { id: string };
    await does('startVirtualMachine', { id: virtualmachineid });
    await does('stopVirtualMachine', { id: virtualmachineid });
    await does('revertToVMSnapshot', { vmsnapshotid });
    await does('deleteVMSnapshot', { vmsnapshotid });
  }
  for (const id of disks) await does('detachVolume', { id });
  if (strategy === 'volume-snapshot') for (const id of snapshots) await does('revertSnapshot', { id });
}

async function clones(snapshots: string[]): Promise<string[]> {
  const made = snapshots.map((snapshotid, i) =>
    does('createVolume', { name: `clone-${i}`, snapshotid, zoneid: uuid('zone') }),
  );
  return (await Promise.all(made)).map(({ volume }) => (volume as { id: string }).id);
}

describe('the strategy of a test, and whether CloudStack would refuse it', () => {
  it.each(CASES)(
    '$version, $storage, $role, volume snapshots $snapshots, kvm.snapshot.enabled $kvm',
    async (wanted) => {
      const vm = await load(wanted);
      const choice = await chosen(vm, wanted.storage);
      expect('problem' in choice ? REFUSED : choice.strategy).toBe(expectedOf(wanted));
      if ('problem' in choice) expect(choice.problem).toContain('not known');
      else await play(choice.strategy, vm);
    },
  );
});

describe('a strategy asked for by name', () => {
  it.each([
    ['4.20', 'root-admin', 'vm-snapshot', 'CloudStack 4.21'],
    ['4.22', 'user', 'vm-snapshot', 'root-admin key'],
  ] as const)('is refused by what is known not to hold: %s, %s, %s', async (version, role, strategy, needs) => {
    const vm = await load({ version, storage: 'qcow2 on NFS', role, snapshots: false, kvm: false });
    expect(await chosen(vm, 'qcow2 on NFS', strategy)).toMatchObject({
      problem: expect.stringContaining(needs) as string,
    });
  });

  it('is taken with warnings where it cannot be told', async () => {
    const vm = await load({ version: '4.20', storage: 'qcow2 on NFS', role: 'user', snapshots: false, kvm: false });
    const choice = await chosen(vm, 'qcow2 on NFS, not declared', 'volume-snapshot');
    expect(choice).toMatchObject({
      strategy: 'volume-snapshot',
      unknown: [expect.stringContaining('qcow2 files or RBD')],
    });
    await play('volume-snapshot', vm);
  });
});

it.each([
  ['4.20', 'qcow2 on NFS', 'vm-snapshot', false],
  ['4.22', 'qcow2 on NFS', 'vm-snapshot', true],
  ['4.22', 'RBD', 'vm-snapshot', false],
  ['4.22', 'raw on NFS', 'volume-snapshot', false],
  ['4.22', 'CLVM', 'volume-snapshot', false],
] as const)(
  'CloudStack refuses what is not chosen: %s, %s, %s, volume snapshots %s',
  async (version, storage, strategy, snapshots) => {
    const vm = await load({ version, storage, role: 'root-admin', snapshots, kvm: true });
    await expect(play(strategy, vm)).rejects.toThrow();
  },
);

// 66 GiB are promised to the appliance's disks, 46 of them for replicas; 85 % of twice the pool may be.
it.each([
  [66, 'clone'],
  [65, 'refused'],
] as const)('clones are chosen only where CloudStack has room for them: %i GiB, %s', async (size_gb, expected) => {
  const wanted: Case = { version: '4.22', storage: 'CLVM', role: 'root-admin', snapshots: false, kvm: true };
  const vm = await load(wanted, (estate) => ({
    ...estate,
    pools: (estate.pools ?? []).map((pool) => ({ ...pool, size_gb })),
  }));
  const choice = await chosen(vm, 'CLVM');
  expect('problem' in choice ? 'refused' : choice.strategy).toBe(expected);
  if (expected === 'clone') await play('clone', vm);
  else await expect(play('clone', vm)).rejects.toThrow('Failed to create volume');
});

it('an appliance in a backup offering: no VM snapshot is chosen, and CloudStack lets no disk go', async () => {
  const wanted: Case = { version: '4.22', storage: 'qcow2 on NFS', role: 'root-admin', snapshots: false, kvm: true };
  const vm = await load(wanted, (estate) => ({
    ...estate,
    vms: (estate.vms ?? []).map((machine) => ({ ...machine, backupofferingid: uuid('backup offering') })),
  }));
  expect(await chosen(vm, wanted.storage)).toMatchObject({
    strategy: 'volume-snapshot',
    reasons: expect.arrayContaining([expect.stringContaining('an appliance without backup offering')]) as string[],
  });
  await expect(play('volume-snapshot', vm)).rejects.toThrow('backup');
});
