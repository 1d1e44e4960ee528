import type { Mutant } from '../mutant.js';

const MUTATE = { project: 'unit', file: 'activities/lib/mutate.test.ts' } as const;
const UNDO = { project: 'integration', file: 'test/integration/workflows/test-failover-undo.test.ts' } as const;
const LIVE = { project: 'integration', file: 'test/integration/workflows/live-failover.test.ts' } as const;

/** R1, R2, R7, R8: what would lose, share or alter a replica, or show a test's VM to production. */
export const REPLICAS: readonly Mutant[] = [
  {
    rule: 'R1',
    does: "destroys a VM that bears another job's marker",
    file: 'activities/operations/virtual-machines.ts',
    patch: {
      'Promise<Look | undefined> {\n  if (!isOurs(vm, input.of_job))':
        'Promise<Look | undefined> {\n  if (!isOurs(vm, input.of_job) && vm.details === undefined)',
    },
    test: { ...MUTATE, name: 'is never sent for a VM without our marker' },
  },
  {
    rule: 'R1',
    does: 'expunges without looking again what the VM holds',
    file: 'activities/operations/virtual-machines.ts',
    patch: {
      "expungeVirtualMachine({ id: next.id }, options);\n      };\n      return (await mayRemove(around, next)) ?? { is: 'ready', send };":
        "expungeVirtualMachine({ id: next.id }, options);\n      };\n      return { is: 'ready', send };",
    },
    test: { ...MUTATE, name: 'is never sent for a VM that holds a replica' },
  },
  {
    rule: 'R1',
    does: 'destroys and expunges in one phase',
    file: 'activities/operations/virtual-machines.ts',
    patch: { 'expunge: false }': 'expunge: true }' },
    test: { ...MUTATE, name: 'finds a VM whose id a lost reply has hidden by its name and marker' },
  },
  {
    rule: 'R1',
    does: 'deletes a volume that somebody has written to',
    file: 'activities/operations/volumes.ts',
    patch: { "if (volume.state !== 'Allocated' && !cloned)": "if (volume.state === 'Uploaded' && !cloned)" },
    test: { ...MUTATE, name: 'never sends for a volume that' },
  },
  {
    rule: 'R1',
    does: 'deletes a replica that the inventory knows',
    file: 'activities/operations/volumes.ts',
    patch: {
      'if (await deps.db.uow.read((r) => r.vms.isReplica(volume.id)))':
        "if (volume.name === '' && (await deps.db.uow.read((r) => r.vms.isReplica(volume.id))))",
    },
    test: { ...MUTATE, name: 'never sends for a volume that' },
  },
  {
    rule: 'R1',
    does: "takes a namesake made of another snapshot for the job's clone",
    file: 'activities/operations/clones.ts',
    patch: { ' && (volume.snapshotid === undefined || volume.snapshotid === snapshot_id)': '' },
    test: { project: 'unit', file: 'activities/operations/clones.test.ts', name: 'sends nothing for a volume' },
  },
  {
    rule: 'R1',
    does: 'adopts a customer VM of the same host name as its destination',
    file: 'activities/operations/deploy.ts',
    patch: { 'vm.id === job?.jobinstanceid)': 'vm.id === job?.jobinstanceid || vm.name === machine.host_name)' },
    test: { project: 'unit', file: 'activities/operations/deploy.test.ts', name: 'is another' },
  },
  {
    rule: 'R1',
    does: 'deploys without the marker',
    file: 'activities/operations/deploy.ts',
    patch: { '[MARKER]: jobId,': '[`${MARKER}ed`]: jobId,' },
    test: { project: 'unit', file: 'activities/operations/deploy.test.ts', name: 'marked' },
  },
  {
    rule: 'R1',
    does: 'removes the destination before it gives the replicas back',
    file: 'readiness/plan/itinerary/way-back.ts',
    patch: {
      "    ...between(input, stop, detach, reattach),\n    step('destroy_vm', 'cleanup', removal('destroy_vm', input)),\n":
        "    step('destroy_vm', 'cleanup', removal('destroy_vm', input)),\n    ...between(input, stop, detach, reattach),\n",
    },
    test: {
      project: 'unit',
      file: 'readiness/plan/itinerary/live.test.ts',
      name: 'is abandoned by stop, detach, revert, home, and only then snapshots and VM go',
    },
  },
  {
    rule: 'R2',
    does: 'lets a late job free a VM that another one holds',
    file: 'db/repositories/projections.ts',
    patch: {
      'await this.#mayTake(head) : [job_id, parent_job_id].includes(vm.held_by))':
        'await this.#mayTake(head) : hold.held_by === null || vm.held_by === job_id || parent_job_id !== null)',
    },
    test: {
      project: 'integration',
      file: 'test/integration/db/hold.test.ts',
      name: 'is neither taken nor freed by a late job',
    },
  },
  {
    rule: 'R2',
    does: 'lets two runs have one VM',
    file: 'api/temporal/starter.ts',
    patch: { "workflowIdConflictPolicy: 'FAIL'": "workflowIdConflictPolicy: 'USE_EXISTING'" },
    test: {
      project: 'integration',
      file: 'test/integration/api/start.test.ts',
      name: 'holds the VM against a second start',
    },
  },
  {
    rule: 'R2',
    does: 'releases the replicas while a replication of them runs',
    file: 'activities/observe/confirm-releasable.ts',
    patch: { 'if (isReplicating(vm.replication))': 'if (isReplicating(vm.replication) && vm.disks.length === 0)' },
    test: { project: 'unit', file: 'activities/observe/confirm-releasable.test.ts', name: 'nothing is released' },
  },
  {
    rule: 'R2',
    does: 'releases the replicas unless all of them were written to since the plan',
    file: 'activities/observe/confirm-releasable.ts',
    patch: { 'if (changed.length > 0)': 'if (changed.length >= disks.length)' },
    test: { project: 'unit', file: 'activities/observe/confirm-releasable.test.ts', name: 'nothing is released' },
  },
  {
    rule: 'R2',
    does: 'attaches replicas in an undo that replication may write to again',
    file: 'workflows/lib/executor.ts',
    patch: { 'this.run.replicasAreHome && patched(': '!this.run.replicasAreHome && patched(' },
    test: {
      project: 'integration',
      file: 'test/integration/workflows/test-failover-undo.test.ts',
      name: 'a cancel undoes what was done',
    },
  },
  {
    rule: 'R2',
    does: 'lets replication write again before the replicas are home',
    file: 'workflows/lib/executor.ts',
    patch: {
      "if (step.name === 'reattach') this.run.replicasHome();": "if (step.name === 'attach') this.run.replicasHome();",
    },
    test: {
      project: 'integration',
      file: 'test/integration/workflows/test-failover.test.ts',
      name: 'volume-snapshot: detached, reverted, home',
    },
  },
  {
    rule: 'R2',
    does: 'lets replication write again before the way back is verified',
    file: 'workflows/lib/executor.ts',
    patch: {
      '      this.run.stepDone(name);\n    }\n    this.wentBack = true;':
        "      this.run.stepDone(name);\n      if (name === 'reattach') this.run.replicasHome();\n    }\n    this.wentBack = true;",
    },
    test: {
      project: 'integration',
      file: 'test/integration/workflows/test-failover.test.ts',
      name: 'volume-snapshot: detached, reverted, home',
    },
  },
  {
    rule: 'R7',
    does: 'reverts a volume that a VM may be writing to',
    file: 'activities/operations/snapshots.ts',
    patch: {
      "      if (volume.virtualmachineid !== undefined)\n        return { is: 'impossible', why: `Volume ${volumeid} is attached to VM ${volume.virtualmachineid}` };\n":
        '',
    },
    test: { project: 'unit', file: 'activities/operations/snapshots.test.ts', name: 'is not sent' },
  },
  {
    rule: 'R7',
    does: 'takes a revert for done that was not seen to succeed',
    file: 'activities/operations/snapshots.ts',
    patch: { 'if (job?.jobstatus !== 1)': 'if (job?.jobstatus === 2)' },
    test: { ...MUTATE, name: 'never take a revert for done that was not seen to succeed' },
  },
  {
    rule: 'R7',
    does: 'deletes the VM snapshot of a VM that was started since its revert',
    file: 'activities/operations/vm-snapshots.ts',
    patch: {
      "if (next?.state === 'Ready' && !isReference(reverted)": "if (next?.state === 'Error' && !isReference(reverted)",
    },
    test: {
      project: 'unit',
      file: 'activities/operations/vm-snapshots.test.ts',
      name: 'is not sent for a VM that was started since its revert',
    },
  },
  {
    rule: 'R7',
    does: 'deletes the snapshot of a replica that was not reverted',
    file: 'workflows/lib/backward.ts',
    patch: { '!this.unreverted.has(volumeId))\n      return false;': '!this.lost.has(volumeId))\n      return false;' },
    test: { ...LIVE, name: 'a revert that will never come may be given up' },
  },
  {
    rule: 'R7',
    does: 'demands no resync of replicas that come home altered',
    file: 'workflows/lib/executor.ts',
    patch: { 'if (this.altered.length > 0) this.run.resyncRequired(this.altered);': '' },
    test: { ...LIVE, name: 'abandon without snapshots demands a full resync' },
  },
  {
    rule: 'R7',
    does: 'does not store that a replica is altered',
    file: 'db/repositories/projections.ts',
    patch: { 'if (projection.resync_required.length > 0)': 'if (projection.resync_required.length > 1)' },
    test: {
      project: 'integration',
      file: 'test/integration/db/altered.test.ts',
      name: 'needs a full sync from then on',
    },
  },
  {
    rule: 'R7',
    does: 'does not ask in an undo whether somebody has started the destination',
    file: 'workflows/lib/executor.ts',
    patch: { 'if (started) throw new HasRun();': 'if (started && this.running) throw new HasRun();' },
    test: { ...UNDO, name: 'started from outside before its VM snapshot was taken' },
  },
  {
    rule: 'R8',
    does: 'sends a test where a production mapping leads',
    file: 'readiness/plan/networks.ts',
    patch: { "m.is_test_network === (type === 'test')": "(m.is_test_network || type === 'test')" },
    test: {
      project: 'unit',
      file: 'readiness/checks/networks.test.ts',
      name: 'only a production mapping, for a test',
    },
  },
  {
    rule: 'R8',
    does: 'lets a test onto a production network of another VM',
    file: 'readiness/plan/networks.ts',
    patch: {
      "      if (input.type === 'test' && input.production_network_ids.includes(network.id))\n        add(result.production, network.name);\n":
        '',
    },
    test: {
      project: 'unit',
      file: 'readiness/checks/networks.test.ts',
      name: 'a test onto a production network',
    },
  },
  {
    rule: 'R8',
    does: 'puts an unmapped NIC on the default network of the configuration',
    file: 'readiness/plan/networks.ts',
    patch: {
      'function wantedFor({ request, mappings, type }: ReadinessInput':
        'function wantedFor({ request, mappings, type, config }: ReadinessInput',
      'return asked ?? stored?.destination_network_id;':
        'return asked ?? stored?.destination_network_id ?? config?.network_id ?? undefined;',
    },
    test: { project: 'unit', file: 'readiness/checks/networks.test.ts', name: 'unmapped beside a default network' },
  },
];
