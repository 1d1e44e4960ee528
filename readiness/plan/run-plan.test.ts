import { describe, expect, it } from 'vitest';
import { aWorld, GIB, JOB_ID, planOf, type World } from '../../test/support/readiness-estates.js';

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
});

it.each([
  ['linux', 'vm-snapshot', true],
  ['linux', 'volume-snapshot', false],
  ['windows', 'vm-snapshot', false],
] as const)('a test of the %s VM by %s tells of the firmware variables: %s', async (vm, protection, told) => {
  const plan = await planOf(
    aWorld(vm, ({ input }) => {
      input.type = 'test';
      input.request.custom_config = { protection };
    }),
  );
  expect(plan.test?.strategy_reasons.some((reason) => reason.includes('NVRAM'))).toBe(told);
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
