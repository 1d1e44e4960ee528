import { describe, expect, it } from 'vitest';
import type { CustomConfig } from '../../domain/plan.js';
import { chooseStrategy, type StrategyChoice, type StrategyFacts } from './strategy.js';

const GIB = 1024 ** 3;
const BY_VM_SNAPSHOT = ['createVMSnapshot', 'deleteVMSnapshot', 'revertToVMSnapshot'];
const COMMANDS = [...BY_VM_SNAPSHOT, 'createSnapshot', 'deleteSnapshot', 'revertSnapshot', 'createVolume'];
const pool = {
  ...{ id: 'pool-1', name: 'primary', type: 'NetworkFilesystem' },
  ...{ disksizetotal: 100 * GIB, disksizeused: 0, disksizeallocated: 0, overprovisionfactor: 2 },
};
const replica = { volume_id: 'volume-0', size_bytes: 20 * GIB, state: 'Ready', pool, snapshots: 0 };

/** Two disks on NFS of a 4.22 that a root admin looks at. */
const sunny: StrategyFacts = {
  version: '4.22.0.0',
  hypervisor: 'KVM',
  storage_kind: 'qcow2',
  root_admin: true,
  apis: new Set(COMMANDS.map((name) => name.toLowerCase())),
  replicas: [replica, { ...replica, volume_id: 'volume-1' }],
  vm_snapshots: 0,
  backup_offering: false,
};
const without = (...names: string[]): ReadonlySet<string> =>
  new Set(COMMANDS.filter((name) => !names.includes(name)).map((name) => name.toLowerCase()));
const on = (change: object): StrategyFacts['replicas'] => [replica, { ...replica, pool: { ...pool, ...change } }];
const mixed = [replica, { ...replica, pool: { ...pool, id: 'pool-2', type: 'RBD' } }];

const outcome = (choice: StrategyChoice): string => ('problem' in choice ? 'refused' : choice.strategy);
const chosen = (change: Partial<StrategyFacts>, asked?: CustomConfig['protection']): StrategyChoice =>
  chooseStrategy(asked, { ...sunny, ...change });

describe('chosen when all its conditions are known to hold', () => {
  it.each<[string, Partial<StrategyFacts>, string]>([
    ['nothing in its way', {}, 'vm-snapshot'],
    ['a hidden version', { version: undefined }, 'volume-snapshot'],
    ['4.20', { version: '4.20.1.0' }, 'volume-snapshot'],
    ['a volume snapshot', { replicas: [replica, { ...replica, snapshots: 1 }] }, 'volume-snapshot'],
    ['a VM snapshot of the appliance', { vm_snapshots: 1 }, 'volume-snapshot'],
    ['a backup offering', { backup_offering: true }, 'volume-snapshot'],
    ['an Allocated disk', { replicas: [replica, { ...replica, state: 'Allocated' }] }, 'volume-snapshot'],
    ['a key without a command of VM snapshots', { apis: without('revertToVMSnapshot') }, 'volume-snapshot'],
    ['disks on files and on RBD', { replicas: mixed }, 'volume-snapshot'],
    ['raw files before 4.21', { version: '4.18.0.0', storage_kind: 'raw' }, 'clone'],
    ['files of unknown format before 4.21', { version: '4.18.0.0', storage_kind: null }, 'clone'],
    ['a key that may revert nothing', { apis: without(...BY_VM_SNAPSHOT, 'revertSnapshot') }, 'clone'],
    ['another hypervisor', { hypervisor: 'VMware' }, 'clone'],
    ['a hypervisor that is not shown', { hypervisor: undefined }, 'clone'],
    ['nothing that the key may call', { apis: new Set() }, 'refused'],
  ])('%s', (_what, change, expected) => {
    expect(outcome(chosen(change))).toBe(expected);
  });

  it.each<[string, object, string]>([
    ['enough, although more is promised than there is', { disksizeallocated: 150 * GIB }, 'clone'],
    ['none that CloudStack is known to give out', { disksizeallocated: 151 * GIB }, 'refused'],
    ['too little left to promise', { disksizeallocated: 190 * GIB }, 'refused'],
    ['too little left to write', { disksizeused: 90 * GIB }, 'refused'],
    ['not told', { disksizeused: undefined }, 'refused'],
  ])('room for clones: %s', (_what, change, expected) => {
    const replicas = on({ ...change, id: 'pool-2' });
    expect(outcome(chosen({ replicas, version: '4.20.0.0', storage_kind: 'raw' }))).toBe(expected);
  });

  it('says why, and why not what would have been preferred', () => {
    expect(chosen({ version: '4.20.0.0' })).toEqual({
      strategy: 'volume-snapshot',
      reasons: [
        'volume-snapshot: a key that may call createSnapshot, deleteSnapshot, revertSnapshot, KVM, storage that reverts volume snapshots (qcow2 files or RBD)',
        'not vm-snapshot: it needs CloudStack 4.21 or later, which is not so',
      ],
      unknown: [],
    });
  });

  it('refused, names every condition that is not known', () => {
    const replicas = [{ ...replica, pool: undefined }];
    const choice = chosen({ root_admin: false, replicas, storage_kind: null });
    expect(choice).toMatchObject({ action: expect.stringContaining('storage_kind') as string });
    for (const what of ['volume snapshots (qcow2 files or RBD), which is not known', 'every disk, which is not known'])
      expect('problem' in choice && choice.problem).toContain(what);
  });
});

describe('asked for by name', () => {
  it.each<[CustomConfig['protection'], string, Partial<StrategyFacts>, string]>([
    ['vm-snapshot', 'a hidden version', { version: undefined }, 'vm-snapshot'],
    ['vm-snapshot', 'another hypervisor', { hypervisor: 'Simulator', version: '4.18.0.0' }, 'vm-snapshot'],
    ['vm-snapshot', '4.20', { version: '4.20.0.0' }, 'refused'],
    ['vm-snapshot', 'a volume snapshot', { replicas: [{ ...replica, snapshots: 1 }] }, 'refused'],
    ['vm-snapshot', "a user's key", { root_admin: false }, 'refused'],
    ['vm-snapshot', 'a disk on RBD', { replicas: mixed }, 'refused'],
    ['volume-snapshot', 'files of unknown format', { storage_kind: null }, 'volume-snapshot'],
    ['volume-snapshot', 'raw files', { storage_kind: 'raw' }, 'refused'],
    ['volume-snapshot', 'another hypervisor', { hypervisor: 'VMware' }, 'refused'],
    ['clone', 'pools that the key may not read', { replicas: [{ ...replica, pool: undefined }] }, 'clone'],
    ['clone', 'a full pool', { replicas: on({ id: 'pool-2', disksizeused: 100 * GIB }) }, 'refused'],
    ['clone', 'a pool nearly full', { replicas: on({ id: 'pool-2', disksizeallocated: 151 * GIB }) }, 'clone'],
    ['clone', 'nothing in its way', {}, 'clone'],
    ['auto', 'nothing in its way', {}, 'vm-snapshot'],
  ])('%s with %s', (asked, _what, change, expected) => {
    expect(outcome(chosen(change, asked))).toBe(expected);
  });

  it('warns of each condition that cannot be told', () => {
    expect(chosen({ version: undefined }, 'vm-snapshot')).toEqual({
      strategy: 'vm-snapshot',
      reasons: ['vm-snapshot: asked for by the request'],
      unknown: ['vm-snapshot needs CloudStack 4.21 or later, which is not known'],
    });
  });
});
