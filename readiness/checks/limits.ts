import type { Host, Quota } from '../../domain/cloudstack.js';
import { fail, pass, warn, type CheckDefinition } from '../check.js';
import { needsOfOthers, ownNeeds, RESOURCES, runsOfConfig } from '../plan/needs.js';
import { strategyOfRun } from '../plan/strategy-facts.js';
import { resolveHardware } from '../plan/hardware.js';

const [MIB, GIB] = [1024 ** 2, 1024 ** 3];

/** CloudStack refuses a create command that exceeds a limit of the account or of a domain above it (535). */
export const quota: CheckDefinition = {
  name: 'Quota',
  type: 'critical',
  safety: true,
  async run(input, facts) {
    const [machine, account, domain, image] = await Promise.all([
      facts.appliance(),
      facts.accountQuota(),
      facts.domainQuota(),
      facts.template(),
    ]);
    if (machine?.account === undefined)
      return { status: 'skip', message: 'Without the owner of the appliance there are no limits to compare with' };
    if (account === undefined)
      return warn(
        'The limits of the account that owns the appliance cannot be read',
        'Make sure that the account may have one more VM and a snapshot of each disk.',
      );
    const open = runsOfConfig(input);
    // An ISO's root is as large as its disk offering, of which nothing is asked.
    const rootGb = image === undefined || image.iso ? 0 : (image.size ?? 0) / GIB;
    const [own, others] = [ownNeeds(input, await strategyOfRun(input, facts), rootGb), needsOfOthers(open, rootGb)];
    const left = (of: Quota | undefined, key: (typeof RESOURCES)[number]['quota']): number => of?.[key] ?? Infinity;
    const rows = RESOURCES.map(({ name, quota: key }) => ({
      name,
      needed: own[key],
      needed_by_open_runs: others[key],
      available: Math.min(left(account, key), left(domain, key)),
      of: left(domain, key) < left(account, key) ? `domain ${domain?.name ?? ''}` : `account ${account.name}`,
    }));
    const details = {
      open_runs: open.map((run) => run.job_id),
      resources: rows.map(({ of: _, available, ...row }) => ({
        ...row,
        available: available === Infinity ? 'Unlimited' : available,
      })),
    };
    const short = rows.filter((row) => row.needed > 0 && row.needed + row.needed_by_open_runs > row.available);
    const [first] = short;
    if (first === undefined) return pass('The limits of account and domain leave room for this run', details);
    return fail(
      short
        .map(
          (row) =>
            `${row.of} has ${row.available} ${row.name} left; this run takes ${row.needed}` +
            (row.needed_by_open_runs > 0 ? ` and open runs take ${row.needed_by_open_runs}` : ''),
        )
        .join('; '),
      `Raise the limits of ${first.of}, or free what it does not need.`,
      details,
    );
  },
};

/** What no host can run is refused; a zone that is full now may have room by the time the VM starts. */
export const capacity: CheckDefinition = {
  name: 'Capacity',
  type: 'critical',
  safety: true,
  async run(input, facts) {
    const [all, zone, appliance, osTypes] = await Promise.all([
      facts.hosts(),
      facts.zone(),
      facts.appliance(),
      facts.osTypes(),
    ]);
    if (all === undefined) return { status: 'skip', message: 'Only a root-admin key may read the hosts' };
    const hosts = all.filter(
      (host) =>
        host.state === 'Up' &&
        host.resourcestate === 'Enabled' &&
        (zone === undefined || host.zoneid === zone.id) &&
        (appliance?.hypervisor === undefined || host.hypervisor === appliance.hypervisor),
    );
    if (hosts.length === 0) return fail('No host of the zone is up and enabled', 'Bring a host of the zone up.');
    const hardware = resolveHardware(input, osTypes);
    const uefi = !('problem' in hardware) && hardware.boot_type === 'UEFI';
    const fit = hosts.filter((host) => !uefi || host.details?.['host.uefi.enable'] === 'true');
    if (fit.length === 0)
      return fail('No host of the zone boots UEFI machines', 'Enable UEFI on a host (host.uefi.enable).');
    const own = input.vm.memory_mb;
    const others = needsOfOthers(runsOfConfig(input), 0).memoryavailable;
    const free = fit.map((host) => freeMib(host));
    const [largest, total] = [Math.max(...free), free.reduce((sum, mib) => sum + mib, 0)];
    const details = {
      hosts: fit.length,
      needed_mib: own,
      needed_by_open_runs_mib: others,
      largest_free_mib: Number.isFinite(largest) ? largest : null,
      free_mib: Number.isFinite(total) ? total : null,
    };
    if (largest < own || total < own + others)
      return warn(
        `The hosts have ${total} MiB left, at most ${largest} on one; this run takes ${own} and open runs take ${others}`,
        'Free memory on the hosts, unless CloudStack overprovisions it.',
        details,
      );
    return pass('The hosts have room for this VM', details);
  },
};

/** Infinity where the host does not tell. */
function freeMib({ memorytotal, memoryallocatedbytes = 0 }: Host): number {
  return memorytotal === undefined ? Infinity : Math.floor((memorytotal - memoryallocatedbytes) / MIB);
}
