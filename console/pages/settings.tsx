import { useMutation, useQuery } from '@tanstack/react-query';
import { Action } from '../components/action.js';
import { Tokens } from '../components/tokens.js';
import { Empty, Facts, Loading, Problem } from '../components/ui.js';
import { api, body } from '../lib/api.js';

/** CloudStack configurations and tokens. */
export function SettingsPage() {
  const { data, error } = useQuery({ queryKey: ['configs'], queryFn: () => body(api.GET('/ossea-configs')) });
  return (
    <>
      <h1>Settings</h1>
      <h2>CloudStack configurations</h2>
      <Problem error={error} />
      {data === undefined && error === null && <Loading what="the configurations" />}
      {data?.configs.length === 0 && (
        <Empty>
          There is none: nothing can be failed over. Write one by <code>PUT /api/v1/ossea-configs/…</code>.
        </Empty>
      )}
      {data?.configs.map((config) => (
        <section key={config.name} className="card">
          <h3>
            {config.name} {config.is_active && <span className="status good">✓ active</span>}
          </h3>
          <Facts
            of={[
              ['API', config.api_url],
              ['API key', config.api_key],
              ['Zone', config.zone],
              ['Appliance', <code key="oma">{config.oma_vm_id}</code>],
              ['Template', <code key="template">{config.template_id}</code>],
              ['Offering', <code key="offering">{config.service_offering_id}</code>],
              ['Storage', config.storage_kind ?? 'not said'],
            ]}
          />
          <ConfigActions name={config.name} active={config.is_active} />
        </section>
      ))}
      <h2>Tokens</h2>
      <Tokens />
    </>
  );
}

function ConfigActions({ name, active }: { name: string; active: boolean }) {
  const params = { path: { name } };
  const test = useMutation({ mutationFn: () => body(api.POST('/ossea-configs/{name}/test', { params })) });
  return (
    <>
      <div className="buttons">
        <button disabled={test.isPending} onClick={() => test.mutate()}>
          {test.isPending ? 'Testing …' : 'Test'}
        </button>
        {!active && (
          <Action
            label="Activate"
            title={`Activate ${name}`}
            send={() => body(api.POST('/ossea-configs/{name}/activate', { params }))}
          >
            <p>
              VMs without a configuration of their own are failed over with it from now on. Running runs keep theirs.
            </p>
          </Action>
        )}
      </div>
      <Problem error={test.error} />
      <div role="status">
        {test.data && (
          <p className={`status ${test.data.is_valid ? 'good' : 'bad'}`}>
            {test.data.is_valid ? '✓ ' : '✕ '}
            {test.data.message}
            {test.data.cloudstack_version !== null && ` (CloudStack ${test.data.cloudstack_version})`}
          </p>
        )}
        <ul>
          {[
            ...(test.data?.problems ?? []),
            ...(test.data?.missing_commands ?? []).map((c) => `The key may not call ${c}`),
          ].map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </div>
    </>
  );
}
