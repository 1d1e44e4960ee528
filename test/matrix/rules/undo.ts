import type { Effect } from '../../support/driver.js';
import { isDeploy, type Traces } from './traces.js';

/** What an effect did, or took back. Things of one branch are done one after the other. */
interface Deed {
  back: boolean;
  thing: string;
  branch: 'replicas' | 'vm' | 'both';
  at: string;
}

/** R5: an undone run's effects that were not taken back, or not last first, or followed by new ones of the run's own. */
export function undoneWrongly(traces: Traces): string[] {
  const deeds = deedsOf(traces);
  const firstBack = deeds.findIndex(({ back }) => back);
  const late = firstBack === -1 ? [] : deeds.slice(firstBack).filter(({ back }) => !back);
  const done = new Map(deeds.filter(({ back }) => !back).map((deed) => [deed.thing, deed]));
  const things = [...done.values()].map((deed) => ({
    ...deed,
    undoneAt: deeds.findLastIndex(({ back, thing }) => back && thing === deed.thing),
  }));
  const notLastFirst = things.flatMap((first, i) =>
    things
      .slice(i + 1)
      .filter((then) => (then.branch === first.branch || then.branch === 'both') && then.undoneAt > first.undoneAt)
      .map((then) => `${first.thing} was undone before ${then.thing}, which came after it`),
  );
  return [
    ...late.map(({ thing }) => `${thing} was done while the run was undone`),
    ...things.filter(({ undoneAt }) => undoneAt === -1).map(({ thing }) => `${thing} was never undone`),
    ...notLastFirst,
  ];
}

/**
 * R7: of a run whose destination was started, snapshots deleted and replicas given back without a revert after the stop;
 * with clones, replicas that were put on it at all.
 * @param committed whether a person has let the snapshots go
 */
export function unreverted({ effects, vm, snapshots, strategy }: Traces, committed = false): string[] {
  const last = (command: string, volume?: string): number =>
    effects.findLastIndex(
      (e) => e.command === command && (volume === undefined || e.object_id === volume || volumeOf(e) === volume),
    );
  const volumeOf = (e: Effect): string | undefined => snapshots.get(e.params.id ?? '');
  const [started, stopped] = [last('startVirtualMachine'), last('stopVirtualMachine')];
  const firstStart = effects.findIndex((e) => e.command === 'startVirtualMachine');
  if (started === -1) return [];
  if (strategy === 'clone')
    return effects
      .filter((e) => e.command === 'attachVolume' && e.params.virtualmachineid !== vm.appliance_vm_id)
      .filter(({ object_id }) => vm.disks.some(({ volume_id }) => volume_id === object_id))
      .map(({ object_id }) => `${object_id} was put on the destination`);
  return vm.disks.flatMap(({ volume_id }) => {
    const reverted = Math.max(last('revertSnapshot', volume_id), last('revertToVMSnapshot'));
    const deleted = Math.max(last('deleteSnapshot', volume_id), last('deleteVMSnapshot'));
    const home = effects.findLastIndex(
      (e) =>
        e.command === 'attachVolume' && e.object_id === volume_id && e.params.virtualmachineid === vm.appliance_vm_id,
    );
    return [
      // Before the first start nothing was written: what CloudStack has spoilt may go (R7 a).
      ...(!committed && deleted > firstStart && (reverted === -1 || reverted > deleted)
        ? [`the snapshot of ${volume_id} was deleted before its revert`]
        : []),
      ...(home !== -1 && (reverted === -1 || reverted > home) ? [`${volume_id} came home before its revert`] : []),
      ...(reverted !== -1 && reverted < Math.max(started, stopped)
        ? [`${volume_id} was reverted before the stop`]
        : []),
    ];
  });
}

/**
 * R4: reverts of the VM after one that was seen to succeed, without a no to the deletion of its snapshot in between. After
 * such a no somebody may have started the VM, so that it is reverted once more.
 */
export function revertedAgain({ effects, requests, jobs }: Traces): string[] {
  const isNo = ({ command, jobid, errorcode }: Traces['requests'][number]): boolean =>
    command === 'deleteVMSnapshot' &&
    (jobid === undefined ? errorcode !== undefined : jobs.get(jobid)?.jobstatus === 2);
  const noes = requests.filter(isNo).map(({ at }) => at);
  const reverts = effects.filter(({ command }) => command === 'revertToVMSnapshot');
  return reverts.flatMap((revert, i) => {
    const before = reverts[i - 1];
    if (before === undefined || jobs.get(before.jobid ?? '')?.jobstatus !== 1) return [];
    return noes.some((at) => at >= before.at && at <= revert.at) ? [] : [`${revert.object_id} was reverted to twice`];
  });
}

const CREATES = ['deployVirtualMachine', 'createSnapshot', 'createVMSnapshot', 'createVolume'];
const REMOVES = ['destroyVirtualMachine', 'deleteSnapshot', 'deleteVMSnapshot'];

/** What CloudStack has spoilt while it made it is nothing that was done, and that it is cleared away takes nothing back. */
function isSpoilt({ command, object_id }: Effect, { effects, jobs }: Traces): boolean {
  if (![...CREATES, ...REMOVES].includes(command)) return false;
  const made = effects.find((effect) => CREATES.includes(effect.command) && effect.object_id === object_id);
  return made === undefined || jobs.get(made.jobid ?? '')?.jobstatus === 2;
}

/**
 * The effects that do or take back something, in order. What goes with the VM (blank root, guest OS) need not be undone, and
 * with clones the replicas go home on the way there.
 */
export function deedsOf(traces: Traces): Deed[] {
  const { effects, vm, snapshots, strategy } = traces;
  const onAppliance = new Set(vm.disks.map((disk) => disk.volume_id));
  const disks = new Set(onAppliance);
  const clones = new Map<string, string>();
  const deeds = effects.flatMap((effect): Deed[] => {
    const { command, object_id, params, at } = effect;
    if (isSpoilt(effect, traces)) return [];
    const isDisk = disks.has(object_id);
    if (isDeploy(command, params, vm)) return [{ back: false, thing: 'the VM', branch: 'vm', at }];
    if (command === 'destroyVirtualMachine') return [{ back: true, thing: 'the VM', branch: 'vm', at }];
    if (command === 'updateVirtualMachine' && params.deleteprotection !== undefined)
      return [{ back: params.deleteprotection === 'false', thing: 'delete protection', branch: 'vm', at }];
    if (command === 'createSnapshot')
      return [{ back: false, thing: `snapshot of ${params.volumeid}`, branch: 'replicas', at }];
    if (command === 'deleteSnapshot')
      return [{ back: true, thing: `snapshot of ${snapshots.get(object_id)}`, branch: 'replicas', at }];
    if (command === 'createVMSnapshot' || command === 'deleteVMSnapshot')
      return [{ back: command === 'deleteVMSnapshot', thing: 'the VM snapshot', branch: 'both', at }];
    if (command === 'createVolume') {
      clones.set(object_id, `clone of ${snapshots.get(params.snapshotid ?? '')}`);
      disks.add(object_id);
      return [{ back: false, thing: clones.get(object_id) ?? '', branch: 'replicas', at }];
    }
    const clone = clones.get(object_id);
    if (command === 'deleteVolume' && clone !== undefined)
      return [{ back: true, thing: clone, branch: 'replicas', at }];
    if (command === 'detachVolume' && isDisk) {
      const released = onAppliance.delete(object_id);
      return [
        released
          ? { back: false, thing: `release of ${object_id}`, branch: 'replicas', at }
          : { back: true, thing: `attach of ${object_id}`, branch: 'both', at },
      ];
    }
    if (command === 'attachVolume' && isDisk) {
      const home = params.virtualmachineid === vm.appliance_vm_id;
      if (home) onAppliance.add(object_id);
      return [
        home
          ? { back: true, thing: `release of ${object_id}`, branch: 'replicas', at }
          : { back: false, thing: `attach of ${object_id}`, branch: 'both', at },
      ];
    }
    return [];
  });
  return strategy === 'clone' ? deeds.filter(({ thing }) => !thing.startsWith('release')) : deeds;
}
