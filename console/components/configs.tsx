import { useMutation, useQuery } from '@tanstack/react-query';
import { api, body, type Config } from '../lib/api.js';
import { Action } from './action.js';
import { ConfigFields, configIn } from './config-fields.js';
import { Empty, Facts, Loading, Problem } from './ui.js';

/** The CloudStack targets: tested, activated, written and deleted. */
export function Configs() {
  const { data, error } = useQuery({ queryKey: ['configs'], queryFn: () => body(api.GET('/ossea-configs')) });
  return (
    <>
      <Problem error={error} />
      {data === undefined && error === null && <Loading what="the configurations" />}
      {data?.configs.length === 0 && <Empty>There is none: nothing can be failed over.</Empty>}
      {data?.configs.map((config) => (
        <section key={config.name} className="card" aria-label={config.name}>
          <h3>
            {config.name} {config.is_active && <span className="status good">✓ active</span>}
          </h3>
          <Facts
            of={[
              ['API', config.api_url],
              ['API key', config.api_key ?? 'none yet'],
              ['Zone', config.zone],
              ['Appliance', <code key="oma">{config.oma_vm_id}</code>],
              ['Template', <code key="template">{config.template_id}</code>],
              ['Offering', <code key="offering">{config.service_offering_id}</code>],
              ['Storage', config.storage_kind ?? 'not said'],
            ]}
          />
          <ConfigActions config={config} />
        </section>
      ))}
      {data !== undefined && (
        <div className="buttons">
          <Action
            label="New configuration"
            title="New configuration"
            send={({ fields }) => {
              const params = { path: { name: fields['name'] ?? '' } };
              return body(api.PUT('/ossea-configs/{name}', { params, body: configIn(fields) }));
            }}
          >
            <ConfigFields of={null} />
          </Action>
        </div>
      )}
    </>
  );
}

function ConfigActions({ config }: { config: Config }) {
  const { name, is_active } = config;
  const params = { path: { name } };
  const test = useMutation({ mutationFn: () => body(api.POST('/ossea-configs/{name}/test', { params })) });
  return (
    <>
      <div className="buttons">
        <button disabled={test.isPending} onClick={() => test.mutate()}>
          {test.isPending ? 'Testing …' : 'Test'}
        </button>
        <Action
          label="Edit"
          title={`Edit ${name}`}
          send={({ fields }) => body(api.PUT('/ossea-configs/{name}', { params, body: configIn(fields) }))}
          onDone={() => test.mutate()}
        >
          <p>Running runs keep what they began with. It is tested when it is stored.</p>
          <ConfigFields of={config} />
        </Action>
        {!is_active && (
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
        <Action
          label="Delete"
          tone="danger"
          title={`Delete ${name}`}
          confirm={name}
          send={() => body(api.DELETE('/ossea-configs/{name}', { params }))}
        >
          <p>Its keys are deleted with it. It is refused while a VM or a run uses it.</p>
        </Action>
      </div>
      <Problem error={test.error} />
      <div role="status">{test.data && <Tested {...test.data} />}</div>
    </>
  );
}

interface TestedProps {
  is_valid: boolean;
  message: string;
  cloudstack_version: string | null;
  missing_commands: string[];
  missing_optional_commands: { commands: string[]; lost: string }[];
  problems: string[];
}

function Tested({ is_valid, message, cloudstack_version, problems, ...missing }: TestedProps) {
  const commands = [
    ...missing.missing_commands,
    ...missing.missing_optional_commands.map(({ commands, lost }) => `${commands.join(', ')}: ${lost}`),
  ];
  return (
    <>
      <p className={`status ${is_valid ? 'good' : 'bad'}`}>
        {is_valid ? '✓ ' : '✕ '}
        {message}
        {cloudstack_version !== null && ` (CloudStack ${cloudstack_version})`}
      </p>
      <ul>
        {[...problems, ...commands.map((command) => `The key may not call ${command}`)].map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </>
  );
}
