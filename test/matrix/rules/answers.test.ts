import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SimulatedState, StatusBody, StepsBody } from '../../support/driver.js';
import { notIsolated } from './isolated.js';
import { boot, data, DESTINATION, does, FORWARD, played, SNAPSHOTS, vm } from './played.js';
import { invented } from './reported.js';
import { filesOf, historyOf, leaks } from '../../support/secrets.js';

const UNKNOWN = '99999999-9999-4999-8999-999999999999';
const PRODUCTION = vm.nics.map(({ network_id }) => network_id);

function destination(change: Partial<SimulatedState['vms'][number]> = {}): SimulatedState {
  const machine = {
    id: DESTINATION,
    name: vm.name,
    state: 'Running',
    details: {},
    nics: [],
    domain: { running: true },
  };
  const snapshots = [boot, data].map((volumeid) => ({ id: SNAPSHOTS[volumeid] ?? '', volumeid, state: 'BackedUp' }));
  return { vms: [{ ...machine, ...change }], volumes: [], snapshots, vm_snapshots: [], jobs: [], violations: [] };
}

describe('R8, tests stay isolated', () => {
  const test = { 'failover.job': 'test-failover-vm-1-1795418134-abcdef' };
  const nics = [{ networkid: PRODUCTION[0] ?? '' }];
  const deploy = (job: string, network: string) =>
    played(does.deploy({ 'details[0].failover.job': job, 'iptonetworklist[0].networkid': network })).effects;

  it('finds nothing wrong with a test on its own network, nor with a live failover on production', () => {
    expect(notIsolated(PRODUCTION, destination({ details: test, nics: [{ networkid: UNKNOWN }] }), [])).toEqual([]);
    expect(notIsolated(PRODUCTION, destination({ nics }), deploy('failover-1', PRODUCTION[0] ?? ''))).toEqual([]);
  });

  it('goes red on a test’s VM with a NIC on production', () => {
    expect(notIsolated(PRODUCTION, destination({ details: test, nics }), [])).toHaveLength(1);
  });

  it('goes red on one that was there, gone though it is', () => {
    const gone = { ...destination(), vms: [] };
    expect(notIsolated(PRODUCTION, gone, deploy(test['failover.job'], PRODUCTION[1] ?? ''))).toHaveLength(1);
  });

  it('goes red on a NIC that was added to one', () => {
    const add = {
      command: 'addNicToVirtualMachine',
      params: { virtualmachineid: DESTINATION, networkid: PRODUCTION[0] ?? '' },
    };
    const { effects } = played([...does.deploy(), { ...add, object: DESTINATION }]);
    expect(notIsolated(PRODUCTION, destination({ details: test }), effects)).toHaveLength(1);
  });
});

describe('R9, nothing unobserved is reported', () => {
  const traces = played(FORWARD);
  const status = (change: Partial<StatusBody> = {}, details: Partial<StatusBody['job_details']> = {}): StatusBody => ({
    status: 'completed',
    progress: 100,
    current_step: null,
    strategy: 'volume-snapshot',
    strategy_reasons: [],
    cleanup_at: null,
    remaining: null,
    waiting_for: null,
    outcome: { destination_state: 'Running' },
    attention: null,
    attentions: [],
    job_details: {
      destination_vm_id: DESTINATION,
      error_message: null,
      snapshot_id: SNAPSHOTS[boot] ?? '',
      ...details,
    },
    ...change,
  });
  const told = (said: StatusBody, by: StepsBody): Parameters<typeof invented>[0] => ({
    status: said,
    steps: by,
    stands: said.status === 'completed' ? 'destination' : 'home',
  });
  const attached = { activity: 'attachVolume', key: 'attach', object: boot, status: 'completed', found: false };
  const steps = (change: Partial<StepsBody['steps'][number]['calls'][number]> = {}): StepsBody => ({
    steps: [{ name: 'attach', status: 'completed', calls: [{ ...attached, ...change }] }],
  });
  const state = (change: Partial<SimulatedState['vms'][number]> = {}): SimulatedState => ({
    ...destination(change),
    volumes: [{ id: boot }, { id: data }] as SimulatedState['volumes'],
  });

  it('finds nothing where CloudStack shows it all', () => {
    expect(invented(told(status(), steps()), traces, state())).toEqual([]);
  });

  it.each<[string, StatusBody, StepsBody, SimulatedState]>([
    ['an id that does not exist', status({}, { error_message: `volume ${UNKNOWN}` }), steps(), state()],
    ['another VM as destination', status({}, { destination_vm_id: boot }), steps(), state()],
    ['no destination', status({}, { destination_vm_id: null }), steps(), state()],
    ['the other disk’s snapshot', status({}, { snapshot_id: SNAPSHOTS[data] ?? '' }), steps(), state()],
    ['completed, and it does not run', status(), steps(), state({ state: 'Stopped' })],
    ['Running, of which nothing is said', status({ outcome: {} }), steps(), state()],
    ['a change that was not made', status(), steps({ object: data }), state()],
    ['another call’s job', status(), steps({ cloudstack_job_id: 'job 1' }), state()],
    ['a VM that is left and not named', status({ status: 'failed' }), steps(), state({ state: 'Destroyed' })],
    ['a job that is not there', status(), steps({ cloudstack_job_id: 'job 999' }), state()],
  ])('goes red on %s', (_, said, by, is) => {
    expect(invented(told(said, by), traces, is)).not.toEqual([]);
  });

  it('lets a VM be left that is named', () => {
    const named = status({ status: 'failed', outcome: { left_behind: [`VM ${DESTINATION} (Destroyed)`] } });
    expect(invented(told(named, steps()), traces, state({ state: 'Destroyed' }))).toEqual([]);
  });

  it('lets what was found so be found so', () => {
    expect(invented(told(status(), steps({ object: data, found: true })), traces, state())).toEqual([]);
  });
});

describe('R10, secrets', () => {
  const secret = 'a/secret+key';
  const payload = { data: Buffer.from(JSON.stringify({ key: secret })) };

  it('finds nothing where there is nothing', () => {
    expect(
      leaks([secret], [{ name: 'log', text: 'GET /client/api?apikey=***' }, historyOf('history', { events: [] })]),
    ).toEqual([]);
  });

  it.each([
    ['in clear', secret],
    ['in a URL', `GET /client/api?apikey=${encodeURIComponent(secret)}`],
    ['as base64', Buffer.from(`${secret}!`).toString('base64')],
  ])('goes red on one %s', (_, text) => {
    expect(leaks([secret], [{ name: 'log', text }])).toEqual(['log']);
  });

  it('goes red on one in a payload of a history', () => {
    const event = { activityTaskScheduledEventAttributes: { input: { payloads: [payload] } } };
    expect(leaks([secret], [historyOf('history', { events: [event] })])).toEqual(['history']);
  });

  it('goes red on one in a file of the stack', () => {
    const folder = mkdtempSync(join(tmpdir(), 'failover-secrets-'));
    writeFileSync(join(folder, 'failover.db-wal'), Buffer.concat([Buffer.from([0, 255]), Buffer.from(secret)]));
    writeFileSync(join(folder, 'worker.log'), 'nothing');
    expect(leaks([secret], filesOf(folder))).toEqual(['failover.db-wal']);
    rmSync(folder, { recursive: true });
  });
});
