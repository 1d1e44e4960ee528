import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { expect, it } from 'vitest';
import type { ErrorClass } from '../../domain/errors.js';
import { aWorld, JOB_ID, type World } from '../../test/support/readiness-estates.js';
import type { ActivityDeps } from '../deps.js';
import { validate, type Validated } from './validate.js';

/** The activity over a world of plain values; its repositories answer with what readiness is asked about. */
function validated({ input, fake }: World): Promise<Validated> {
  const repositories = {
    vms: { get: async () => input.vm },
    jobs: {
      openForVm: async () => input.open_job,
      volumesInUse: async () => [],
      openRunsBefore: async () => input.open_runs,
    },
    configs: { active: async () => input.config, get: async () => input.config },
    mappings: { forVm: async () => input.mappings, productionDestinations: async () => [] },
  };
  const deps = {
    db: { uow: { read: (work: (repos: typeof repositories) => unknown) => work(repositories) } },
    cloudstack: async () => ({ reads: fake.reads }),
    readinessBounds: { sync_max_age_ms: Infinity, skew_warn_ms: 2_000, skew_limit_ms: 5_000 },
  } as unknown as ActivityDeps;
  const asked = { job_id: JOB_ID, job_type: 'live' as const, request: input.request };
  const logger = new DefaultLogger('ERROR', () => undefined);
  return new MockActivityEnvironment({}, { logger }).run(() => validate(deps, asked));
}

const failureOf = (world: World): Promise<unknown> => validated(world).catch((error: unknown) => error);

it('freezes the plan of a VM that may be failed over', async () => {
  expect((await validated(aWorld())).plan).toMatchObject({ job_id: JOB_ID, vm_id: 'vm-101' });
});

it.each<[ErrorClass, string, boolean]>([
  ['unavailable', 'unavailable', false],
  ['busy', 'unavailable', false],
  ['denied', 'OSSEA_API_ERROR', true],
  ['refused', 'OSSEA_API_ERROR', true],
])('CloudStack %s ends as %s: waited for unless it is an answer', async (errorClass, type, nonRetryable) => {
  const failure = await failureOf(aWorld('windows', ({ fake }) => (fake.trouble.listZones = errorClass)));
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type, nonRetryable });
});

it('every other refusal is final, with the API’s code', async () => {
  const failure = await failureOf(aWorld('windows', ({ input }) => (input.mappings = [])));
  expect(failure).toMatchObject({ type: 'NETWORK_MAPPING_MISSING', nonRetryable: true });
});
