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
      actions: [{ action: 'retry', loses: 'nothing' }],
    },
  ],
  steps: [],
} as unknown as JobProjection;

it('says what a run asks, and with which id it is answered', () => {
  expect(currentDetails(projection).split('\n\n')).toEqual([
    '**web-01** (live, job-1): **attention**, 82.4 %',
    '**Needs a person** (attention_id job-1/1): no host has room',
    '&nbsp;&nbsp;retry: loses nothing',
    '',
  ]);
});
