import type { Step, StepCall } from '../lib/api.js';
import { span, statusWords, stepWords, symbolOf, toneOf } from '../../client/words.js';
import { Time } from './ui.js';

/** Every step with its time, and in it every call with what was observed. */
export function Timeline({ steps }: { steps: Step[] }) {
  if (steps.length === 0) return <p className="note faint">The steps are known once the run has been checked.</p>;
  return (
    <ol className="timeline">
      {steps.map((step) => (
        <StepRow key={step.position} step={step} />
      ))}
    </ol>
  );
}

function StepRow({ step }: { step: Step }) {
  const { name, status, duration, started_at, calls } = step;
  return (
    <li className={status === 'running' ? 'running' : ''}>
      <details>
        <summary>
          <span className={`status ${toneOf(status)}`} aria-hidden="true">
            {symbolOf(status)}
          </span>
          <span className="step">{stepWords(name)}</span>
          <span className="faint small">{status === 'pending' ? 'to do' : statusWords(status)}</span>
          <span className="faint small when">
            {started_at !== null && <Time at={started_at} seconds />}
            {duration !== null && status !== 'running' && <> · {span(duration / 1e9)}</>}
          </span>
        </summary>
        <ul className="calls">
          {calls.map((call) => (
            <Call key={call.key} call={call} />
          ))}
          {calls.length === 0 && <li className="faint">No call of its own.</li>}
        </ul>
      </details>
    </li>
  );
}

function Call({ call }: { call: StepCall }) {
  return (
    <li>
      <span className={`status ${toneOf(call.status)}`} aria-hidden="true">
        {symbolOf(call.status)}
      </span>{' '}
      <code>{call.activity}</code> <span className="faint">{call.object}</span> {statusWords(call.status).toLowerCase()}
      {call.try > 0 && <span className="faint"> · try {call.try + 1}</span>}
      {call.observed !== undefined && <span className="observed">{call.observed}</span>}
      {call.found === true && <span className="observed">It was already so; not done by this run.</span>}
      {call.error !== undefined && <span className="observed bad">{call.error}</span>}
    </li>
  );
}
