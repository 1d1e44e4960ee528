import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Itinerary } from '../../domain/itinerary.js';
import type { Readiness } from '../../domain/readiness.js';
import type { RunPlan } from '../../domain/plan.js';
import { aReplica, aStoredDisk, aWorld, GIB, JOB_ID, type World } from '../../test/support/readiness-estates.js';
import { evaluateReadiness } from '../evaluate.js';

function ask({ input, fake }: World): Promise<Readiness> {
  return evaluateReadiness(input, { reads: fake.reads, now: () => 0 });
}

async function planOf(world: World): Promise<RunPlan> {
  const { plan, refusal } = await ask(world);
  if (plan === null) throw new Error(`no plan: ${refusal?.message ?? ''}`);
  return plan;
}

const keysOf = (plan: { itinerary: Itinerary }): string[] =>
  plan.itinerary.steps.flatMap((step) => step.calls.map((call) => call.key));

/** Undo lists in the order of their calls, as keys. */
const undoOf = (plan: { itinerary: Itinerary }): Record<string, string[]> =>
  Object.fromEntries(
    plan.itinerary.steps
      .flatMap((step) => step.calls)
      .flatMap((call) => (call.undo === undefined ? [] : [[call.key, call.undo.map((spec) => spec.key)]])),
  );

describe('the plan of a Windows VM with BIOS and one disk', () => {
  it('has every field', async () => {
    const plan = await planOf(aWorld('windows'));
    const { itinerary, ...rest } = plan;
    expect(itinerary.version).toBe(1);
    expect(rest).toEqual({
      job_id: JOB_ID,
      vm_id: 'vm-101',
      vm_name: 'PGWINTESTBIOS',
      config: 'primary-ossea',
      appliance_vm_id: 'appliance',
      machine: {
        host_name: 'pgwintestbios',
        display_name: 'PGWINTESTBIOS',
        zone_id: 'zone-1',
        account: 'dr-provider',
        domain_id: 'domain-root',
        hypervisor: 'KVM',
        template_id: 'template-blank',
        service_offering_id: 'offering-custom',
        cpu_count: 2,
        memory_mb: 4096,
        offering_details: { cpuNumber: '2', memory: '4096', cpuSpeed: '1000' },
        os_type_id: 'os-windows',
        boot_type: 'BIOS',
        boot_mode: 'LEGACY',
        root_disk_controller: 'ide',
        data_disk_controller: 'ide',
        nic_adapter: 'e1000',
        nics: [
          {
            source_network_name: 'VM Network',
            network_id: 'net-production',
            network_name: 'net-production by name',
            mac: '00:50:56:85:a1:01',
          },
        ],
      },
      disks: [
        {
          disk_id: 'disk-2000',
          volume_id: 'volume-0',
          size_bytes: 20 * GIB,
          boot: true,
          device_id: 0,
          appliance_device_id: 4,
          change_id: '52 3c/0',
        },
      ],
      rollback_possible: true,
      rollback_note: 'rollback: possible until commit',
      warnings: [],
    });
  });

  it('has an itinerary whose every call and undo is written out', async () => {
    const { itinerary, machine } = await planOf(aWorld('windows'));
    const onVm = { object: '$vm', args: { host_name: 'pgwintestbios' } };
    const devices = [{ volume_id: 'volume-0', device_id: 0 }];
    expect(itinerary).toEqual({
      version: 1,
      strategy: 'volume-snapshot',
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
              args: { disks: [{ disk_id: 'disk-2000', change_id: '52 3c/0' }] },
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
                  args: { virtualmachineid: 'appliance', deviceid: 4, elsewhere_if_taken: true },
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
                { key: 'undo.create_vm/expungeVirtualMachine/$vm', activity: 'expungeVirtualMachine', ...onVm },
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
            { key: 'power_on/startVirtualMachine/$vm', activity: 'startVirtualMachine', ...onVm },
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
});

describe('the plan of a Linux VM with UEFI, four disks and two NICs', () => {
  it('has the boot disk at 0 and the data disks by unit number at 1, 2, 4; NICs in order; hardware of the guest', async () => {
    const { disks, machine } = await planOf(aWorld('linux'));
    expect(
      disks.map((d) => [d.disk_id, d.volume_id, d.boot, d.device_id, d.appliance_device_id, d.size_bytes]),
    ).toEqual([
      ['disk-2000', 'volume-0', true, 0, 4, 20 * GIB],
      ['disk-2001', 'volume-1', false, 1, 5, 21 * GIB],
      ['disk-2002', 'volume-2', false, 2, 6, 22 * GIB],
      ['disk-2003', 'volume-3', false, 4, 7, 23 * GIB],
    ]);
    expect(machine).toEqual({
      host_name: 'pg-db-01-example-org',
      display_name: 'Datenbank „Größe“',
      zone_id: 'zone-1',
      account: 'dr-provider',
      domain_id: 'domain-root',
      hypervisor: 'KVM',
      template_id: 'template-blank',
      service_offering_id: 'offering-custom',
      cpu_count: 4,
      memory_mb: 8192,
      offering_details: { cpuNumber: '4', memory: '8192', cpuSpeed: '1000' },
      os_type_id: 'os-ubuntu',
      boot_type: 'UEFI',
      boot_mode: 'SECURE',
      root_disk_controller: 'virtio',
      data_disk_controller: 'virtio',
      nic_adapter: 'virtio',
      nics: [
        {
          source_network_name: 'VM Network',
          network_id: 'net-production',
          network_name: 'net-production by name',
          mac: '00:50:56:85:a1:02',
          ip: '10.1.1.20',
        },
        {
          source_network_name: 'Database VLAN',
          network_id: 'net-database',
          network_name: 'net-database by name',
          mac: '00:50:56:85:a1:03',
        },
      ],
    });
  });

  it('has its calls in order, boot disk first, and an undo for each that changes something', async () => {
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
      ...Object.fromEntries(volumes.map((v) => [`release/detachVolume/${v}`, [`undo.release/attachVolume/${v}`]])),
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
});

describe('the itinerary', () => {
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
    ['qcow2', true],
    ['rbd', true],
    ['raw', false],
    [null, false],
  ])('promises a rollback on %s: %s', async (kind, possible) => {
    const plan = await planOf(aWorld('windows', ({ input }) => (input.config.storage_kind = kind)));
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

describe('what a request may choose', () => {
  const chosen = (custom: World['input']['request']['custom_config'], vm: 'windows' | 'linux' = 'windows') =>
    planOf(aWorld(vm, ({ input }) => (input.request.custom_config = custom)));

  it.each([
    [{ os_type_id: 'os-pv' }, { os_type_id: 'os-pv' }],
    [{ root_disk_bus: 'scsi' }, { root_disk_controller: 'scsi', data_disk_controller: 'ide' }],
    [{ data_disk_bus: 'virtio' }, { root_disk_controller: 'ide', data_disk_controller: 'virtio' }],
    [{ nic_model: 'rtl8139' }, { nic_adapter: 'rtl8139' }],
    [{ boot_type: 'UEFI' }, { boot_type: 'UEFI', boot_mode: 'LEGACY', root_disk_controller: 'sata' }],
    [
      { boot_type: 'UEFI', boot_mode: 'SECURE' },
      { boot_type: 'UEFI', boot_mode: 'SECURE' },
    ],
  ] as const)('hardware %j gives %j', async (hardware, expected) => {
    expect((await chosen({ hardware })).machine).toMatchObject(expected);
  });

  it.each([
    [{ boot_type: 'UEFI' }, { boot_type: 'UEFI', boot_mode: 'SECURE' }],
    [{ boot_mode: 'LEGACY' }, { boot_type: 'UEFI', boot_mode: 'LEGACY' }],
    [{ boot_type: 'BIOS' }, { boot_type: 'BIOS', boot_mode: 'LEGACY' }],
  ] as const)('hardware %j of a source with secure boot gives %j', async (hardware, expected) => {
    expect((await chosen({ hardware }, 'linux')).machine).toMatchObject(expected);
  });

  it('the name', async () => {
    expect((await chosen({ name: 'Failed over 1' })).machine.host_name).toBe('failed-over-1');
  });
});
