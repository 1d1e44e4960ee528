/**
 * Reads what a failover has done back from the simulator's control port. Shares no code with the product, so that the
 * product's own mistakes cannot vouch for themselves.
 */

export interface Expectation {
  destination_vm_id: string;
  appliance_vm_id: string;
  cpu_count: number;
  memory_mb: number;
  uefi: boolean;
  /** In order. */
  nics: { network_id: string; mac: string }[];
  /** Boot disk first. */
  volumes: string[];
}

export interface Fact {
  what: string;
  holds: boolean;
  seen: string;
}

interface SimulatedVm {
  id: string;
  name: string;
  state: string;
  cpunumber: number;
  memory: number;
  boottype: string;
  nics: { networkid: string; macaddress: string; deviceid: number | string }[];
  domain: { running: boolean; disks: unknown[] };
}

interface SimulatedVolume {
  id: string;
  name: string;
  state: string;
  type: string;
  virtualmachineid: string | null;
  deviceid: number | null;
  content_sha256: string;
}

interface SimulatorState {
  vms: SimulatedVm[];
  volumes: SimulatedVolume[];
  snapshots: { volumeid: string; state: string }[];
  vm_snapshots: unknown[];
  violations: unknown[];
}

/** One fact per line of outcome 1 of the contract, as the simulator shows it. */
export async function readBack(controlUrl: string, expected: Expectation): Promise<Fact[]> {
  const state = await look(controlUrl);
  const vm = state.vms.find((v) => v.id === expected.destination_vm_id);
  if (vm === undefined)
    return [{ what: 'destination exists', holds: false, seen: `no VM ${expected.destination_vm_id}` }];
  const on = (vmId: string): SimulatedVolume[] => state.volumes.filter((v) => v.virtualmachineid === vmId);
  const attached = on(vm.id).sort((a, b) => (a.deviceid ?? -1) - (b.deviceid ?? -1));
  const [root, ...data] = attached;
  const nics = [...vm.nics].sort((a, b) => Number(a.deviceid) - Number(b.deviceid));
  const left = on(expected.appliance_vm_id).filter((v) => expected.volumes.includes(v.id));
  const blanks = state.volumes.filter((v) => v.state === 'Allocated');
  const backed = expected.volumes.filter((id) =>
    state.snapshots.some((s) => s.volumeid === id && s.state === 'BackedUp'),
  );
  return [
    fact(
      'destination is Running, and so is its domain',
      vm.state === 'Running' && vm.domain.running,
      `${vm.name}: ${vm.state}`,
    ),
    fact(
      'replica ROOT at device 0',
      root?.id === expected.volumes[0] && root?.type === 'ROOT' && root.deviceid === 0,
      root === undefined ? 'nothing' : `${root.name}: ${root.type} at device ${root.deviceid ?? '?'}`,
    ),
    fact(
      'data disks in order, and no other volume',
      JSON.stringify(data.map((v) => v.id)) === JSON.stringify(expected.volumes.slice(1)),
      data.length === 0 ? 'none' : data.map((v) => `${v.name} at device ${v.deviceid ?? '?'}`).join(', '),
    ),
    fact(
      'blank root gone',
      blanks.length === 0,
      blanks.length === 0 ? 'no Allocated volume' : blanks.map((v) => v.name).join(', '),
    ),
    fact(
      'CPU, memory and firmware of the source',
      vm.cpunumber === expected.cpu_count &&
        vm.memory === expected.memory_mb &&
        (vm.boottype === 'UEFI') === expected.uefi,
      `${vm.cpunumber} CPUs, ${vm.memory} MiB, ${vm.boottype}`,
    ),
    fact(
      'networks and MACs of the plan, in order',
      JSON.stringify(nics.map((n) => [n.networkid, n.macaddress])) ===
        JSON.stringify(expected.nics.map((n) => [n.network_id, n.mac])),
      nics.map((n) => `${n.networkid} ${n.macaddress}`).join(', '),
    ),
    fact(
      'appliance without the volume',
      left.length === 0,
      left.length === 0 ? 'none of the VM’s volumes' : left.map((v) => v.name).join(', '),
    ),
    fact(
      'snapshots kept for a rollback',
      backed.length === expected.volumes.length,
      `${backed.length} of ${expected.volumes.length} BackedUp`,
    ),
    fact('no volume written by two', state.violations.length === 0, `${state.violations.length} violations`),
  ];
}

function fact(what: string, holds: boolean, seen: string): Fact {
  return { what, holds, seen };
}

/** What lies on these volumes, in their order: one digest each. */
export async function contentsOf(controlUrl: string, volumeIds: string[]): Promise<string[]> {
  const { volumes } = await look(controlUrl);
  return volumeIds.map((id) => volumes.find((volume) => volume.id === id)?.content_sha256 ?? 'no such volume');
}

/**
 * One fact per line of outcome 2 of the contract, as the simulator shows it; `before` as `contentsOf` told it, `written` on
 * how many of the volumes it was another content while the guest ran.
 */
export async function readBackTest(
  controlUrl: string,
  test: { destination_vm_id: string; appliance_vm_id: string; volumes: string[]; before: string[]; written: number },
): Promise<Fact[]> {
  const state = await look(controlUrl);
  const now = await contentsOf(controlUrl, test.volumes);
  const same = now.filter((content, i) => content === test.before[i]).length;
  const home = state.volumes.filter(
    (v) => test.volumes.includes(v.id) && v.virtualmachineid === test.appliance_vm_id && v.state === 'Ready',
  );
  const vm = state.vms.find((v) => v.id === test.destination_vm_id);
  const snapshots = state.snapshots.filter((s) => test.volumes.includes(s.volumeid)).length + state.vm_snapshots.length;
  const all = test.volumes.length;
  return [
    fact('the guest wrote to every disk', test.written === all, `${test.written} of ${all}`),
    fact('what the guest wrote is gone', same === all, `${same} of ${all} disks byte for byte as before`),
    fact('replicas on the appliance again', home.length === all, `${home.length} of ${all} attached and Ready`),
    fact('test VM expunged', vm === undefined, vm === undefined ? 'no such VM' : `${vm.name}: ${vm.state}`),
    fact('its snapshots gone', snapshots === 0, `${snapshots} left`),
    fact('no volume written by two', state.violations.length === 0, `${state.violations.length} violations`),
  ];
}

async function look(controlUrl: string): Promise<SimulatorState> {
  return (await (await fetch(`${controlUrl}/state`)).json()) as SimulatorState;
}
