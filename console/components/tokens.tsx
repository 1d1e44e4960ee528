import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../lib/api.js';
import { Action } from './action.js';
import { Loading, Problem, Table, Time } from './ui.js';

const ROLES = ['viewer', 'operator', 'admin'] as const;

export function Tokens() {
  const { data, error } = useQuery({
    queryKey: ['tokens'],
    queryFn: () => body(api.GET('/tokens', { params: { query: { limit: 500 } } })),
  });
  if (data === undefined) return error ? <Problem error={error} /> : <Loading what="the tokens" />;
  return (
    <>
      <Table label="Tokens" heads={['Name', 'Role', 'Last used', 'Holds until', '']}>
        {data.tokens.map(({ id, name, role, last_used_at, expires_at, revoked_at }) => (
          <tr key={id}>
            <td>{name}</td>
            <td>{role}</td>
            <td>
              <Time at={last_used_at} />
            </td>
            <td>
              {revoked_at !== null ? (
                <>
                  revoked <Time at={revoked_at} />
                </>
              ) : expires_at === null ? (
                'it is revoked'
              ) : (
                <Time at={expires_at} />
              )}
            </td>
            <td>
              {revoked_at === null && (
                <Action
                  label="Revoke"
                  tone="danger"
                  title={`Revoke ${name}`}
                  send={() => body(api.DELETE('/tokens/{token_id}', { params: { path: { token_id: id } } }))}
                >
                  <p>Whoever bears it is refused at once, for good. Its console sessions end with it.</p>
                </Action>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <NewToken />
    </>
  );
}

function NewToken() {
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('viewer');
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <div className="buttons">
        <Action
          label="New token"
          title="New token"
          send={() => body(api.POST('/tokens', { body: { name, role } }))}
          onDone={(answer) => setSecret((answer as { secret: string }).secret)}
        >
          <label>
            Name of its bearer
            <input value={name} required maxLength={128} onChange={(event) => setName(event.target.value)} />
          </label>
          <label>
            Role
            <select value={role} onChange={(event) => setRole(event.target.value as typeof role)}>
              {ROLES.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
        </Action>
      </div>
      {secret !== undefined && (
        <p className="note" role="status">
          Shown this once: <code className="secret">{secret}</code>
        </p>
      )}
    </>
  );
}
