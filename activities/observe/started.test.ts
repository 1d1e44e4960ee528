import { describe, expect, it } from 'vitest';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { VirtualMachine } from '../../domain/cloudstack.js';
import { FakeCloudStack } from '../../test/support/fake-cloudstack.js';
import { confirmNeverStarted } from './confirm-never-started.js';
import { confirmStayedStopped } from './confirm-stayed-stopped.js';

const MARK = { deployvm: 'true' };
const AT = '2026-01-01T00:00:00+0000';
const LATER = '2026-01-01T00:00:09+0000';

const input = (activity: CallInput['activity'], args: CallInput['args']): CallInput => ({
  ...{ job_id: 'job-1', of_job: 'job-1', vm_id: 'vm-1', config: 'primary', try: 0, priority: 'undo' },
  ...{ key: `step/${activity}/$vm`, activity, object: 'vm', args: { host_name: 'host', ...args } },
});

/** CloudStack with this VM, or none. */
function cloud(vm: Partial<VirtualMachine> | undefined): ReturnType<FakeCloudStack['port']> {
  const cs = new FakeCloudStack();
  if (vm !== undefined) cs.vms.set('vm', { id: 'vm', name: 'host', state: 'Stopped', ...vm });
  return cs.port();
}

describe('whether the destination was ever started', () => {
  const ask = (vm: Partial<VirtualMachine> | undefined, fresh: string): Promise<CallResult> =>
    confirmNeverStarted(cloud(vm), input('confirmNeverStarted', { fresh, replicas: ['disk-0'] }));

  it.each([
    ['bears its mark', { details: MARK }, 'marked'],
    ['bears its mark, destroyed', { details: MARK, state: 'Destroyed' }, 'marked'],
    ['never changed its state', {}, 'unchanged'],
    ['showed nothing from the beginning', { lastupdated: LATER }, '$fresh'],
  ])('%s: no', async (_what, vm, fresh) => {
    const answer = await ask(vm, fresh);
    expect(answer).toMatchObject({ started: false });
    expect(answer).not.toHaveProperty('altered');
  });

  it.each([
    ['has lost its mark', {}, 'marked'],
    ['is Stopped, but has changed its state', { lastupdated: LATER }, 'unchanged'],
    ['runs', { state: 'Running' }, '$fresh'],
    ['is Destroyed', { state: 'Destroyed', lastupdated: LATER }, 'unchanged'],
    ['is gone', undefined, 'unchanged'],
  ])('%s: yes, and what was on it is altered', async (_what, vm, fresh) => {
    expect(await ask(vm, fresh)).toMatchObject({ started: true, altered: ['disk-0'] });
  });
});

describe('whether the destination has stayed stopped since its revert', () => {
  const ask = (vm: Partial<VirtualMachine> | undefined, since: string): Promise<CallResult> =>
    confirmStayedStopped(cloud(vm), input('confirmStayedStopped', { since, replicas: ['disk-0'] }));

  it('yes', async () => {
    expect(await ask({ lastupdated: AT }, AT)).not.toHaveProperty('altered');
  });

  it('claims nothing of a revert that there was not', async () => {
    expect(await ask({ lastupdated: AT }, '$reverted')).not.toHaveProperty('altered');
  });

  it.each([
    ['started and stopped again', { lastupdated: LATER }],
    ['running', { state: 'Running', lastupdated: LATER }],
    ['destroyed', { state: 'Destroyed', lastupdated: LATER }],
    ['gone', undefined],
  ])('%s: no', async (_what, vm) => {
    expect(await ask(vm, AT)).toMatchObject({ altered: ['disk-0'] });
  });
});
