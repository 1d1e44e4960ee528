import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PAGE, Pages } from '../components/jobs.js';
import { Empty, Loading, Problem, Table, Time } from '../components/ui.js';
import { api, body } from '../lib/api.js';

/** Who asked for what, and how it was answered. */
export function AuditPage() {
  const [offset, setOffset] = useState(0);
  const { data, error } = useQuery({
    queryKey: ['audit', offset],
    queryFn: () => body(api.GET('/audit', { params: { query: { limit: PAGE, offset } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <h1>Audit</h1>
      <Problem error={error} />
      {data === undefined && error === null && <Loading what="the audit log" />}
      {data?.total_entries === 0 && <Empty>Nobody has changed anything yet.</Empty>}
      {data !== undefined && data.total_entries > 0 && (
        <>
          <Table label="Audit log" heads={['Time', 'Who', 'What', 'On', 'Result', 'Reason']}>
            {data.entries.map((entry) => (
              <tr key={entry.id}>
                <td>
                  <Time at={entry.at} seconds />
                </td>
                <td>{entry.actor}</td>
                <td>{entry.action}</td>
                <td>
                  <code>{entry.job_id ?? entry.vm_id ?? ''}</code>
                </td>
                <td>{entry.result}</td>
                <td>{entry.reason}</td>
              </tr>
            ))}
          </Table>
          <Pages total={data.total_entries} offset={offset} go={setOffset} />
        </>
      )}
    </>
  );
}
