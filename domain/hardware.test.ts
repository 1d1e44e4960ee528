import { describe, expect, it } from 'vitest';
import { firmwareOf, guestHardwareOf, pickOsType } from './hardware.js';

/** A part of what a real 4.22 lists, in its order. */
const OS_TYPES = [
  'CentOS 7',
  'CentOS 8',
  'Debian GNU/Linux 11 (64-bit)',
  'Debian GNU/Linux 12 (64-bit)',
  'FreeBSD 10 (32-bit)',
  'FreeBSD 13 (64-bit)',
  'Other PV (64-bit)',
  'Red Hat Enterprise Linux 7.2 (64-bit)',
  'Red Hat Enterprise Linux 9 (64-bit)',
  'Rocky Linux 9',
  'AlmaLinux 9',
  'Ubuntu 18.04 LTS',
  'Ubuntu 22.04 LTS',
  'Windows XP SP3 (32-bit)',
  'Windows 7 (32-bit)',
  'Windows 7 (64-bit)',
  'Windows 10 (32-bit)',
  'Windows 10 (64-bit)',
  'Windows 11 (64-bit)',
  'Windows Server 2003 Enterprise Edition(64-bit)',
  'Windows Server 2008 (64-bit)',
  'Windows Server 2008 R2 (64-bit)',
  'Windows Server 2012 (64-bit)',
  'Windows Server 2012 R2 (64-bit)',
  'Windows Server 2016 (64-bit)',
  'Windows Server 2019 (64-bit)',
  'Windows Server 2022 (64-bit)',
  'Windows Server 2025 (64-bit)',
].map((description) => ({ description }));

describe('guestHardwareOf', () => {
  it.each([
    // VMware guest ids, whose numbers are not always the product's
    ['winXPProGuest', 'windows', 'Windows XP SP3 (32-bit)'],
    ['winNetEnterprise64Guest', 'windows', 'Windows Server 2003 Enterprise Edition(64-bit)'],
    ['winLonghorn64Guest', 'windows', 'Windows Server 2008 (64-bit)'],
    ['windows7_64Guest', 'windows', 'Windows 7 (64-bit)'],
    ['windows7Server64Guest', 'windows', 'Windows Server 2008 R2 (64-bit)'],
    ['windows8Server64Guest', 'windows', 'Windows Server 2012 (64-bit)'],
    ['windows9_64Guest', 'windows', 'Windows 10 (64-bit)'],
    ['windows9Guest', 'windows', 'Windows 10 (64-bit)'],
    ['windows9Server64Guest', 'windows', 'Windows Server 2016 (64-bit)'],
    ['windows11_64Guest', 'windows', 'Windows 11 (64-bit)'],
    ['windows2019srv_64', 'windows', 'Windows Server 2019 (64-bit)'],
    ['windows2019srv_64Guest', 'windows', 'Windows Server 2019 (64-bit)'],
    ['windows2019srvNext_64Guest', 'windows', 'Windows Server 2022 (64-bit)'],
    ['windows2022srvNext_64Guest', 'windows', 'Windows Server 2025 (64-bit)'],
    ['windowsHyperVGuest', 'windows', undefined],
    ['win2000ServGuest', 'windows', undefined],
    ['rhel7_64Guest', 'linux', 'Red Hat Enterprise Linux 7.2 (64-bit)'],
    ['rhel8_64Guest', 'linux', 'Other PV (64-bit)'],
    ['centos7_64Guest', 'linux', 'CentOS 7'],
    ['centos64Guest', 'linux', 'Other PV (64-bit)'],
    ['rockylinux_64Guest', 'linux', 'Other PV (64-bit)'],
    ['almalinux_64Guest', 'linux', 'Other PV (64-bit)'],
    ['debian12_64Guest', 'linux', 'Debian GNU/Linux 12 (64-bit)'],
    ['ubuntu64Guest', 'linux', 'Other PV (64-bit)'],
    ['sles15_64Guest', 'linux', 'Other PV (64-bit)'],
    ['opensuse64Guest', 'linux', 'Other PV (64-bit)'],
    ['oracleLinux8_64Guest', 'linux', 'Other PV (64-bit)'],
    ['amazonlinux2_64Guest', 'linux', 'Other PV (64-bit)'],
    ['vmwarePhoton64Guest', 'linux', 'Other PV (64-bit)'],
    ['fedora64Guest', 'linux', 'Other PV (64-bit)'],
    ['freebsd13_64Guest', 'bsd', 'FreeBSD 13 (64-bit)'],
    ['otherLinux64Guest', 'unknown', undefined],
    ['other5xLinux64Guest', 'unknown', undefined],
    ['darwin18_64Guest', 'unknown', undefined],
    ['solaris11_64Guest', 'unknown', undefined],
    ['otherGuest64', 'unknown', undefined],
    ['', 'unknown', undefined],
    // descriptions, as vCenter shows them
    ['Microsoft Windows Server 2003 (64-bit)', 'windows', 'Windows Server 2003 Enterprise Edition(64-bit)'],
    ['Microsoft Windows Server 2008 R2 (64-bit)', 'windows', 'Windows Server 2008 (64-bit)'],
    ['Microsoft Windows Server 2016 or later (64-bit)', 'windows', 'Windows Server 2016 (64-bit)'],
    ['Microsoft Windows Server 2022 (64-bit)', 'windows', 'Windows Server 2022 (64-bit)'],
    ['Microsoft Windows 10 (64-bit)', 'windows', 'Windows 10 (64-bit)'],
    ['Ubuntu Linux (64-bit)', 'linux', 'Other PV (64-bit)'],
    ['Rocky Linux 9 (64-bit)', 'linux', 'Rocky Linux 9'],
    ['AlmaLinux 9 (64-bit)', 'linux', 'AlmaLinux 9'],
    ['Ubuntu 22.04.3 LTS', 'linux', 'Ubuntu 22.04 LTS'],
    ['Debian GNU/Linux 11 (64-bit)', 'linux', 'Debian GNU/Linux 11 (64-bit)'],
    ['Red Hat Enterprise Linux 9 (64-bit)', 'linux', 'Red Hat Enterprise Linux 9 (64-bit)'],
    ['SUSE Linux Enterprise 15 (64-bit)', 'linux', 'Other PV (64-bit)'],
    ['Other 5.x or later Linux (64-bit)', 'unknown', undefined],
    ['Apple macOS 10.14 (64-bit)', 'unknown', undefined],
  ])('%s is %s, in CloudStack %s', (osType, family, description) => {
    const hardware = guestHardwareOf(osType, 'BIOS');
    expect(hardware.family).toBe(family);
    expect(pickOsType(hardware.os_type_candidates, OS_TYPES)?.description).toBe(description);
  });

  it.each([
    ['windows2019srv_64Guest', 'BIOS', 'ide', 'e1000'],
    ['windows2019srv_64Guest', 'UEFI', 'sata', 'e1000'],
    ['ubuntu64Guest', 'BIOS', 'virtio', 'virtio'],
    ['ubuntu64Guest', 'UEFI', 'virtio', 'virtio'],
    ['freebsd13_64Guest', 'UEFI', 'virtio', 'virtio'],
    ['otherLinux64Guest', 'BIOS', 'ide', 'e1000'],
    ['otherLinux64Guest', 'UEFI', 'sata', 'e1000'],
    ['darwin18_64Guest', 'UEFI', 'sata', 'e1000'],
  ] as const)('gives %s with %s disks on %s and a NIC %s', (osType, firmware, disk_bus, nic_model) => {
    expect(guestHardwareOf(osType, firmware)).toMatchObject({ disk_bus, nic_model });
  });
});

describe('pickOsType', () => {
  it('takes the first candidate that CloudStack has, whatever its case, and 64-bit before 32-bit', () => {
    expect(pickOsType(['Nothing of the kind', 'windows 10'], OS_TYPES)?.description).toBe('Windows 10 (64-bit)');
    expect(pickOsType(['Windows XP'], OS_TYPES)?.description).toBe('Windows XP SP3 (32-bit)');
    expect(pickOsType(['Windows 10'], [])).toBeUndefined();
    expect(pickOsType([], OS_TYPES)).toBeUndefined();
  });
});

describe('firmwareOf', () => {
  it.each([
    ['bios', 'BIOS', 'LEGACY', true],
    ['BIOS', 'BIOS', 'LEGACY', true],
    ['legacy', 'BIOS', 'LEGACY', true],
    ['efi', 'UEFI', 'LEGACY', true],
    ['UEFI', 'UEFI', 'LEGACY', true],
    ['efi-secure', 'UEFI', 'SECURE', true],
    ['EFI (Secure Boot)', 'UEFI', 'SECURE', true],
    ['efi, secure boot: off', 'UEFI', 'LEGACY', true],
    ['efi (secure boot disabled)', 'UEFI', 'LEGACY', true],
    ['{"firmware":"efi","efiSecureBootEnabled":true}', 'UEFI', 'SECURE', true],
    ['{"firmware":"efi","efiSecureBootEnabled":false}', 'UEFI', 'LEGACY', true],
    ['{"firmware":"bios","efiSecureBootEnabled":false}', 'BIOS', 'LEGACY', true],
    ['', 'BIOS', 'LEGACY', false],
    ['something else', 'BIOS', 'LEGACY', false],
  ] as const)('%j is %s %s (known: %s)', (text, boot_type, boot_mode, known) => {
    expect(firmwareOf(text)).toEqual({ boot_type, boot_mode, known });
  });
});
