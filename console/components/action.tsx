import { useMutation, useQueryClient, type Query } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { newKey } from '../lib/api.js';
import { refresh } from '../lib/queries.js';
import { Dialog } from './dialog.js';
import { Problem } from './ui.js';

/** Text by the name of its field. */
export type Fields = Readonly<Record<string, string>>;

export const fieldsOf = (form: HTMLFormElement): Fields =>
  Object.fromEntries(
    [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string'),
  );

export interface ActionProps {
  /** Of the button. */
  label: string;
  tone?: 'primary' | 'danger';
  title: string;
  /** What it does and what it loses. */
  children: ReactNode;
  /** Must be typed before it can be sent. */
  confirm?: string;
  /** Asks why, for the record. */
  reason?: 'asked' | 'needed';
  /** `fields`: those of the children that have a name. */
  send: (asked: { reason: string; key: string; fields: Fields }) => Promise<unknown>;
  onDone?: (answer: unknown) => void;
  /** The answer names a run: its page is opened, and what is shown here need not be asked for again. */
  opensRun?: boolean;
}

/** A button that says what it will do and asks before it does it. */
export function Action(props: ActionProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button className={props.tone ?? ''} onClick={() => setOpen(true)}>
        {props.label}
      </button>
      {open && <ActionDialog {...props} close={() => setOpen(false)} />}
    </>
  );
}

function ActionDialog({
  label,
  tone,
  title,
  children,
  confirm,
  reason,
  send,
  onDone,
  opensRun = false,
  close,
}: ActionProps & { close: () => void }) {
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const [key] = useState(newKey);
  const client = useQueryClient();
  const [, go] = useLocation();
  const sending = useMutation({
    mutationFn: (fields: Fields) => send({ reason: why, key, fields }),
    onSuccess: (answer) => {
      const predicate = ({ queryKey }: Query): boolean => queryKey[0] !== 'session' && queryKey[0] !== 'events';
      void refresh(client, { predicate }, opensRun ? 'none' : 'active');
      close();
      onDone?.(answer);
      if (opensRun) go(`/runs/${(answer as { job_id: string }).job_id}`);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    sending.mutate(fieldsOf(event.currentTarget));
  };
  const ready = (confirm === undefined || typed === confirm) && (reason !== 'needed' || why.trim() !== '');
  return (
    <Dialog title={title} onClose={close}>
      <form onSubmit={submit}>
        {children}
        {reason !== undefined && (
          <label>
            Reason{reason === 'asked' && ' (optional)'}, for the record
            <input value={why} maxLength={1_000} onChange={(event) => setWhy(event.target.value)} />
          </label>
        )}
        {confirm !== undefined && (
          <label>
            Type <code>{confirm}</code> to confirm
            <input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
          </label>
        )}
        <Problem error={sending.error} />
        <div className="buttons">
          <button type="submit" className={tone ?? 'primary'} disabled={!ready || sending.isPending}>
            {sending.isPending ? 'Asking …' : label}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
