import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  JOB_ID_PATTERN,
  VM_ID_PATTERN,
  commitWorkflowId,
  failoverWorkflowId,
  followUpJobId,
  liveJobId,
  testJobId,
} from './ids.js';

const vmIds = fc.stringMatching(/^[A-Za-z0-9._-]{1,128}$/).filter((id) => id !== '.' && id !== '..');
const moments = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2099-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const sixBytes = fc.uint8Array({ minLength: 6, maxLength: 12 });

describe('VM ids', () => {
  it.each(['4205a841-0265-f4bd-39a6-39fd92196f53', 'vm-101', 'a', '...', '.hidden', 'x'.repeat(128)])(
    'admits %s',
    (id) => {
      expect(id).toMatch(VM_ID_PATTERN);
    },
  );

  it.each(['', '.', '..', 'a/b', '../etc', 'a b', 'vm\n', 'ü', 'x'.repeat(129)])('refuses %j', (id) => {
    expect(id).not.toMatch(VM_ID_PATTERN);
  });
});

describe('job ids', () => {
  const now = new Date('2025-08-18T16:15:08.999Z');
  const random = Uint8Array.of(0, 25, 26, 31, 32, 255);

  it('names the second in UTC and six base32 characters', () => {
    expect(liveJobId(now, random)).toBe('failover-20250818-161508-az27a7');
    expect(testJobId('vm-101', now, random)).toBe('test-failover-vm-101-1755533708-az27a7');
  });

  it('tells starts of the same second apart by their randomness alone', () => {
    const other = Uint8Array.of(0, 25, 26, 31, 32, 1);
    expect(liveJobId(now, other)).not.toBe(liveJobId(now, random));
    expect(testJobId('vm-101', now, other)).not.toBe(testJobId('vm-101', now, random));
  });

  it('refuses to make one of less randomness', () => {
    expect(() => liveJobId(now, new Uint8Array(5))).toThrow(RangeError);
  });

  it('always passes as a path segment of the API and in a column', () => {
    fc.assert(
      fc.property(vmIds, moments, sixBytes, (vmId, moment, bytes) => {
        expect(liveJobId(moment, bytes)).toMatch(JOB_ID_PATTERN);
        expect(testJobId(vmId, moment, bytes)).toMatch(JOB_ID_PATTERN);
      }),
    );
  });
});

it('the workflow of a VM is named after it', () => {
  expect(failoverWorkflowId('vm-101')).toBe('failover/vm-101');
});

describe('ids of follow-ups', () => {
  it('name their type and time, and a waiting commit its job', () => {
    const id = followUpJobId('rollback', new Date('2026-11-23T04:15:08Z'), new Uint8Array(6));
    expect(id).toBe('rollback-20261123-041508-aaaaaa');
    expect(commitWorkflowId(id)).toBe('commit/rollback-20261123-041508-aaaaaa');
  });
});
