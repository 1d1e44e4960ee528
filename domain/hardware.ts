import type { DiskBus, NicModel } from './plan.js';

/**
 * Hardware of the destination from what VMware said of the source. On KVM the guest OS decides disk bus and NIC model
 * unless details override them (facts §3.5), and a guest without virtio drivers does not boot from virtio, so an
 * unknown guest gets what every guest can drive.
 */

interface GuestRule {
  pattern: RegExp;
  family: 'windows' | 'linux';
  /** Beginnings of CloudStack's guest OS descriptions, best first. */
  osTypes: (match: RegExpMatchArray) => string[];
}

const GUESTS: GuestRule[] = [
  { pattern: /windows.*?(20(?:08|12|16|19|22|25))/i, family: 'windows', osTypes: (m) => [`Windows Server ${m[1]}`] },
  {
    pattern: /windows\s*(?:server\s*)?(?:8|2012).*srv|windows8srv/i,
    family: 'windows',
    osTypes: () => ['Windows Server 2012'],
  },
  {
    pattern: /windows\s*(?:7|8|10|11)/i,
    family: 'windows',
    osTypes: (m) => [`Windows ${/\d+/.exec(m[0])?.[0] ?? ''}`],
  },
  { pattern: /win/i, family: 'windows', osTypes: () => [] },
  {
    pattern: /ubuntu\D*(\d\d\.\d\d)?/i,
    family: 'linux',
    osTypes: (m) => [...(m[1] ? [`Ubuntu ${m[1]}`] : []), 'Ubuntu', 'Other Ubuntu', 'Other PV (64-bit)'],
  },
  {
    pattern: /debian\D*(\d+)?/i,
    family: 'linux',
    osTypes: (m) => [...(m[1] ? [`Debian GNU/Linux ${m[1]}`] : []), 'Debian GNU/Linux', 'Other PV (64-bit)'],
  },
  {
    pattern: /(?:rhel|red\s*hat)\D*(\d+)?/i,
    family: 'linux',
    osTypes: (m) => [...(m[1] ? [`Red Hat Enterprise Linux ${m[1]}`] : []), 'Other PV (64-bit)'],
  },
  {
    pattern: /centos\D*(\d+)?/i,
    family: 'linux',
    osTypes: (m) => [...(m[1] ? [`CentOS ${m[1]}`] : []), 'CentOS', 'Other PV (64-bit)'],
  },
  {
    pattern: /rocky\D*(\d+)?/i,
    family: 'linux',
    osTypes: (m) => [...(m[1] ? [`Rocky Linux ${m[1]}`] : []), 'Rocky Linux', 'Other PV (64-bit)'],
  },
  {
    pattern: /alma\D*(\d+)?/i,
    family: 'linux',
    osTypes: (m) => [...(m[1] ? [`AlmaLinux ${m[1]}`] : []), 'Other PV (64-bit)'],
  },
  {
    pattern: /(?:oracle|fedora|sles|suse|freebsd|amazonlinux|photon)/i,
    family: 'linux',
    osTypes: () => ['Other PV (64-bit)'],
  },
];

export interface Firmware {
  boot_type: 'BIOS' | 'UEFI';
  boot_mode: 'LEGACY' | 'SECURE';
  /** False where `bios_setup` said nothing recognisable and BIOS was assumed. */
  known: boolean;
}

/** Firmware of the source from `bios_setup`. A BIOS guest must not be booted with UEFI, nor the other way round. */
export function firmwareOf(biosSetup: string): Firmware {
  const secure = /secure/i.test(biosSetup) && !/secure[^a-z]*(?:off|false|disabled)/i.test(biosSetup);
  if (/efi/i.test(biosSetup)) return { boot_type: 'UEFI', boot_mode: secure ? 'SECURE' : 'LEGACY', known: true };
  return { boot_type: 'BIOS', boot_mode: 'LEGACY', known: /bios|legacy/i.test(biosSetup) };
}

export interface GuestHardware {
  family: 'windows' | 'linux' | 'unknown';
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
    if (rule.family === 'linux')
      return { family: 'linux', disk_bus: 'virtio', nic_model: 'virtio', os_type_candidates };
    return { family: 'windows', disk_bus: plainBus(firmware), nic_model: 'e1000', os_type_candidates };
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
