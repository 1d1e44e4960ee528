import { z } from 'zod';
import type { ApiDeps } from '../deps.js';
import { getJob } from '../failover/views.js';
import { route, type Route } from '../route.js';
import { jobParams } from '../schemas.js';
import { reportPage } from './page.js';

export function reportRoutes({ db, now }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/failover/{job_id}/report',
      operationId: 'getFailoverReport',
      tag: 'failover',
      summary: 'What a job did and what was observed, as a page to print',
      role: 'viewer',
      params: jobParams,
      response: z.string(),
      contentType: 'text/html',
      errors: ['JOB_NOT_FOUND'],
      async handler({ params: { job_id } }) {
        const reported = await db.uow.read(async (repos) => ({
          row: await getJob(repos, job_id),
          steps: await repos.jobs.steps(job_id),
          volumes: await repos.jobs.volumes(job_id),
          events: await repos.jobs.events(job_id),
        }));
        return reportPage(reported, now());
      },
    }),
  ];
}
