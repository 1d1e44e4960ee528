import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { Log } from '../components/log.js';
import { Questions } from '../components/questions.js';
import { Recover } from '../components/recover.js';
import { RunActions } from '../components/run-actions.js';
import { Timeline } from '../components/timeline.js';
import { Ago, Facts, Left, Loading, Problem, Status, Time, useNow } from '../components/ui.js';
import type { FailoverEvent, RunStatus, Step } from '../lib/api.js';
import { follow } from '../lib/connection.js';
import { events, run, runChanged, session } from '../lib/queries.js';
import { doingWords, isEnded, secondsSince, span, typeWords } from '../../client/words.js';

/** Keeps the run and its events as the stream tells them. */
function useLive(jobId: string): void {
  const client = useQueryClient();
  useEffect(
    () =>
      follow(`/failover/${jobId}/events`, {
        message: (data) => {
          const event = data as FailoverEvent;
          client.setQueryData(events(jobId).queryKey, (before = []) =>
            before.some(({ seq }) => seq === event.seq) ? before : [...before, event],
          );
        },
        state: (data) => {
          const { status, steps } = data as { status: RunStatus; steps: { steps: Step[] } };
          runChanged(client, jobId, { status, steps: steps.steps });
        },
      }),
    [client, jobId],
  );
}

export function RunPage({ jobId }: { jobId: string }) {
  useLive(jobId);
  const { data, error } = useQuery(run(jobId));
  const { data: who } = useQuery(session);
  if (data === undefined) return error ? <Problem error={error} /> : <Loading what="the run" />;
  const { status, steps } = data;
  const { job_type, vm_id, vm_name } = status.job_details;
  return (
    <>
      <div className="page-head">
        <h1>
          {typeWords(job_type)} of <Link href={`/vms/${vm_id}`}>{vm_name}</Link>
        </h1>
        <Status of={status.status} />
        <span className="spacer" />
        <a href={`/api/v1/failover/${jobId}/report`} target="_blank" rel="noreferrer">
          Report
        </a>
        {status.temporal_url !== null && (
          <a href={status.temporal_url} target="_blank" rel="noreferrer">
            Temporal
          </a>
        )}
      </div>
      <Recover of={status} mayAct={who?.role !== 'viewer'}>
        <Questions of={status} />
        <RunActions of={status} />
      </Recover>
      <Progress of={status} />
      <Outcome of={status} />
      <h2>Steps</h2>
      <Timeline steps={steps} />
      <h2>Log</h2>
      <Log jobId={jobId} />
      <h2>About this run</h2>
      <About of={status} />
    </>
  );
}

function Progress({ of }: { of: RunStatus }) {
  const now = useNow();
  const ended = isEnded(of.status);
  const { created_at, completed_at } = of.job_details;
  const elapsed = span(secondsSince(created_at, completed_at === null ? now : Date.parse(completed_at)));
  return (
    <section className="progress" aria-label="Progress">
      <p className="current" role="status">
        {ended ? (summaryOf(of) ?? 'Nothing is running any more.') : doingWords(of)}
        {of.status === 'test_running' && (
          <>: {of.cleanup_at === null ? 'it stays up until it is ended' : <Left until={of.cleanup_at} />}</>
        )}
        {of.waiting_for !== null && (
          <span className="faint"> – waits for the {of.waiting_for}, busy with other runs</span>
        )}
      </p>
      <progress max={100} value={of.progress} aria-label="Progress of the run" />
      <p className="small faint">
        {Math.round(of.progress)} % · {ended ? 'took' : 'running for'} {elapsed}
        {of.estimated_duration !== null && <> · expected time {of.estimated_duration}</>}
      </p>
    </section>
  );
}

/** What came of an ended run, in a sentence. */
function summaryOf({ outcome }: RunStatus): string | null {
  const summary = outcome?.['summary'];
  return typeof summary === 'string' ? summary : null;
}

function Outcome({ of }: { of: RunStatus }) {
  const { outcome, job_details } = of;
  if (outcome === null && job_details.error_message === null) return null;
  const told = Object.entries(outcome ?? {}).filter(
    ([name, value]) => name !== 'summary' && value !== null && value !== '',
  );
  return (
    <section>
      <h2>What was observed</h2>
      {job_details.error_message !== null && <Problem error={new Error(job_details.error_message)} />}
      <Facts
        of={told.map(([name, value]) => [sentence(name), typeof value === 'string' ? value : JSON.stringify(value)])}
      />
    </section>
  );
}

function sentence(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function About({ of }: { of: RunStatus }) {
  const { job_details: job, data_age } = of;
  const syncs = (data_age?.disks ?? []).flatMap(({ last_sync_time }) =>
    last_sync_time === null ? [] : [last_sync_time],
  );
  const networks = Object.entries(job.custom_config.network_mappings);
  return (
    <Facts
      of={[
        ['Job', <code key="id">{of.job_id}</code>],
        ['Asked for by', job.requested_by],
        ['Reason', job.reason],
        ['Accepted', <Time key="at" at={job.created_at} seconds />],
        ['Completed', <Time key="end" at={job.completed_at} seconds />],
        ['Data as of', syncs.length === 0 ? null : <Ago key="age" at={syncs.toSorted()[0] ?? ''} />],
        ['Protected by', [of.strategy, ...of.strategy_reasons].filter(Boolean).join('. ') || null],
        ['Destination VM', job.destination_vm_id],
        ['Snapshot', job.snapshot_id],
        ['Networks', networks.length === 0 ? null : networks.map((pair) => pair.join(' → ')).join(', ')],
      ]}
    />
  );
}
