import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, body } from '../lib/api.js';
import { span, typeWords } from '../../client/words.js';
import { Empty, Loading, Problem, Status, Table, Time } from './ui.js';

/** Rows of a page. */
export const PAGE = 50;

/** Runs, newest first: of one VM, or of all. */
export function Jobs({ vmId }: { vmId?: string }) {
  const [offset, setOffset] = useState(0);
  const query = { limit: PAGE, offset, ...(vmId === undefined ? {} : { vm_id: vmId }) };
  const { data, error } = useQuery({
    queryKey: ['jobs', 'list', query],
    queryFn: () => body(api.GET('/failover/jobs', { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  if (data === undefined) return error ? <Problem error={error} /> : <Loading what="the runs" />;
  if (data.total_jobs === 0) return <Empty>Nothing has run yet.</Empty>;
  return (
    <>
      <Table label="Runs" heads={['Run', 'Status', 'Started', 'Took']}>
        {data.jobs.map((job) => (
          <tr key={job.job_id}>
            <td>
              <Link href={`/runs/${job.job_id}`}>
                {typeWords(job.job_type)}
                {vmId === undefined && ` of ${job.vm_name}`}
              </Link>
            </td>
            <td>
              <Status of={job.status} />
              {job.error_message !== null && <span className="faint small"> {job.error_message}</span>}
            </td>
            <td>
              <Time at={job.created_at} />
            </td>
            <td>{span(job.duration / 1e9)}</td>
          </tr>
        ))}
      </Table>
      <Pages total={data.total_jobs} offset={offset} go={setOffset} />
    </>
  );
}

export function Pages({ total, offset, go }: { total: number; offset: number; go: (offset: number) => void }) {
  if (total <= PAGE) return null;
  return (
    <div className="buttons">
      <button disabled={offset === 0} onClick={() => go(Math.max(0, offset - PAGE))}>
        Newer
      </button>
      <span className="faint">
        {offset + 1}–{Math.min(offset + PAGE, total)} of {total}
      </span>
      <button disabled={offset + PAGE >= total} onClick={() => go(offset + PAGE)}>
        Older
      </button>
    </div>
  );
}
