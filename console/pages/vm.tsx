import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Jobs } from '../components/jobs.js';
import { Mappings } from '../components/mappings.js';
import { Readiness } from '../components/readiness.js';
import { Start } from '../components/start.js';
import { Ago, Facts, Loading, Problem, Status, Table } from '../components/ui.js';
import { api, body, type Vm } from '../lib/api.js';
import { session } from '../lib/queries.js';

export function VmPage({ vmId }: { vmId: string }) {
  const { data: vm, error } = useQuery({
    queryKey: ['vms', vmId],
    queryFn: async () => (await body(api.GET('/vms/{vm_id}', { params: { path: { vm_id: vmId } } }))).vm,
  });
  const { data: who } = useQuery(session);
  if (vm === undefined) return error ? <Problem error={error} /> : <Loading what="the VM" />;
  const mayStart = who?.role !== 'viewer' && vm.held_by === null;
  return (
    <>
      <div className="page-head">
        <h1>{vm.name}</h1>
        <Status of={vm.failover_state} />
      </div>
      {vm.held_by !== null && (
        <p>
          Held by <Link href={`/runs/${vm.held_by}`}>{vm.held_by}</Link>: replication may not write to its replicas.
        </p>
      )}
      {mayStart && (
        <div className="buttons">
          <Start vm={vm} kind="test" />
          <Start vm={vm} kind="live" />
        </div>
      )}
      <h2>Machine</h2>
      <Machine vm={vm} />
      <h2>Disks</h2>
      <Disks vm={vm} />
      <h2>Networks</h2>
      <Mappings vm={vm} mayEdit={who?.role !== 'viewer'} />
      <h2>Readiness</h2>
      <Readiness vmId={vmId} />
      <h2>History</h2>
      <Jobs vmId={vmId} />
    </>
  );
}

function Machine({ vm }: { vm: Vm }) {
  return (
    <Facts
      of={[
        ['Id', <code key="id">{vm.vm_id}</code>],
        ['CPU', String(vm.cpu_count)],
        ['Memory', `${vm.memory_mb} MiB`],
        ['Guest', vm.os_type || null],
        ['Firmware', vm.bios_setup || null],
        ['Source is', vm.power_state || null],
        ['Configuration', vm.ossea_config ?? 'the active one'],
        ['Replication', vm.replication && `${vm.replication.status}, ${vm.replication.progress} %`],
        ['Note', vm.annotation || null],
      ]}
    />
  );
}

function Disks({ vm }: { vm: Vm }) {
  if (vm.disks.length === 0) return <p className="note">It has no disk: there is nothing to fail over.</p>;
  return (
    <Table label="Disks" heads={['Disk', 'Size', 'Replica', 'Last sync']}>
      {vm.disks.map((disk) => (
        <tr key={disk.disk_id}>
          <td>
            {disk.label || disk.disk_id} {disk.boot && <span className="faint">(boot)</span>}
          </td>
          <td>{disk.size_gb} GB</td>
          <td>{disk.volume_id === null ? 'none yet' : <code>{disk.volume_id}</code>}</td>
          <td>
            {disk.resync_required && <span className="status bad">✕ altered: needs a full sync </span>}
            {disk.last_sync === null ? (
              'never'
            ) : (
              <>
                {disk.last_sync.type}, {disk.last_sync.success ? '' : 'failed, '}
                <Ago at={disk.last_sync.time} />
              </>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
