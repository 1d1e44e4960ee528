import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { Banner } from './components/banner.js';
import { Header } from './components/header.js';
import { Empty, Loading, Problem } from './components/ui.js';
import { ApiFailure, setCsrfToken, type Job } from './lib/api.js';
import { follow } from './lib/connection.js';
import { jobChanged, session } from './lib/queries.js';
import { AuditPage } from './pages/audit.js';
import { HistoryPage } from './pages/history.js';
import { OverviewPage } from './pages/overview.js';
import { RunPage } from './pages/run.js';
import { SettingsPage } from './pages/settings.js';
import { SignIn } from './pages/sign-in.js';
import { VmPage } from './pages/vm.js';

export function App() {
  const { data, error } = useQuery(session);
  if (data === undefined) {
    if (error instanceof ApiFailure && error.code !== 'UNAUTHORIZED') return <Problem error={error} />;
    return error ? <SignIn /> : <Loading what="the session" />;
  }
  setCsrfToken(data.csrf_token);
  return <SignedIn />;
}

function SignedIn() {
  const client = useQueryClient();
  useEffect(() => follow('/events', { job: (job) => void jobChanged(client, job as Job) }), [client]);
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Header />
      <Banner />
      <main id="main" tabIndex={-1}>
        <Switch>
          <Route path="/" component={OverviewPage} />
          <Route path="/vms/:id">{({ id }) => <VmPage key={id} vmId={id} />}</Route>
          <Route path="/runs/:id">{({ id }) => <RunPage key={id} jobId={id} />}</Route>
          <Route path="/history" component={HistoryPage} />
          <Route path="/settings" component={SettingsPage} />
          <Route path="/audit" component={AuditPage} />
          <Route>
            <Empty>There is no such page.</Empty>
          </Route>
        </Switch>
      </main>
    </>
  );
}
