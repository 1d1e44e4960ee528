import { expect, it } from 'vitest';
import type { JobProjection } from '../../domain/job.js';
import { currentDetails } from './details.js';

const projection = {
  head: { vm_name: 'web-01', job_type: 'live', job_id: 'job-1' },
  status: 'attention',
  progress: 82.4,
  destination_vm_id: null,
  error_message: null,
  attentions: [
    {
      id: 'job-1/1',
      since: '2026-01-01T00:00:00Z',
      key: 'power_on/startVirtualMachine/$vm',
      reason: 'no host has room',
      actions: [
        { action: 'retry', loses: 'nothing' },
        { action: 'abandon', loses: 'what it has written' },
      ],
    },
  ],
  steps: [],
} as unknown as JobProjection;

it('says what a run asks, and with which id it is answered', () => {
  expect(currentDetails(projection).split('\n\n')).toEqual([
    '**`web-01`** (live, job-1): **attention**, 82.4 %',
    '**Needs a person** (attention_id job-1/1): `no host has room`',
    '- retry: loses nothing\n- abandon: loses what it has written',
  ]);
});

it('lists the calls of a step, with what was observed or said', () => {
  const call = { key: 'attach/attachVolume/disk-1', activity: 'attachVolume', object: 'disk-1', try: 0 };
  const steps = [
    {
      ...{ name: 'attach', position: 0, status: 'running' },
      calls: [
        { ...call, status: 'completed', observed: 'at device 1, change id 52 3c/5' },
        { ...call, key: 'attach/attachVolume/disk-2', status: 'failed', error: 'no `room`\n[here](http://x)' },
        { ...call, key: 'attach/attachVolume/disk-3', status: 'pending' },
      ],
    },
  ] as JobProjection['steps'];
  expect(
    currentDetails({ ...projection, attentions: [], steps })
      .split('\n\n')
      .slice(1),
  ).toEqual([
    '▶ **attach**',
    "- ✓ `attach/attachVolume/disk-1`: `at device 1, change id 52 3c/5`\n- ✗ `attach/attachVolume/disk-2`: `no 'room' [here](http://x)`",
  ]);
});
