import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../lib/api.js';
import { Loading, Problem, Ready, Status, Table } from './ui.js';

/** The checks of a start, asked now. */
export function Readiness({ vmId }: { vmId: string }) {
  const [type, setType] = useState<'live' | 'test'>('live');
  const { data, error } = useQuery({
    queryKey: ['readiness', vmId, type],
    queryFn: () =>
      body(api.GET('/vms/{vm_id}/failover-readiness', { params: { path: { vm_id: vmId }, query: { type } } })),
  });
  return (
    <>
      <label className="inline">
        For a
        <select value={type} onChange={(event) => setType(event.target.value as typeof type)}>
          <option value="live">live failover</option>
          <option value="test">test failover</option>
        </select>
      </label>
      <Problem error={error} />
      {data === undefined && error === null && <Loading what="the checks" />}
      {data && (
        <>
          <p>
            <Ready is={data.is_valid} /> {Math.round(data.readiness_score)} % of the checks pass.
          </p>
          {data.required_actions.length > 0 && (
            <ul className="warnings">
              {data.required_actions.map((action) => (
                <li key={action}>{action}</li>
              ))}
            </ul>
          )}
          <Table label="Readiness checks" heads={['Check', 'Result', 'What was seen']}>
            {data.validation_result.checks.map((check) => (
              <tr key={check.check_name}>
                <td>{check.check_name}</td>
                <td>
                  <Status of={check.status} />
                </td>
                <td>{check.message}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </>
  );
}
