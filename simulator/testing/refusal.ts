import { type TestClient } from './client.js';
import { admin, ids } from './estate.js';

export type Params = Record<string, string | number | boolean>;

/** Parameters of a deployment that is fine, on the production network and not started. */
export const deployment = (extra: Params = {}): Params => ({
  zoneid: ids.zone,
  serviceofferingid: ids.fixed,
  templateid: ids.template,
  networkids: ids.network,
  name: 'dst',
  startvm: false,
  ...extra,
});

/** A new VM and its blank root. */
export async function deployed(client: TestClient, extra: Params = {}): Promise<{ vm: string; root: string }> {
  const { virtualmachine } = await client.done('deployVirtualMachine', deployment(extra));
  const vm = (virtualmachine as { id: string }).id;
  const [root] = await client.list('listVolumes', { virtualmachineid: vm });
  return { vm, root: root?.['id'] as string };
}

/** How a command was refused: at once or in its job, with which code and text. Throws where it was not, or took effect. */
export async function refused(
  client: TestClient,
  command: string,
  params: Params,
  keys = admin,
): Promise<['sync' | 'job', number, string]> {
  const effects = async (): Promise<string> => JSON.stringify(await client.control('GET', '/effects'));
  const before = await effects();
  const { status, body } = await client.call(command, params, keys);
  const job = status === 200 ? await client.final(body['jobid'] as string, keys) : undefined;
  if (job && job.jobstatus !== 2) throw new Error(`${command} was not refused`);
  if ((await effects()) !== before) throw new Error(`${command} was refused and took effect`);
  return job
    ? ['job', job.jobresult?.errorcode ?? 0, job.jobresult?.errortext ?? '']
    : ['sync', status, body['errortext'] as string];
}
