import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Problem } from '../components/ui.js';
import { api, ApiFailure, body } from '../lib/api.js';
import { session } from '../lib/queries.js';

export function SignIn() {
  const [token, setToken] = useState('');
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: async () => {
      const headers = { Authorization: `Bearer ${token.trim()}` };
      return body(api.POST('/session', { headers })).catch((error: unknown) => {
        if (!(error instanceof ApiFailure) || error.code !== 'UNAUTHORIZED') throw error;
        throw new ApiFailure('WRONG_TOKEN', 'This token lets nobody in.', [
          'Check that it is whole and has neither expired nor been revoked.',
        ]);
      });
    },
    onSuccess: (answer) => client.setQueryData(session.queryKey, answer),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <main className="sign-in">
      <h1>Failover</h1>
      <form onSubmit={submit}>
        <label>
          API token
          <input
            type="password"
            autoComplete="current-password"
            value={token}
            onChange={(e) => setToken(e.target.value)}
          />
        </label>
        <p className="faint">
          An administrator makes tokens. The browser keeps none: it holds a cookie for twelve hours.
        </p>
        <Problem error={signIn.error} />
        <div className="buttons">
          <button className="primary" disabled={token.trim() === '' || signIn.isPending}>
            Sign in
          </button>
        </div>
      </form>
    </main>
  );
}
