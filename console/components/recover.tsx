import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, body, type RunStatus } from '../lib/api.js';
import { isEnded, statusWords, stepWords } from '../../client/words.js';
import { Action } from './action.js';
import { Facts, Loading, Problem } from './ui.js';

/** Jobs of one VM that are looked through for this one. */
const NEWEST = 50;
const LOOK_MS = 20_000;

/** Whether the workflow of an open run is there, by Temporal's word; undefined while nobody knows. */
function useWorkflowState({ job_id, status, job_details: { vm_id } }: RunStatus): string | undefined {
  const { data } = useQuery({
    queryKey: ['workflow', job_id],
    queryFn: async () => {
      const query = { vm_id, limit: NEWEST };
      const { jobs } = await body(api.GET('/debug/failover-jobs', { params: { query } }));
      return jobs.find((job) => job.job_id === job_id)?.workflow?.state ?? 'unknown';
    },
    enabled: !isEnded(status),
    refetchInterval: LOOK_MS,
  });
  return data;
}

interface RecoverProps {
  of: RunStatus;
  mayAct: boolean;
  /** What is asked of its workflow. */
  children: ReactNode;
}

/** Of an open run whose workflow is gone, in place of what would be asked of that: nothing goes on by itself. */
export function Recover({ of, mayAct, children }: RecoverProps) {
  const state = useWorkflowState(of);
  if (isEnded(of.status) || state === undefined || state === 'running' || state === 'unknown') return children;
  const { vm_name } = of.job_details;
  const params = { path: { job_id: of.job_id } };
  return (
    <section className="question" aria-label="Workflow gone">
      <h2>
        <span aria-hidden="true">!</span> The workflow of this run is {state}
      </h2>
      <p>Nothing goes on by itself. A recovery brings every replica home, or leaves a live destination that runs.</p>
      {mayAct && (
        <Action
          label="Recover"
          tone="primary"
          title={`Recover ${vm_name}`}
          reason="asked"
          send={({ reason, key }) =>
            body(
              api.POST('/failover/{job_id}/recover', {
                params: { ...params, header: { 'idempotency-key': key } },
                body: reason === '' ? {} : { reason },
              }),
            )
          }
          opensRun
        >
          <Preview jobId={of.job_id} />
        </Action>
      )}
    </section>
  );
}

const WAYS = {
  leave: 'Nothing in CloudStack is changed: the destination stays as it is',
  return: 'Every replica comes home',
};

function Preview({ jobId }: { jobId: string }) {
  const { data, error } = useQuery({
    queryKey: ['dry-run', 'recover', jobId],
    queryFn: async () => {
      const answer = await body(
        api.POST('/failover/{job_id}/recover', { params: { path: { job_id: jobId } }, body: { dry_run: true } }),
      );
      if (!('way' in answer)) throw new Error('a dry run started something');
      return answer;
    },
    gcTime: 0,
  });
  if (data === undefined) return error ? <Problem error={error} /> : <Loading what="what it would do" />;
  const { way, why, calls, resync_required, becomes } = data;
  return (
    <>
      <p>
        <strong>{WAYS[way]}</strong>: {why}.
      </p>
      <Facts of={becomes.map(({ job_id, status }) => [`${job_id} becomes`, statusWords(status)])} />
      {resync_required.length > 0 && (
        <Problem
          error={
            new Error(`Nothing can revert ${resync_required.join(', ')}: only a full sync mends what was written.`)
          }
        />
      )}
      <ol className="plain">
        {calls.map(({ step, activity, object }) => (
          <li key={`${step} ${activity} ${object}`}>
            {stepWords(step)}: <code>{activity}</code> <span className="faint">{object}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
