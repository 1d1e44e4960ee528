import { ApiFailure, type Job, type RunStatus, type VmSummary } from '../../client/api.js';
import type { Context } from './context.js';
import { CliFailure, EXIT } from './exit.js';

const PAGE = 500;

/** Every VM, or those whose name or id contains `search`. */
export async function allVms({ api, body }: Context, search?: string): Promise<VmSummary[]> {
  const found: VmSummary[] = [];
  for (;;) {
    const query = { limit: PAGE, offset: found.length, ...(search === undefined ? {} : { search }) };
    const { vms, total_vms } = await body(api.GET('/vms', { params: { query } }));
    found.push(...vms);
    if (vms.length === 0 || found.length >= total_vms) return found;
  }
}

/** A VM by its id, or by its name where only one has it. Raises CliFailure. */
export async function findVm(context: Context, idOrName: string): Promise<VmSummary> {
  const near = await allVms(context, idOrName);
  const byId = near.find(({ vm_id }) => vm_id === idOrName);
  const named = near.filter(({ name }) => name === idOrName);
  const [vm, another] = byId === undefined ? named : [byId];
  if (vm === undefined)
    throw new CliFailure(
      EXIT.notFound,
      `There is no VM ${idOrName} in the inventory.`,
      near.length === 0
        ? ['`failoverctl vms` lists them.']
        : [
            `Near: ${near
              .slice(0, 5)
              .map(({ name, vm_id }) => `${name} (${vm_id})`)
              .join(', ')}.`,
          ],
    );
  if (another !== undefined)
    throw new CliFailure(EXIT.usage, `${named.length} VMs are called ${idOrName}.`, [
      `Say which by its id: ${named.map(({ vm_id }) => vm_id).join(', ')}.`,
    ]);
  return vm;
}

/** Which run of a VM is meant: the open one, the one that has the VM, or the newest. */
type Meant = 'open' | 'holder' | 'newest';

/** The run of this id, or of this VM. Raises CliFailure where there is none. */
export async function findRun(context: Context, runOrVm: string, meant: Meant): Promise<RunStatus> {
  const { api, body } = context;
  const status = (job_id: string): Promise<RunStatus> =>
    body(api.GET('/failover/{job_id}/status', { params: { path: { job_id } } }));
  try {
    return await status(runOrVm);
  } catch (error) {
    // What is no id of a run may be a VM's name.
    const isOther = error instanceof ApiFailure && ['JOB_NOT_FOUND', 'VALIDATION_FAILED'].includes(error.code);
    if (!isOther) throw error;
  }
  const { vm_id, name, held_by } = await findVm(context, runOrVm).catch((error: unknown) => {
    if (!(error instanceof CliFailure) || error.exit !== EXIT.notFound) throw error;
    throw new CliFailure(EXIT.notFound, `There is no run and no VM ${runOrVm}.`, [
      '`failoverctl status --all` lists the runs, `failoverctl vms` the VMs.',
    ]);
  });
  const newest = async (open: boolean): Promise<Job | undefined> => {
    const query = { vm_id, limit: 1, ...(open ? { open: true } : {}) };
    return (await body(api.GET('/failover/jobs', { params: { query } }))).jobs[0];
  };
  const found =
    meant === 'holder'
      ? held_by
      : ((await newest(true)) ?? (meant === 'newest' ? await newest(false) : undefined))?.job_id;
  if (found === undefined || found === null)
    throw new CliFailure(EXIT.notFound, `${name} has no ${meant === 'open' ? 'open ' : ''}run.`, [
      `\`failoverctl status ${runOrVm} --all\` lists what it had.`,
    ]);
  return status(found);
}
