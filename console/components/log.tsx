import { useQuery } from '@tanstack/react-query';
import { events } from '../lib/queries.js';
import { Table, Time } from './ui.js';

/** What the run has said, newest first. */
export function Log({ jobId }: { jobId: string }) {
  const { data = [] } = useQuery(events(jobId));
  if (data.length === 0) return <p className="note faint">Nothing was said yet.</p>;
  return (
    <Table label="Log" heads={['Time', 'Event', 'What']}>
      {data.toReversed().map(({ seq, time, type, message }) => (
        <tr key={seq} data-seq={seq}>
          <td>
            <Time at={time} seconds />
          </td>
          <td>
            <code>{type}</code>
          </td>
          <td>{message}</td>
        </tr>
      ))}
    </Table>
  );
}
