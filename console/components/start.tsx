import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body, type Vm } from '../lib/api.js';
import { Action } from './action.js';
import { DryRunView } from './dry-run.js';
import { customIn, StartOptions, type Custom } from './start-options.js';
import { DurationField, Loading, Problem } from './ui.js';

type Kind = 'live' | 'test';

/** Starts a failover of this VM, after showing what it would do. */
export function Start({ vm, kind }: { vm: Vm; kind: Kind }) {
  const [duration, setDuration] = useState('2h');
  const [accepted, setAccepted] = useState(false);
  const isOn = /on$/i.test(vm.power_state) && kind === 'live';
  const [custom, setCustom] = useState<Custom>({});
  const accept = isOn && accepted ? { source_running: 'accept' as const } : {};
  return (
    <Action
      label={kind === 'live' ? 'Start live failover' : 'Start test'}
      tone={kind === 'live' ? 'danger' : 'primary'}
      title={kind === 'live' ? `Live failover of ${vm.name}` : `Test failover of ${vm.name}`}
      reason={isOn && accepted ? 'needed' : 'asked'}
      {...(kind === 'live' ? { confirm: vm.name } : {})}
      send={({ reason, key, fields }) => {
        const custom_config = { ...customIn(fields), ...accept };
        const asked = { vm_id: vm.vm_id, vm_name: vm.name, custom_config, ...(reason === '' ? {} : { reason }) };
        const headers = { 'idempotency-key': key };
        return body(
          kind === 'live'
            ? api.POST('/failover/live', { params: { header: headers }, body: asked })
            : api.POST('/failover/test', { params: { header: headers }, body: { ...asked, test_duration: duration } }),
        );
      }}
      opensRun
    >
      <Preview vmId={vm.vm_id} kind={kind} custom={{ ...custom, ...accept }} />
      <StartOptions kind={kind} onChosen={setCustom} />
      {isOn && (
        <label className="check">
          <input type="checkbox" checked={accepted} onChange={(event) => setAccepted(event.target.checked)} />
          The source is {vm.power_state} in the inventory. I accept that two live copies may run.
        </label>
      )}
      {kind === 'test' && (
        <DurationField
          label="The test ends by itself after"
          hint="e.g. 90m, 4h30m; at most 30 days (720h)"
          value={duration}
          onChange={setDuration}
        />
      )}
    </Action>
  );
}

function Preview({ vmId, kind, custom }: { vmId: string; kind: Kind; custom: Custom }) {
  const dryRun = useQuery({
    queryKey: ['dry-run', vmId, kind, custom],
    queryFn: () => {
      const why = custom.source_running === undefined ? {} : { reason: 'dry run' };
      return body(api.POST('/failover/dry-run', { body: { vm_id: vmId, type: kind, custom_config: custom, ...why } }));
    },
    gcTime: 0,
  });
  if (dryRun.data) return <DryRunView of={dryRun.data} />;
  return dryRun.error ? <Problem error={dryRun.error} /> : <Loading what="what it would do" />;
}
