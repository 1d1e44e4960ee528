import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, body } from '../lib/api.js';
import { useStaleSince } from '../lib/connection.js';
import { session } from '../lib/queries.js';

export function Header() {
  const { data } = useQuery(session);
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => body(api.DELETE('/session')),
    onSettled: () => {
      client.clear();
      location.assign('/');
    },
  });
  const admin = data?.role === 'admin';
  return (
    <header>
      <Link href="/" className="brand">
        Failover
      </Link>
      <nav aria-label="Main">
        <NavLink to="/">VMs</NavLink>
        <NavLink to="/history">History</NavLink>
        {admin && <NavLink to="/settings">Settings</NavLink>}
        {admin && <NavLink to="/audit">Audit</NavLink>}
      </nav>
      <Stale />
      <span className="who">
        {data?.name} <span className="faint">({data?.role})</span>
      </span>
      <button className="quiet" onClick={() => signOut.mutate()}>
        Sign out
      </button>
    </header>
  );
}

function NavLink({ to, children }: { to: string; children: string }) {
  return (
    <Link href={to} className={(active) => (active ? 'active' : '')}>
      {children}
    </Link>
  );
}

function Stale() {
  const since = useStaleSince();
  return (
    <span role="status" className="stale-place">
      {since !== null && (
        <span className="stale">
          <span aria-hidden="true">!</span> stale since {new Date(since).toLocaleTimeString()}
        </span>
      )}
    </span>
  );
}
