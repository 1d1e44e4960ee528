import { useEffect, useState, type ReactNode } from 'react';
import { ApiFailure } from '../lib/api.js';
import { secondsSince, span, statusWords, symbolOf, toneOf } from '../../client/words.js';

/** A status by symbol, word and colour. */
export function Status({ of }: { of: string }) {
  return (
    <span className={`status ${toneOf(of)}`}>
      <span aria-hidden="true">{symbolOf(of)}</span> {statusWords(of)}
    </span>
  );
}

const utc = (at: string): string => `${at.slice(0, 19).replace('T', ' ')} UTC`;

/** Local time; UTC on hover. */
export function Time({ at, seconds = false }: { at: string | null | undefined; seconds?: boolean }) {
  if (at === null || at === undefined) return <span className="faint">–</span>;
  const shown = new Date(at).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: seconds ? 'medium' : 'short',
  });
  return (
    <time dateTime={at} title={utc(at)}>
      {shown}
    </time>
  );
}

/** Milliseconds now, told again every second. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export function Ago({ at }: { at: string }) {
  const now = useNow();
  return <span title={utc(at)}>{span(secondsSince(at, now))} ago</span>;
}

export function Left({ until }: { until: string }) {
  const now = useNow();
  const seconds = -secondsSince(until, now);
  return <span title={utc(until)}>{seconds > 0 ? `${span(seconds)} left` : 'ending now'}</span>;
}

/** Whether a start would be let in. */
export function Ready({ is }: { is: boolean }) {
  return (
    <span className={`status ${is ? 'good' : 'bad'}`}>
      <span aria-hidden="true">{is ? '✓' : '✕'}</span> {is ? 'Ready' : 'Not ready'}
    </span>
  );
}

interface DurationFieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

/** A Go duration, as the API takes it. */
export function DurationField({ label, hint, value, onChange }: DurationFieldProps) {
  return (
    <label>
      {label}
      <input value={value} pattern="(\d+(h|m|s))+" required onChange={(event) => onChange(event.target.value)} />
      <span className="faint small">{hint}</span>
    </label>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <p className="faint note" role="status">
      Loading {what} …
    </p>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="note empty">{children}</p>;
}

/** What went wrong and what to do about it. */
export function Problem({ error }: { error: Error | null }) {
  if (error === null) return null;
  const remedies = error instanceof ApiFailure ? error.remedies : [];
  return (
    <div className="problem" role="alert">
      <strong>
        <span aria-hidden="true">✕</span> {error.message}
      </strong>
      {remedies.length > 0 && (
        <ul>
          {remedies.map((remedy) => (
            <li key={remedy}>{remedy}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function Facts({ of }: { of: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A table that scrolls in itself where the page is narrow. */
export function Table({ heads, label, children }: { heads: string[]; label: string; children: ReactNode }) {
  return (
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
