import { afterEach, describe, expect, it } from 'vitest';
import { MUTATIONS } from '../domain/itinerary.js';
import { knownParameters } from '../test/fixtures/cloudstack/recorded.js';
import { clientOptions, inSeconds } from '../test/fixtures/cloudstack/options.js';
import {
  refusal,
  stubServer,
  unknownId,
  type Handler,
  type StubServer,
} from '../test/fixtures/cloudstack/stub-server.js';
import { createCloudStackClient, type CloudStackClient } from './client.js';
import { COMMANDS, COMMAND_NAMES, isParameter } from './command-table.js';
import { details, ipToNetworkList } from './commands.js';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function clientOf(handler: Handler): Promise<[CloudStackClient, StubServer]> {
  const server = await stubServer(handler);
  cleanups.push(() => server.close());
  const client = createCloudStackClient(clientOptions(server.url));
  cleanups.push(() => client.close());
  return [client, server];
}

const JOB = '0b1cbb2e-6f0a-5a54-9f64-1b8e8f0c7a11';
const MASKED = 'Internal error executing command, please contact your system administrator';

describe('the table of commands', () => {
  it('has every mutation of an itinerary', () => {
    expect(COMMAND_NAMES).toEqual(expect.arrayContaining([...MUTATIONS]));
  });

  it.each(COMMAND_NAMES)('%s takes only parameters that CloudStack knows', (command) => {
    const known = Object.values(knownParameters[command] ?? {})
      .flat()
      .map((name) => name.replace('[0]', '[]').replace(/^details\[\]\..+$/, 'details[].*'));
    expect(known).toEqual(expect.arrayContaining([...COMMANDS[command].params]));
  });

  it.each([
    ['details[0].failover.job', true],
    ['details[12].cpuNumber', true],
    ['details.cpuNumber', false],
    ['details[x].cpuNumber', false],
    ['iptonetworklist[1].mac', true],
    ['iptonetworklist[1].macaddress', false],
    ['startvm', true],
    ['startVm', false],
    ['start_vm', false],
    ['iptonetworklist[].ip', true],
  ] as const)('deployVirtualMachine %s: %s', (name, known) => {
    if (name === 'iptonetworklist[].ip')
      expect(isParameter('deployVirtualMachine', 'iptonetworklist[0].ip')).toBe(known);
    else expect(isParameter('deployVirtualMachine', name)).toBe(known);
  });
});

describe('sending', () => {
  it('a create command: its id, its job, its maps', async () => {
    const [client, server] = await clientOf(({ params }) => ({
      json: { deployvirtualmachineresponse: { id: 'vm', jobid: params['customjobid'] ?? 'its own' } },
    }));
    const submitted = await client.commands.deployVirtualMachine(
      {
        name: 'x',
        startvm: false,
        rootdisksize: 8,
        hypervisor: undefined,
        ...details({ 'failover.job': 'j', cpuNumber: 2 }),
        ...ipToNetworkList([{ networkid: 'n1', mac: '02:00:00:00:00:01' }, { networkid: 'n2' }]),
      },
      { customJobId: JOB, notAfter: inSeconds(20) },
    );
    expect(submitted).toEqual({ jobid: JOB, body: { id: 'vm', jobid: JOB } });
    const params = server.calls[0]?.params ?? {};
    expect(params).toMatchObject({
      command: 'deployVirtualMachine',
      startvm: 'false',
      rootdisksize: '8',
      'details[0].failover.job': 'j',
      'details[0].cpuNumber': '2',
      'iptonetworklist[0].networkid': 'n1',
      'iptonetworklist[0].mac': '02:00:00:00:00:01',
      'iptonetworklist[1].networkid': 'n2',
      customjobid: JOB,
    });
    expect(params).not.toHaveProperty('hypervisor');
  });

  it('a synchronous command has no job', async () => {
    const [client] = await clientOf(() => ({ json: { deletevolumeresponse: { success: true } } }));
    expect(await client.commands.deleteVolume({ id: 'v' }, { notAfter: inSeconds(20) })).toEqual({
      body: { success: true },
    });
  });

  it('nothing with a misspelt parameter: CloudStack would ignore it and start the VM', async () => {
    const [client, server] = await clientOf(() => ({ json: {} }));
    const misspelt: Record<string, string> = { startVM: 'false' };
    await expect(client.commands.deployVirtualMachine(misspelt, { notAfter: inSeconds(20) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      errorClass: 'refused',
      sent: 'no',
    });
    expect(server.calls).toEqual([]);
  });

  it('nothing with a job id on a command that has no job', async () => {
    const [client, server] = await clientOf(() => ({ json: {} }));
    const sent = client.commands.deleteVolume({ id: 'v' }, { customJobId: JOB, notAfter: inSeconds(20) });
    await expect(sent).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(server.calls).toEqual([]);
  });

  it('an answer without a job id is an unknown outcome', async () => {
    const [client] = await clientOf(() => ({ json: { attachvolumeresponse: {} } }));
    await expect(client.commands.attachVolume({ id: 'v' }, { notAfter: inSeconds(20) })).rejects.toMatchObject({
      errorClass: 'unknown-outcome',
      sent: 'maybe',
    });
  });
});

describe('a repeated job id', () => {
  const attach = (client: CloudStackClient) =>
    client.commands.attachVolume({ id: 'v', virtualmachineid: 'm' }, { customJobId: JOB, notAfter: inSeconds(20) });

  it.each([
    [431, `UUID: ${JOB} already exists so can't create/update with custom id`],
    [530, 'Entity already exists '],
  ])('is told by its text where that shows (%i)', async (code, text) => {
    const [client] = await clientOf(({ command }) => refusal(command, code, text, 9999));
    await expect(attach(client)).rejects.toMatchObject({ code: 'REPEATED_JOB_ID', errorClass: 'unknown-outcome' });
  });

  it('is found out behind the masked text of a lesser key', async () => {
    const [client, server] = await clientOf(({ command, params }) =>
      command === 'queryAsyncJobResult'
        ? { json: { queryasyncjobresultresponse: { jobid: params['jobid'], jobstatus: 1 } } }
        : refusal(command, 530, MASKED, 9999),
    );
    await expect(attach(client)).rejects.toMatchObject({ code: 'REPEATED_JOB_ID', errorClass: 'unknown-outcome' });
    expect(server.calls[1]?.params['jobid']).toBe(JOB);
  });

  it('is not what another internal error is', async () => {
    const [client] = await clientOf(({ command }) =>
      command === 'queryAsyncJobResult' ? unknownId(command) : refusal(command, 530, MASKED, 4250),
    );
    await expect(attach(client)).rejects.toMatchObject({ code: '530', errorClass: 'busy', sent: 'yes' });
  });

  it('cannot be ruled out while CloudStack does not say', async () => {
    const [client] = await clientOf(({ command }) =>
      command === 'queryAsyncJobResult' ? { status: 502, text: 'Bad Gateway' } : refusal(command, 530, MASKED, 4250),
    );
    await expect(attach(client)).rejects.toMatchObject({ errorClass: 'unknown-outcome' });
  });
});

describe('tokens for a look and its send', () => {
  it('are taken together, and the job watcher spends none of them', async () => {
    const server = await stubServer(({ command, params }) => {
      const name = `${command.toLowerCase()}response`;
      return {
        json: { [name]: command === 'attachVolume' ? { jobid: JOB } : { jobid: params['jobid'], jobstatus: 1 } },
      };
    });
    cleanups.push(() => server.close());
    const client = createCloudStackClient(clientOptions(server.url, { rate: { requestsPerSecond: 1, burst: 2 } }));
    cleanups.push(() => client.close());
    await client.reserve(2);
    // The share is empty now; the watcher's look waits a second for a token of its own.
    await client.jobs.await(JOB);
    // It is empty again, the next token a second off, yet two requests go at once: theirs are still reserved.
    const notAfter = inSeconds(0.7);
    await client.commands.attachVolume({ id: 'v' }, { notAfter });
    await client.commands.attachVolume({ id: 'w' }, { notAfter });
    await expect(client.commands.attachVolume({ id: 'x' }, { notAfter })).rejects.toMatchObject({
      code: 'FENCE_EXPIRED',
    });
    expect(server.commands()).toEqual(['queryAsyncJobResult', 'attachVolume', 'attachVolume']);
  });
});
