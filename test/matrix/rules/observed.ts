import type { LoggedRequest } from '../../support/driver.js';
import { isDeploy, isRead, type Traces } from './traces.js';

type Subject = { command: string; param: string; value: string | undefined };

/**
 * R3: every change that was sent without a look at its object since the change before, or with none after it and its job
 * had ended. Only looks that were answered count.
 */
export function unobserved(traces: Traces): string[] {
  const changes = traces.requests.filter((request) => !isRead(request));
  const looks = traces.requests.filter((request) => isRead(request) && request.http_status === 200);
  return changes.flatMap((change) => {
    const subject = subjectOf(change, traces);
    if (subject === undefined) return [`${change.command} is not known to this check`];
    const same = changes.filter((other) => sameSubject(subjectOf(other, traces), subject));
    const before = same.filter(({ seq }) => seq < change.seq).at(-1)?.seq ?? 0;
    const after = same.find(({ seq }) => seq > change.seq)?.seq ?? Infinity;
    const about = looks.filter(
      ({ command, params }) =>
        command === subject.command &&
        // A VM or clone whose id a failed or lost create has hidden is found, and looked at, by its name.
        (params[subject.param] === subject.value ||
          (isHidden(subject.value, traces) && params.name === traces.vm.name) ||
          (params.name !== undefined && params.name === nameOfClone(subject.value, traces))),
    );
    const ended = endOf(change, traces);
    const label = `${change.command} ${subject.value ?? ''} (request ${change.seq})`;
    return [
      ...(about.some(({ seq }) => seq > before && seq < change.seq) ? [] : [`${label}: no look before it`]),
      ...(about.some(({ seq, at }) => seq > change.seq && seq < after && Date.parse(at) >= ended)
        ? []
        : [`${label}: no look after it`]),
    ];
  });
}

/** ms since the epoch: from when on a look tells what became of the change. */
function endOf({ jobid, at }: LoggedRequest, { jobs }: Traces): number {
  return (jobid === undefined ? undefined : jobs.get(jobid)?.completed) ?? Date.parse(at);
}

/** The read, and its parameter, that shows the object which a change is about. */
function subjectOf({ command, params }: LoggedRequest, { snapshots, effects }: Traces): Subject | undefined {
  const vmOf = (snapshot: string | undefined): string | undefined =>
    effects.find((e) => e.command === 'createVMSnapshot' && e.object_id === snapshot)?.params.virtualmachineid;
  const volumeOf = (snapshot: string | undefined): string | undefined => snapshots.get(snapshot ?? '') ?? snapshot;
  switch (command) {
    case 'deployVirtualMachine':
      return { command: 'listVirtualMachines', param: 'name', value: params.name };
    case 'startVirtualMachine':
    case 'stopVirtualMachine':
    case 'updateVirtualMachine':
    case 'destroyVirtualMachine':
    case 'recoverVirtualMachine':
    case 'expungeVirtualMachine':
      return { command: 'listVirtualMachines', param: 'id', value: params.id };
    case 'attachVolume':
    case 'detachVolume':
    case 'deleteVolume':
      return { command: 'listVolumes', param: 'id', value: params.id };
    case 'revertSnapshot':
      return { command: 'listVolumes', param: 'id', value: volumeOf(params.id) };
    case 'createSnapshot':
      return { command: 'listSnapshots', param: 'volumeid', value: params.volumeid };
    case 'deleteSnapshot':
      return { command: 'listSnapshots', param: 'volumeid', value: volumeOf(params.id) };
    case 'createVolume':
      return { command: 'listVolumes', param: 'name', value: params.name };
    case 'createVMSnapshot':
      return { command: 'listVMSnapshot', param: 'virtualmachineid', value: params.virtualmachineid };
    case 'revertToVMSnapshot':
    case 'deleteVMSnapshot':
      return { command: 'listVMSnapshot', param: 'virtualmachineid', value: vmOf(params.vmsnapshotid) };
    default:
      return undefined;
  }
}

function nameOfClone(id: string | undefined, { effects }: Traces): string | undefined {
  return effects.find(({ command, object_id }) => command === 'createVolume' && object_id === id)?.params.name;
}

/** A VM of the run whose id its reads never name, because the run never learned it. */
function isHidden(id: string | undefined, { effects, requests, vm }: Traces): boolean {
  const made = effects.some(({ command, params, object_id }) => object_id === id && isDeploy(command, params, vm));
  return made && !requests.some(({ command, params }) => command === 'listVirtualMachines' && params.id === id);
}

function sameSubject(a: Subject | undefined, b: Subject): boolean {
  return a !== undefined && a.command === b.command && a.param === b.param && a.value === b.value;
}
