import { useQuery } from '@tanstack/react-query';
import { api, body, type Attention, type RunStatus } from '../lib/api.js';
import { stepWords } from '../../client/words.js';
import { session } from '../lib/queries.js';
import { Action } from './action.js';
import { Ago } from './ui.js';

const WORDS = { retry: 'Retry', skip: 'Skip', abandon: 'Abandon' };

/** Why the run waits for a person, and what each answer loses. */
export function Questions({ of }: { of: RunStatus }) {
  return of.attentions.map((question) => <Question key={question.id} of={of} question={question} />);
}

/** The reason with the step in words, where the API begins it with the call's key. */
function words({ key, reason }: Attention): string {
  return reason.startsWith(key) ? stepWords(key.split('/')[0] ?? key) + reason.slice(key.length) : reason;
}

function Question({ of, question }: { of: RunStatus; question: Attention }) {
  const { data } = useQuery(session);
  const { job_id } = of;
  const { id, since, key, actions } = question;
  const reason = words(question);
  return (
    <section className="question" aria-label="Needs you">
      <h2>
        <span aria-hidden="true">!</span> This run needs you
      </h2>
      <p>{reason}</p>
      <p className="small faint">
        <code>{key}</code>, <Ago at={since} />
      </p>
      {actions.length === 0 && <p>Nothing can be answered: it is tried again and goes on when the cause is gone.</p>}
      <ul className="answers">
        {actions.map(({ action, loses }) => (
          <li key={action}>
            {data?.role !== 'viewer' && (
              <Action
                label={WORDS[action]}
                tone={action === 'abandon' ? 'danger' : 'primary'}
                title={`${WORDS[action]}: ${of.job_details.vm_name}`}
                reason="needed"
                {...(action === 'abandon' ? { confirm: of.job_details.vm_name } : {})}
                send={({ reason: why, key: idempotency }) =>
                  body(
                    api.POST('/failover/{job_id}/resolve', {
                      params: { path: { job_id }, header: { 'idempotency-key': idempotency } },
                      body: { attention_id: id, action, reason: why, confirm_data_loss: action === 'abandon' },
                    }),
                  )
                }
              >
                <p>{reason}</p>
                <p>
                  <strong>Loses:</strong> {loses}
                </p>
              </Action>
            )}
            <span>
              {data?.role === 'viewer' && `${WORDS[action]}: `}loses {loses}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
