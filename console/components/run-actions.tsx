import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body, type RunStatus } from '../lib/api.js';
import { session } from '../lib/queries.js';
import { Action } from './action.js';
import { DurationField } from './ui.js';

/** What may be done to this run now. */
export function RunActions({ of }: { of: RunStatus }) {
  const { data } = useQuery(session);
  if (data === undefined || data.role === 'viewer') return null;
  const inHold = of.status === 'test_running';
  const isLive = of.job_details.job_type === 'live' && of.status === 'completed';
  return (
    <div className="buttons">
      {inHold && <End of={of} />}
      {inHold && of.cleanup_at !== null && <Extend of={of} />}
      {!inHold && of.on_cancel?.possible === true && <Cancel of={of} />}
      {isLive && <Rollback of={of} />}
      {isLive && <Commit of={of} />}
    </div>
  );
}

function Cancel({ of }: { of: RunStatus }) {
  const { job_id, on_cancel } = of;
  return (
    <Action
      label="Cancel run"
      title={`Cancel the run of ${of.job_details.vm_name}`}
      tone="danger"
      reason="needed"
      send={({ reason }) =>
        body(api.POST('/failover/{job_id}/cancel', { params: { path: { job_id } }, body: { reason } }))
      }
    >
      <p>A cancel now: {on_cancel?.effect}.</p>
      <Undoes of={of} />
    </Action>
  );
}

function Undoes({ of }: { of: RunStatus }) {
  const undoes = of.on_cancel?.undoes ?? [];
  if (undoes.length === 0) return null;
  return (
    <ol className="plain">
      {undoes.map(({ key, activity, object }) => (
        <li key={key}>
          <code>{activity}</code> <span className="faint">{object}</span>
        </li>
      ))}
    </ol>
  );
}

function End({ of }: { of: RunStatus }) {
  const { job_id } = of;
  return (
    <Action
      label="End test"
      tone="primary"
      title={`End the test of ${of.job_details.vm_name}`}
      send={() => body(api.DELETE('/failover/test/{job_id}', { params: { path: { job_id } } }))}
    >
      <p>What the test VM has written is thrown away and every replica is given back to the appliance.</p>
      <Undoes of={of} />
    </Action>
  );
}

function Extend({ of }: { of: RunStatus }) {
  const [duration, setDuration] = useState('1h');
  const { job_id } = of;
  return (
    <Action
      label="Extend"
      title={`Extend the test of ${of.job_details.vm_name}`}
      send={({ key }) =>
        body(
          api.POST('/failover/test/{job_id}/extend', {
            params: { path: { job_id }, header: { 'idempotency-key': key } },
            body: { duration },
          }),
        )
      }
    >
      <DurationField label="Longer by" hint="e.g. 30m, 2h" value={duration} onChange={setDuration} />
    </Action>
  );
}

function Rollback({ of }: { of: RunStatus }) {
  const { job_id, job_details } = of;
  return (
    <Action
      label="Roll back"
      tone="danger"
      title={`Roll back ${job_details.vm_name}`}
      reason="needed"
      confirm={job_details.vm_name}
      send={({ reason, key }) =>
        body(
          api.POST('/failover/{job_id}/rollback', {
            params: { path: { job_id }, header: { 'idempotency-key': key } },
            body: { confirm_data_loss: true, reason },
          }),
        )
      }
      opensRun
    >
      <p>
        The destination VM is stopped and removed, and every replica is reverted to its snapshot and brought home.{' '}
        <strong>Everything the destination has written since its start is lost.</strong>
      </p>
    </Action>
  );
}

function Commit({ of }: { of: RunStatus }) {
  const { job_id, job_details } = of;
  return (
    <Action
      label="Commit"
      tone="danger"
      title={`Commit ${job_details.vm_name}`}
      reason="asked"
      send={({ reason, key }) =>
        body(
          api.POST('/failover/{job_id}/commit', {
            params: { path: { job_id }, header: { 'idempotency-key': key } },
            body: reason === '' ? {} : { reason },
          }),
        )
      }
      opensRun
    >
      <p>
        The rollback snapshots are deleted. <strong>There is no way back after it.</strong>
      </p>
    </Action>
  );
}
