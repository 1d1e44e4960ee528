import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Itinerary } from '../../../domain/itinerary.js';
import { aReplica, aStoredDisk, aWorld, GIB, JOB_ID, planOf } from '../../../test/support/readiness-estates.js';

const keysOf = (plan: { itinerary: Itinerary }): string[] =>
  plan.itinerary.steps.flatMap((step) => step.calls.map((call) => call.key));

/** Undo lists in the order of their calls, as keys. */
const undoOf = (plan: { itinerary: Itinerary }): Record<string, string[]> =>
  Object.fromEntries(
    plan.itinerary.steps
      .flatMap((step) => step.calls)
      .flatMap((call) => (call.undo === undefined ? [] : [[call.key, call.undo.map((spec) => spec.key)]])),
  );

describe('the itinerary', () => {
  it('of one disk has every call and undo as safety.md tells it', async () => {
    const { itinerary, machine } = await planOf(aWorld('windows'));
    const { way_back: _wayBack, started: _started, ...forward } = itinerary;
    const onVm = { object: '$vm', args: { host_name: 'pgwintestbios' } };
    const devices = [{ volume_id: 'volume-0', device_id: 0 }];
    expect(forward).toEqual({
      version: 1,
      strategy: 'volume-snapshot',
      no_return: 'power_on',
      returns: false,
      steps: [
        { name: 'validate', status: 'validating', after: [], skippable: false, calls: [] },
        {
          name: 'release',
          status: 'snapshotting',
          after: ['validate'],
          skippable: false,
          calls: [
            {
              key: 'release/confirmReleasable/vm-101',
              activity: 'confirmReleasable',
              object: 'vm-101',
              args: { disks: [{ disk_id: 'disk-2000', volume_id: 'volume-0', change_id: '52 3c/0' }] },
            },
            {
              key: 'release/detachVolume/volume-0',
              activity: 'detachVolume',
              object: 'volume-0',
              args: { virtualmachineid: 'appliance' },
              undo: [
                {
                  key: 'undo.release/attachVolume/volume-0',
                  activity: 'attachVolume',
                  object: 'volume-0',
                  args: { virtualmachineid: 'appliance', deviceid: 4, home: true },
                },
                {
                  key: 'undo.release/confirmReturned/$vm',
                  activity: 'confirmReturned',
                  object: '$vm',
                  args: {
                    host_name: machine.host_name,
                    appliance: 'appliance',
                    disks: [{ volume_id: 'volume-0', size: 20 * GIB, change_id: '52 3c/0' }],
                  },
                },
              ],
            },
          ],
        },
        {
          name: 'protect',
          status: 'snapshotting',
          after: ['release'],
          skippable: false,
          calls: [
            {
              key: 'protect/createSnapshot/volume-0',
              activity: 'createSnapshot',
              object: 'volume-0',
              args: { name: `${JOB_ID}-disk-2000`, as: 'snapshot.volume-0' },
              clears: {
                key: 'protect/deleteSnapshot/volume-0',
                activity: 'deleteSnapshot',
                object: 'volume-0',
                args: { volumeid: 'volume-0', name: `${JOB_ID}-disk-2000`, failed_only: true },
              },
              undo: [
                {
                  key: 'undo.protect/deleteSnapshot/volume-0',
                  activity: 'deleteSnapshot',
                  object: '$snapshot.volume-0',
                  args: { volumeid: 'volume-0', name: `${JOB_ID}-disk-2000` },
                },
              ],
            },
          ],
        },
        {
          name: 'create_vm',
          status: 'creating_vm',
          after: ['validate'],
          skippable: false,
          calls: [
            {
              key: 'create_vm/deployVirtualMachine/pgwintestbios',
              activity: 'deployVirtualMachine',
              object: 'pgwintestbios',
              args: { machine },
              undo: [
                {
                  key: 'undo.create_vm/updateVirtualMachine/$vm',
                  activity: 'updateVirtualMachine',
                  object: '$vm',
                  args: { ...onVm.args, deleteprotection: false },
                },
                { key: 'undo.create_vm/destroyVirtualMachine/$vm', activity: 'destroyVirtualMachine', ...onVm },
                {
                  key: 'undo.create_vm/expungeVirtualMachine/$vm',
                  activity: 'expungeVirtualMachine',
                  ...onVm,
                  again: {
                    from: 'undo.create_vm/destroyVirtualMachine/$vm',
                    via: {
                      key: 'undo.create_vm/recoverVirtualMachine/$vm',
                      activity: 'recoverVirtualMachine',
                      ...onVm,
                    },
                  },
                },
              ],
            },
            {
              key: 'create_vm/updateVirtualMachine/$vm',
              activity: 'updateVirtualMachine',
              object: '$vm',
              args: { ...onVm.args, ostypeid: 'os-windows' },
            },
            {
              key: 'create_vm/detachVolume/$blank_root',
              activity: 'detachVolume',
              object: '$blank_root',
              args: { virtualmachineid: '$vm' },
              undo: [
                {
                  key: 'undo.create_vm/deleteVolume/$blank_root',
                  activity: 'deleteVolume',
                  object: '$blank_root',
                  args: { unless_on: '$vm' },
                },
              ],
            },
            {
              key: 'create_vm/deleteVolume/$blank_root',
              activity: 'deleteVolume',
              object: '$blank_root',
              args: {},
            },
          ],
        },
        {
          name: 'attach',
          status: 'switching_volume',
          after: ['protect', 'create_vm'],
          skippable: false,
          calls: [
            {
              key: 'attach/updateVirtualMachine/$vm',
              activity: 'updateVirtualMachine',
              object: '$vm',
              args: { ...onVm.args, deleteprotection: true },
            },
            {
              key: 'attach/attachVolume/volume-0',
              activity: 'attachVolume',
              object: 'volume-0',
              args: { virtualmachineid: '$vm', deviceid: 0 },
              undo: [
                {
                  key: 'undo.attach/detachVolume/volume-0',
                  activity: 'detachVolume',
                  object: 'volume-0',
                  args: { virtualmachineid: '$vm' },
                  again: {
                    from: 'undo.attach/detachVolume/volume-0',
                    via: { key: 'undo.attach/recoverVirtualMachine/$vm', activity: 'recoverVirtualMachine', ...onVm },
                  },
                },
              ],
            },
          ],
        },
        {
          name: 'network',
          status: 'switching_volume',
          after: ['attach'],
          skippable: false,
          calls: [
            {
              key: 'network/confirmDestination/$vm',
              activity: 'confirmDestination',
              object: '$vm',
              args: { machine, disks: devices },
            },
          ],
        },
        {
          name: 'power_on',
          status: 'powering_on',
          after: ['network'],
          skippable: false,
          calls: [
            {
              key: 'power_on/startVirtualMachine/$vm',
              activity: 'startVirtualMachine',
              object: '$vm',
              args: { ...onVm.args, disks: devices },
            },
            {
              key: 'power_on/confirmRunning/$vm',
              activity: 'confirmRunning',
              object: '$vm',
              args: { disks: devices },
            },
          ],
        },
        { name: 'complete', status: 'completed', after: ['power_on'], skippable: false, calls: [] },
      ],
    });
  });

  it('is abandoned by stop, detach, revert, home, and only then snapshots and VM go', async () => {
    const { itinerary } = await planOf(aWorld('linux'));
    const each = (call: string): string[] => [0, 1, 2, 3].map((unit) => `${call}/volume-${unit}`);
    const calls = itinerary.way_back.flatMap((step) => step.calls);
    const keys = calls.map((call) => call.key);
    expect(keys).toEqual([
      'stop/stopVirtualMachine/$vm',
      ...each('detach/detachVolume'),
      ...each('revert/revertSnapshot'),
      ...each('reattach/attachVolume'),
      ...each('discard/deleteSnapshot'),
      'destroy_vm/updateVirtualMachine/$vm',
      'destroy_vm/destroyVirtualMachine/$vm',
      'destroy_vm/expungeVirtualMachine/$vm',
      'verify/confirmReturned/$vm',
    ]);
    for (const { again } of calls) if (again !== undefined) expect(keys).toContain(again.from);
    expect(itinerary.started).toMatchObject({
      activity: 'confirmNeverStarted',
      object: '$vm',
      args: { fresh: '$fresh' },
    });
  });

  it('of several disks has its calls in order, boot disk first, and an undo for each that changes something', async () => {
    const plan = await planOf(aWorld('linux'));
    expect(keysOf(plan)).toEqual([
      'release/confirmReleasable/vm-101',
      'release/detachVolume/volume-0',
      'release/detachVolume/volume-1',
      'release/detachVolume/volume-2',
      'release/detachVolume/volume-3',
      'protect/createSnapshot/volume-0',
      'protect/createSnapshot/volume-1',
      'protect/createSnapshot/volume-2',
      'protect/createSnapshot/volume-3',
      'create_vm/deployVirtualMachine/pg-db-01-example-org',
      'create_vm/updateVirtualMachine/$vm',
      'create_vm/detachVolume/$blank_root',
      'create_vm/deleteVolume/$blank_root',
      'attach/updateVirtualMachine/$vm',
      'attach/attachVolume/volume-0',
      'attach/attachVolume/volume-1',
      'attach/attachVolume/volume-2',
      'attach/attachVolume/volume-3',
      'network/confirmDestination/$vm',
      'power_on/startVirtualMachine/$vm',
      'power_on/confirmRunning/$vm',
    ]);
    const volumes = [0, 1, 2, 3].map((unit) => `volume-${unit}`);
    expect(undoOf(plan)).toEqual({
      ...Object.fromEntries(
        volumes.map((v, i) => [
          `release/detachVolume/${v}`,
          [`undo.release/attachVolume/${v}`, ...(i === 0 ? ['undo.release/confirmReturned/$vm'] : [])],
        ]),
      ),
      ...Object.fromEntries(volumes.map((v) => [`protect/createSnapshot/${v}`, [`undo.protect/deleteSnapshot/${v}`]])),
      'create_vm/deployVirtualMachine/pg-db-01-example-org': [
        'undo.create_vm/updateVirtualMachine/$vm',
        'undo.create_vm/destroyVirtualMachine/$vm',
        'undo.create_vm/expungeVirtualMachine/$vm',
      ],
      'create_vm/detachVolume/$blank_root': ['undo.create_vm/deleteVolume/$blank_root'],
      ...Object.fromEntries(volumes.map((v) => [`attach/attachVolume/${v}`, [`undo.attach/detachVolume/${v}`]])),
    });
  });

  it.each([
    ['4.18.2.0', false],
    ['4.19.3.0', false],
    ['4.20.0.0', true],
    ['4.22.0.0-SNAPSHOT', true],
    ['5.0.0.0', true],
    [undefined, false],
    ['unknown', false],
  ])('of CloudStack %s guards the VM while it holds a replica: %s', async (version, guarded) => {
    const plan = await planOf(
      aWorld(
        'windows',
        ({ cloud }) => (cloud.capabilities = version === undefined ? {} : { cloudstackversion: version }),
      ),
    );
    expect(keysOf(plan).includes('attach/updateVirtualMachine/$vm')).toBe(guarded);
    expect(JSON.stringify(undoOf(plan)).includes('undo.create_vm/updateVirtualMachine/$vm')).toBe(guarded);
  });

  it('leaves the snapshots out when they are not wanted, and says that there is no way back', async () => {
    const plan = await planOf(aWorld('windows', ({ input }) => (input.request.custom_config.skip_snapshot = true)));
    expect(plan.itinerary.strategy).toBe('none');
    expect(plan.itinerary.steps.map((s) => s.name)).not.toContain('protect');
    expect(plan.itinerary.steps.find((s) => s.name === 'attach')?.after).toEqual(['release', 'create_vm']);
    expect(plan).toMatchObject({
      rollback_possible: false,
      rollback_note: 'rollback: not possible (no snapshots were asked for)',
    });
  });

  it('takes an ISO out of the machine that was deployed from it', async () => {
    const plan = await planOf(
      aWorld('windows', ({ cloud }) => {
        cloud.isos = [{ id: 'template-blank', name: 'boot iso', isready: true }];
        cloud.templates = [];
      }),
    );
    expect(plan.machine).toMatchObject({ template_id: 'template-blank', disk_offering_id: 'disk-offering' });
    expect(keysOf(plan)).toContain('create_vm/detachIso/$vm');
  });

  it('leaves the guest OS type as the template has it where CloudStack has no fitting one', async () => {
    const plan = await planOf(aWorld('windows', ({ cloud }) => (cloud.osTypes = [])));
    expect(plan.machine).not.toHaveProperty('os_type_id');
    expect(keysOf(plan)).not.toContain('create_vm/updateVirtualMachine/$vm');
  });

  it.each([
    ['qcow2', 'NetworkFilesystem', true],
    ['rbd', 'RBD', true],
    ['raw', 'NetworkFilesystem', false],
    [null, 'NetworkFilesystem', false],
    ['qcow2', 'PowerFlex', false],
    ['qcow2', 'CLVM', false],
    ['rbd', 'PowerFlex', false],
    [null, 'RBD', true],
  ])('promises a rollback on %s in %s: %s', async (kind, type, possible) => {
    const plan = await planOf(
      aWorld('windows', ({ input, cloud }) => {
        input.config.storage_kind = kind;
        cloud.pools?.forEach((pool) => (pool.type = type));
      }),
    );
    expect(plan.rollback_possible).toBe(possible);
    expect(plan.rollback_note.startsWith('rollback: possible')).toBe(possible);
    expect(keysOf(plan)).toContain('protect/createSnapshot/volume-0');
  });

  it('names every call and undo once, whatever the disks: the names become job ids (R4)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 33 }), fc.boolean(), async (count, snapshots) => {
        const plan = await planOf(
          aWorld('linux', ({ input, cloud }) => {
            input.vm.disks = Array.from({ length: count }, (_, unit) => aStoredDisk(unit));
            cloud.volumes = input.vm.disks.map((d) => aReplica(d.unit_number));
            if (!snapshots) input.request.custom_config.skip_snapshot = true;
          }),
        );
        const names = [...keysOf(plan), ...Object.values(undoOf(plan)).flat()];
        expect(new Set(names).size).toBe(names.length);
        const devices = plan.disks.map((d) => d.device_id);
        expect(devices).toEqual([...Array(34).keys()].filter((id) => id !== 3).slice(0, count));
      }),
      { numRuns: 25 },
    );
  });
});
