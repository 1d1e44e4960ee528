import type { DiskBus, NicModel } from './plan.js';

/**
 * Hardware of the destination from what VMware said of the source. On KVM the guest OS decides disk bus and NIC model
 * unless details override them (facts §3.5), and a guest without virtio drivers does not boot from virtio, so an
 * unknown guest gets what every guest can drive.
 */

interface GuestRule {
  pattern: RegExp;
  family: Exclude<GuestHardware['family'], 'unknown'>;
  /** Beginnings of CloudStack's guest OS descriptions, best first. */
  osTypes: (match: RegExpMatchArray) => string[];
}

const windows = (pattern: RegExp, ...osTypes: string[]): GuestRule => ({
  pattern,
  family: 'windows',
  osTypes: (m) => osTypes.map((name) => name.replace('$1', m[1] ?? '')),
});

/**
 * The pattern's first group is the version. A version that is not told, or that CloudStack does not list, is not guessed:
 * "Other PV" is CloudStack's name for any guest with virtio drivers.
 */
const virtio = (family: 'linux' | 'bsd', pattern: RegExp, name?: string): GuestRule => ({
  pattern,
  family,
  osTypes: (m) => [...(name !== undefined && m[1] ? [`${name} ${m[1]}`] : []), 'Other PV (64-bit)'],
});

/** The first that matches counts. VMware's ids number Windows by its kernel: `windows9Server64Guest` is Server 2016. */
const GUESTS: GuestRule[] = [
  windows(/windows2022srvNext/i, 'Windows Server 2025'),
  windows(/windows2019srvNext/i, 'Windows Server 2022'),
  windows(/windows9Server/i, 'Windows Server 2016'),
  windows(/windows8Server/i, 'Windows Server 2012'),
  windows(/windows7Server/i, 'Windows Server 2008 R2', 'Windows Server 2008'),
  windows(/winLonghorn/i, 'Windows Server 2008'),
  windows(/winNet/i, 'Windows Server 2003'),
  windows(/winXP/i, 'Windows XP'),
  windows(/winVista/i, 'Windows Vista'),
  windows(/windows9(?:_64)?Guest/i, 'Windows 10'),
  windows(/windows.*?(20(?:03|08|12|16|19|22|25))/i, 'Windows Server $1'),
  windows(/windows\s*(7|8|10|11)/i, 'Windows $1'),
  windows(/^win|windows/i),
  virtio('linux', /ubuntu\D*(\d\d\.\d\d)?/i, 'Ubuntu'),
  virtio('linux', /debian\D*(\d+)?/i, 'Debian GNU/Linux'),
  virtio('linux', /(?:rhel|red\s*hat)\D*(\d+)?/i, 'Red Hat Enterprise Linux'),
  virtio('linux', /centos\D*(\d+)?/i, 'CentOS'),
  virtio('linux', /rocky\D*(\d+)?/i, 'Rocky Linux'),
  virtio('linux', /alma\D*(\d+)?/i, 'AlmaLinux'),
  virtio('linux', /oracle|fedora|sles|suse|amazonlinux|photon/i),
  virtio('bsd', /freebsd\D*(\d+)?/i, 'FreeBSD'),
];

export interface Firmware {
  boot_type: 'BIOS' | 'UEFI';
  boot_mode: 'LEGACY' | 'SECURE';
  /** False where `bios_setup` said nothing recognisable and BIOS was assumed. */
  known: boolean;
}

/** Firmware of the source from `bios_setup`. A BIOS guest must not be booted with UEFI, nor the other way round. */
export function firmwareOf(biosSetup: string): Firmware {
  const secure = /secure/i.test(biosSetup) && !/secure.*(?:off|false|disabled)/i.test(biosSetup);
  // VMware writes `efiSecureBootEnabled=false` for a BIOS machine, too.
  if (/efi(?!secureboot)/i.test(biosSetup))
    return { boot_type: 'UEFI', boot_mode: secure ? 'SECURE' : 'LEGACY', known: true };
  return { boot_type: 'BIOS', boot_mode: 'LEGACY', known: /bios|legacy/i.test(biosSetup) };
}

export interface GuestHardware {
  family: 'windows' | 'linux' | 'bsd' | 'unknown';
  disk_bus: DiskBus;
  nic_model: NicModel;
  os_type_candidates: string[];
}

/** Buses and NIC model for a VMware guest id or name (`windows2019srv_64Guest`, `ubuntu64Guest`, `Ubuntu Linux (64-bit)`). */
export function guestHardwareOf(osType: string, firmware: Firmware['boot_type']): GuestHardware {
  for (const rule of GUESTS) {
    const match = rule.pattern.exec(osType);
    if (match === null) continue;
    const os_type_candidates = rule.osTypes(match);
    if (rule.family === 'windows')
      return { family: 'windows', disk_bus: plainBus(firmware), nic_model: 'e1000', os_type_candidates };
    return { family: rule.family, disk_bus: 'virtio', nic_model: 'virtio', os_type_candidates };
  }
  return { family: 'unknown', disk_bus: plainBus(firmware), nic_model: 'e1000', os_type_candidates: [] };
}

/** q35 machines, which UEFI brings, have no IDE controller (facts §3.5). */
function plainBus(firmware: Firmware['boot_type']): DiskBus {
  return firmware === 'UEFI' ? 'sata' : 'ide';
}

/** The first of CloudStack's guest OS types whose description begins with a candidate, 64-bit ones first. */
export function pickOsType<T extends { description: string }>(
  candidates: readonly string[],
  osTypes: readonly T[],
): T | undefined {
  for (const candidate of candidates) {
    const fits = osTypes.filter((os) => os.description.toLowerCase().startsWith(candidate.toLowerCase()));
    const best = fits.find((os) => os.description.includes('64-bit')) ?? fits[0];
    if (best !== undefined) return best;
  }
  return undefined;
}
