import { contentSha256 } from '../hypervisor/content.js';
import { GIB } from '../units.js';
import type { World } from '../world.js';

/** Everything as it really is, hypervisor's side included; removed objects only by their ids. */
export function stateView(world: World): Record<string, unknown> {
  const { db } = world;
  const live = <Row extends { removed: number | null }>(rows: Row[]): Row[] => rows.filter((row) => !row.removed);
  const goneIds = (rows: { id: string; removed: number | null }[]): string[] =>
    rows.filter((row) => row.removed).map((row) => row.id);
  return {
    settings: world.settings,
    accounts: db.accounts.all().map(({ secret_key: _secret, ...account }) => account),
    zones: db.zones.all(),
    pools: db.pools.all(),
    networks: db.networks.all(),
    service_offerings: db.offerings.all(),
    disk_offerings: db.diskOfferings.all(),
    network_offerings: db.networkOfferings.all(),
    templates: db.templates.all(),
    isos: db.isos.all(),
    os_types: db.osTypes.all(),
    vms: live(db.vms.all()).map((vm) => {
      const domain = db.domains.must(vm.id);
      const mode = vm.details['UEFI'];
      return {
        ...vm,
        boottype: mode === undefined ? 'BIOS' : 'UEFI',
        bootmode: mode ?? 'LEGACY',
        domain,
      };
    }),
    volumes: live(db.volumes.all()).map((volume) => ({
      ...volume,
      size_gb: volume.size / GIB,
      content_sha256: contentSha256(db.contents.get(volume.id)?.blocks ?? {}),
      held_by: world.hypervisor.holders(volume.id),
    })),
    snapshots: live(db.snapshots.all()).map(({ blocks, ...snapshot }) => ({
      ...snapshot,
      content_sha256: contentSha256(blocks),
    })),
    vm_snapshots: live(db.vmSnapshots.all()),
    jobs: db.jobs.all(),
    violations: db.violations.all(),
    removed: {
      vms: goneIds(db.vms.all()),
      volumes: goneIds(db.volumes.all()),
      snapshots: goneIds(db.snapshots.all()),
    },
  };
}
