import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Ago, Empty, Left, Loading, Problem, Ready, Status } from '../components/ui.js';
import type { Job, VmSummary } from '../lib/api.js';
import { openJobs, vms } from '../lib/queries.js';
import { stepWords } from '../../client/words.js';

const FILTERS: Record<string, (vm: VmSummary, job: Job | undefined) => boolean> = {
  All: () => true,
  'Needs you': (_vm, job) => job?.status === 'attention',
  Running: (_vm, job) => job !== undefined,
  'Not ready': ({ last_readiness, resync_required }) => resync_required || last_readiness.live?.is_ready === false,
  'Failed over': ({ failover_state }) => failover_state === 'failed_over',
};

export function OverviewPage() {
  const inventory = useQuery(vms);
  const { data: jobs = [] } = useQuery(openJobs);
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState('All');
  const jobOf = useMemo(() => new Map(jobs.map((job) => [job.vm_id, job])), [jobs]);
  const shown = useMemo(() => {
    const words = search.toLowerCase();
    return (inventory.data ?? []).filter(
      (vm) =>
        `${vm.name} ${vm.vm_id}`.toLowerCase().includes(words) && FILTERS[filter]?.(vm, jobOf.get(vm.vm_id)) === true,
    );
  }, [inventory.data, search, filter, jobOf]);
  return (
    <>
      <div className="page-head">
        <h1>VMs</h1>
        <label className="inline">
          Search
          <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </label>
        <label className="inline">
          Show
          <select value={filter} onChange={(event) => setFilter(event.target.value)}>
            {Object.keys(FILTERS).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <span className="faint" role="status">
          {inventory.data && `${shown.length} of ${inventory.data.length}`}
        </span>
      </div>
      <Problem error={inventory.error} />
      {inventory.isPending && <Loading what="the inventory" />}
      {inventory.data?.length === 0 && (
        <Empty>
          There is no VM in the inventory. The replication system writes it (<code>PUT /api/v1/vms/…</code>).
        </Empty>
      )}
      {shown.length > 0 ? (
        <Rows vms={shown} jobOf={jobOf} />
      ) : inventory.data?.length ? (
        <Empty>No VM matches.</Empty>
      ) : null}
    </>
  );
}

/** Only the rows in sight are in the page. */
function Rows({ vms, jobOf }: { vms: VmSummary[]; jobOf: Map<string, Job> }) {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: vms.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 64,
    overscan: 8,
  });
  return (
    <div className="rows" ref={frame} tabIndex={0} role="region" aria-label="VMs">
      <ul style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const vm = vms[index];
          return (
            vm && (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={vms.length}
                aria-posinset={index + 1}
              >
                <Row vm={vm} job={jobOf.get(vm.vm_id)} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function Row({ vm, job }: { vm: VmSummary; job: Job | undefined }) {
  return (
    <div className="row">
      <div>
        <Link href={`/vms/${vm.vm_id}`} className="name">
          {vm.name}
        </Link>
        <span className="faint small">
          {vm.cpu_count} CPU · {vm.memory_mb / 1024} GiB · {vm.disk_count} {vm.disk_count === 1 ? 'disk' : 'disks'},{' '}
          {vm.disk_gb} GB
        </span>
      </div>
      <div>
        {job === undefined ? (
          <Status of={vm.failover_state} />
        ) : (
          <Link href={`/runs/${job.job_id}`}>
            <Status of={job.status} />
          </Link>
        )}
        {job !== undefined && (
          <span className="faint small">
            {job.status === 'test_running' && job.cleanup_at !== null ? (
              <Left until={job.cleanup_at} />
            ) : (
              job.current_step !== null && stepWords(job.current_step)
            )}
          </span>
        )}
      </div>
      <Readiness vm={vm} />
      <div className="small">
        {vm.oldest_sync === null ? (
          <span className="status warn">
            <span aria-hidden="true">!</span> {vm.disk_count === 0 ? 'no disk' : 'a disk was never synced'}
          </span>
        ) : (
          <>
            Data <Ago at={vm.oldest_sync} />
          </>
        )}
      </div>
    </div>
  );
}

function Readiness({ vm }: { vm: VmSummary }) {
  const { live } = vm.last_readiness;
  if (vm.resync_required)
    return (
      <div>
        <Status of="fail" />
        <span className="faint small">A replica was altered: only a full sync mends it.</span>
      </div>
    );
  if (live === null) return <div className="faint small">Readiness not asked yet</div>;
  return (
    <div>
      <Ready is={live.is_ready} />
      <span className="faint small" title={live.failing?.remedy ?? undefined}>
        {live.failing === null ? (
          <>checked {<Ago at={live.time} />}</>
        ) : (
          `${live.failing.check_name}: ${live.failing.message}`
        )}
        {live.failing?.remedy && <> → {live.failing.remedy}</>}
      </span>
    </div>
  );
}
