import type { CloudStackPort } from '../../activities/deps.js';
import { CloudStackError } from '../../cloudstack/errors.js';
import type { SendOptions, Submitted } from '../../cloudstack/commands.js';
import type {
  AsyncJob,
  CloudStackReads,
  Snapshot,
  VirtualMachine,
  VmSnapshot,
  Volume,
} from '../../domain/cloudstack.js';

/** What happens to a command that is sent. `act` carries out the effect. */
export type Reaction = (sent: { params: Record<string, unknown>; options: SendOptions; act: () => void }) => Submitted;

/**
 * A CloudStack of a few objects, for unit tests of activities: jobs are final at once unless a reaction says otherwise.
 * It knows no rules; those are the simulator's.
 */
export class FakeCloudStack {
  readonly volumes = new Map<string, Volume>();
  readonly vms = new Map<string, VirtualMachine>();
  readonly snapshots = new Map<string, Snapshot>();
  readonly vmSnapshots = new Map<string, VmSnapshot>();
  readonly jobs = new Map<string, AsyncJob>();
  /** Every command that reached CloudStack, whatever became of it. */
  readonly sent: { command: string; params: Record<string, unknown>; jobId: string | undefined }[] = [];
  readonly reactions: Partial<Record<string, Reaction[]>> = {};
  /** Replaces what awaiting a job does. */
  awaiting: (() => Promise<AsyncJob | undefined>) | undefined;
  /** Called before each look, e.g. to change the world or the clock. */
  beforeRead: () => void = () => undefined;

  finish(jobId: string, jobstatus: 1 | 2 = 1, jobresult?: Record<string, unknown>): void {
    this.jobs.set(jobId, { jobid: jobId, jobstatus, ...(jobresult === undefined ? {} : { jobresult }) });
  }

  /** For the next calls of `command`, in order; later ones act as usual. */
  react(command: string, ...reactions: Reaction[]): void {
    this.reactions[command] = reactions;
  }

  port(): CloudStackPort {
    const command =
      (name: string, effect: (params: Record<string, unknown>) => void, async = true) =>
      (params: Record<string, unknown>, options: SendOptions): Promise<Submitted> => {
        if (Date.now() > options.notAfter.getTime()) return Promise.reject(notSent(name, 'FENCE_EXPIRED'));
        this.sent.push({ command: name, params, jobId: options.customJobId });
        const act = (): void => {
          effect(params);
          if (async && options.customJobId !== undefined) this.finish(options.customJobId);
        };
        const reaction = this.reactions[name]?.shift();
        try {
          if (reaction !== undefined) return Promise.resolve(reaction({ params, options, act }));
          act();
          return Promise.resolve({
            body: {},
            ...(async && options.customJobId !== undefined ? { jobid: options.customJobId } : {}),
          });
        } catch (error) {
          return Promise.reject(error instanceof Error ? error : new Error('not an error'));
        }
      };
    const commands = {
      detachVolume: command('detachVolume', ({ id }) =>
        this.patchVolume(String(id), { virtualmachineid: undefined, deviceid: undefined, type: 'DATADISK' }),
      ),
      deployVirtualMachine: command('deployVirtualMachine', (params) => {
        const id = `vm-${this.vms.size + 1}`;
        const detail = /^details\[0\]\./;
        const named = Object.entries(params).filter(([name]) => detail.test(name));
        const details = Object.fromEntries(named.map(([name, value]) => [name.replace(detail, ''), String(value)]));
        this.vms.set(id, { id, name: String(params.name), state: 'Stopped', details });
        const root = { id: `root-of-${id}`, name: 'ROOT', state: 'Allocated', type: 'ROOT' };
        this.volumes.set(root.id, { ...root, virtualmachineid: id, deviceid: 0 });
      }),
      attachVolume: command('attachVolume', ({ id, virtualmachineid, deviceid }) =>
        this.patchVolume(String(id), {
          virtualmachineid: String(virtualmachineid),
          deviceid: Number(deviceid ?? 9),
          type: Number(deviceid) === 0 ? 'ROOT' : 'DATADISK',
        }),
      ),
      deleteVolume: command('deleteVolume', ({ id }) => this.volumes.delete(String(id)), false),
      createSnapshot: command('createSnapshot', ({ volumeid, name }) => {
        const id = `snapshot-${this.snapshots.size + 1}`;
        this.snapshots.set(id, { id, name: String(name), volumeid: String(volumeid), state: 'BackedUp' });
      }),
      deleteSnapshot: command('deleteSnapshot', ({ id }) => this.snapshots.delete(String(id))),
      destroyVirtualMachine: command('destroyVirtualMachine', ({ id }) =>
        this.patchVm(String(id), { state: 'Destroyed' }),
      ),
      expungeVirtualMachine: command('expungeVirtualMachine', ({ id }) => this.vms.delete(String(id))),
      recoverVirtualMachine: command(
        'recoverVirtualMachine',
        ({ id }) => this.patchVm(String(id), { state: 'Stopped' }),
        false,
      ),
      revertSnapshot: command('revertSnapshot', () => undefined),
      createVolume: command('createVolume', ({ name, snapshotid }) => {
        const id = `volume-${this.volumes.size + 1}`;
        const clone = { id, name: String(name), state: 'Ready', type: 'DATADISK', snapshotid: String(snapshotid) };
        this.volumes.set(id, clone);
      }),
      createVMSnapshot: command('createVMSnapshot', ({ virtualmachineid, name }) => {
        const id = `vm-snapshot-${this.vmSnapshots.size + 1}`;
        const of = { virtualmachineid: String(virtualmachineid), displayname: String(name) };
        this.vmSnapshots.set(id, { id, name: 'i-2-8-VM_VS', state: 'Ready', ...of });
        this.movePaths(of.virtualmachineid, (path) => `${path}+`);
      }),
      revertToVMSnapshot: command('revertToVMSnapshot', ({ vmsnapshotid }) =>
        this.movePaths(this.vmSnapshots.get(String(vmsnapshotid))?.virtualmachineid, (path) => `${path}+`),
      ),
      deleteVMSnapshot: command('deleteVMSnapshot', ({ vmsnapshotid }) => {
        const id = String(vmsnapshotid);
        this.movePaths(this.vmSnapshots.get(id)?.virtualmachineid, (path) => path.replace(/\++$/, ''));
        this.vmSnapshots.delete(id);
      }),
      startVirtualMachine: command('startVirtualMachine', ({ id }) => this.patchVm(String(id), { state: 'Running' })),
      stopVirtualMachine: command('stopVirtualMachine', ({ id }) => this.patchVm(String(id), { state: 'Stopped' })),
      detachIso: command('detachIso', ({ virtualmachineid }) => {
        const { isoid: _iso, ...vm } = this.vms.get(String(virtualmachineid)) ?? {};
        if ('id' in vm) this.vms.set(vm.id, vm);
      }),
      updateVirtualMachine: command(
        'updateVirtualMachine',
        ({ id, ...change }) => this.patchVm(String(id), change),
        false,
      ),
    };
    return {
      reads: this.reads(),
      commands: commands,
      jobs: {
        query: (id) => Promise.resolve(this.jobs.get(id)),
        await: async (id, signal) => {
          for (;;) {
            if (this.awaiting !== undefined) return this.awaiting();
            const job = this.jobs.get(id);
            if (job === undefined || job.jobstatus !== 0) return job;
            signal?.throwIfAborted();
            await new Promise((resolve) => setImmediate(resolve));
          }
        },
      },
      reserve: () => Promise.resolve(),
    };
  }

  private reads(): CloudStackReads {
    const look = <T>(value: () => T): Promise<T> => {
      this.beforeRead();
      return Promise.resolve(value());
    };
    const reads: Partial<CloudStackReads> = {
      getVolume: (id) => look(() => this.volumes.get(id)),
      findVolumesByName: (name) => look(() => [...this.volumes.values()].filter((v) => v.name === name)),
      listVmSnapshots: (id) => look(() => [...this.vmSnapshots.values()].filter((s) => s.virtualmachineid === id)),
      getVirtualMachine: (id) => look(() => this.vms.get(id)),
      findVirtualMachinesByName: (name) => look(() => [...this.vms.values()].filter((vm) => vm.name === name)),
      listVolumesOfVirtualMachine: (id) =>
        look(() => [...this.volumes.values()].filter((v) => v.virtualmachineid === id)),
      listSnapshotsOfVolume: (id) => look(() => [...this.snapshots.values()].filter((s) => s.volumeid === id)),
    };
    return reads as CloudStackReads;
  }

  private movePaths(vmId: string | undefined, move: (path: string) => string): void {
    for (const { id, path, virtualmachineid } of this.volumes.values())
      if (virtualmachineid === vmId && path !== undefined) this.patchVolume(id, { path: move(path) });
  }

  private patchVolume(id: string, change: { [K in keyof Volume]?: Volume[K] | undefined }): void {
    const volume = this.volumes.get(id);
    if (volume !== undefined) this.volumes.set(id, withoutUndefined({ ...volume, ...change }));
  }

  private patchVm(id: string, change: Partial<VirtualMachine>): void {
    const vm = this.vms.get(id);
    if (vm !== undefined) this.vms.set(id, { ...vm, ...change });
  }
}

function withoutUndefined<T>(value: object): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}

export function notSent(command: string, code: string): CloudStackError {
  return new CloudStackError(command, { errorClass: 'unavailable', sent: 'no', code, errortext: code });
}

export function replyLost(command: string): CloudStackError {
  return new CloudStackError(command, {
    errorClass: 'unknown-outcome',
    sent: 'maybe',
    code: 'NO_ANSWER',
    errortext: 'the connection was cut',
  });
}
