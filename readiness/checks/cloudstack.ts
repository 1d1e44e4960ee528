import { fail, pass, warn, type CheckDefinition } from '../check.js';
import { applianceProblems } from '../plan/appliance.js';
import { resolveDisks } from '../plan/disks.js';
import { resolveNetworks } from '../plan/networks.js';
import { REMOVAL_COMMANDS, requiredCommands } from '../plan/commands.js';
import { strategyOfRun } from '../plan/strategy-facts.js';

export const networkMappings: CheckDefinition = {
  name: 'Network Mappings',
  type: 'warning',
  safety: true,
  async run(input, facts) {
    const found = resolveNetworks(input, await facts.networks());
    const sources = new Set(input.vm.networks.map((n) => n.source_network_name));
    const mapped = new Set(found.nics.map((n) => n.source_network_name));
    const details = {
      mapped_networks: mapped.size,
      unmapped_networks: sources.size - mapped.size,
      test_networks_available: input.mappings.some((m) => m.is_test_network),
      ...(found.unmapped.length > 0 ? { unmapped: found.unmapped } : {}),
      ...(found.unknown.length > 0 ? { unknown_destinations: found.unknown } : {}),
    };
    const refuse = (message: string, action: string) => fail(message, action, details, 'NETWORK_MAPPING_MISSING');
    if (input.vm.networks.length === 0)
      return refuse('The source VM has no network adapter', 'Let replication discover the adapters of the VM.');
    if (found.unmapped.length > 0)
      return refuse(
        `No ${input.type === 'test' ? 'test' : 'production'} mapping for ${found.unmapped.join(', ')}`,
        `Map ${found.unmapped.join(', ')}.`,
      );
    if (found.unknown.length > 0)
      return refuse(
        `The zone has no network ${found.unknown.join(', ')} to deploy a VM on, or several of that name`,
        'Map these networks to CloudStack networks that GET /networks/available lists, by their id.',
      );
    if (found.production.length > 0)
      return refuse(
        `A test may not use the production network ${found.production.join(', ')}`,
        'Map the test to an isolated network.',
      );
    if (found.problems.length > 0)
      return fail(
        found.problems.join('; '),
        'Map each NIC to a network of its own; of NICs on one source network only one can stay in the inventory.',
        details,
      );
    if (found.shared.length > 0)
      return warn(
        [`The test VM will be on a Shared network, ${found.shared.join(', ')}`, ...found.differences].join('; '),
        'Make sure that this network is set apart for tests, or map the test to an isolated one.',
        details,
      );
    if (found.differences.length > 0)
      return warn(found.differences.join('; '), 'Check the networks of the destination after the failover.', details);
    return pass('All source networks mapped to OSSEA networks', details);
  },
};

export const volumeState: CheckDefinition = {
  name: 'Volume State',
  type: 'critical',
  safety: true,
  async run({ vm, config }, facts) {
    const volumes = await facts.applianceVolumes();
    const isHeld = (id: string): boolean => volumes.some((v) => v.id === id);
    const elsewhere = vm.disks.flatMap(({ volume_id: id }) => (id === null || isHeld(id) ? [] : [id]));
    const known = [...volumes, ...(elsewhere.length === 0 ? [] : await facts.volumes(elsewhere))];
    const details = vm.disks.map((d) => {
      const volume = known.find((v) => v.id === d.volume_id);
      const held = volume !== undefined && isHeld(volume.id);
      return {
        disk_id: d.disk_id,
        volume_id: d.volume_id,
        volume_status: !held ? 'not attached' : volume.state === 'Ready' ? 'attached' : volume.state,
        volume_name: volume?.name ?? null,
        volume_type: volume?.type ?? null,
        cloudstack_state: volume?.state ?? null,
        attached_to: volume?.virtualmachineid ?? null,
        volume_size_gb: d.size_gb,
      };
    });
    const resolved = resolveDisks(vm.disks, volumes, config?.oma_vm_id ?? '');
    if ('problem' in resolved) return fail(resolved.problem, resolved.action, { volumes: details });
    return pass('OSSEA volume available and accessible', { ...details[0], volumes: details });
  },
};

export const access: CheckDefinition = {
  name: 'CloudStack Access',
  type: 'critical',
  safety: true,
  async run(input, facts) {
    const [capabilities, apis, strategy] = await Promise.all([
      facts.capabilities(),
      facts.apis(),
      strategyOfRun(input, facts),
    ]);
    const lacks = (command: string): boolean => !apis.has(command.toLowerCase());
    const missing = requiredCommands(strategy).filter((command) => lacks(command));
    if (missing.length > 0)
      return fail(
        `The API key may not call ${missing.join(', ')}`,
        'Give the role of the API key these commands.',
        { missing },
        'OSSEA_API_ERROR',
      );
    const unable = REMOVAL_COMMANDS.filter((command) => lacks(command));
    if (unable.length > 0)
      return warn(
        `The API key may not call ${unable.join(', ')}: a VM that a run removes stays Destroyed`,
        'Give the role of the API key these commands, or expunge such VMs by hand.',
        { missing: unable },
      );
    return pass('The API key may call every command a failover needs', {
      cloudstack_version: capabilities.cloudstackversion ?? 'hidden',
    });
  },
};

export const appliance: CheckDefinition = {
  name: 'Appliance',
  type: 'critical',
  safety: true,
  async run({ config }, facts) {
    const [vm, snapshots] = await Promise.all([facts.appliance(), facts.applianceSnapshots()]);
    const details =
      vm === undefined
        ? undefined
        : {
            appliance_vm_id: vm.id,
            state: vm.state,
            ...(snapshots.length > 0 ? { vm_snapshots: snapshots.map((s) => s.id) } : {}),
          };
    const [first] = applianceProblems(config?.oma_vm_id ?? '', vm, snapshots);
    if (first !== undefined) return fail(first.problem, first.action, details);
    return pass('The appliance admits detach and attach', details);
  },
};

export const owner: CheckDefinition = {
  name: 'Owner',
  type: 'critical',
  safety: true,
  async run({ vm }, facts) {
    const [machine, volumes] = await Promise.all([facts.appliance(), facts.applianceVolumes()]);
    if (machine?.account === undefined || machine.domainid === undefined)
      return fail(
        'The owner of the appliance cannot be read',
        'Use an API key of the account that owns the appliance.',
      );
    const foreign = volumes.filter(
      (v) =>
        vm.disks.some((d) => d.volume_id === v.id) &&
        (v.account !== machine.account || v.domainid !== machine.domainid),
    );
    if (foreign.length > 0)
      return fail(
        `Volumes ${foreign.map((v) => v.id).join(', ')} belong to another account than the appliance`,
        `Assign these volumes to account ${machine.account}.`,
      );
    return pass('Volumes and appliance have one owner', { account: machine.account, domainid: machine.domainid });
  },
};

/**
 * All replicas on pools of one reach: else attaching the second copies it to the first one's pool, hours for a big disk,
 * or fails (facts §4.1, hidden migration). A root cannot be attached on a managed pool at all (item 7).
 */
export const poolScope: CheckDefinition = {
  name: 'Pool Scope',
  type: 'critical',
  safety: true,
  async run({ vm }, facts) {
    const [volumes, pools] = await Promise.all([facts.applianceVolumes(), facts.pools()]);
    const replicas = volumes.filter((v) => vm.disks.some((d) => d.volume_id === v.id));
    if (pools === undefined || replicas.some((v) => v.storageid === undefined))
      return warn(
        'The key may not read storage pools',
        'Make sure that all disks of this VM are on pools of one scope.',
      );
    const used = pools.filter((pool) => replicas.some((v) => v.storageid === pool.id));
    const managed = used.filter((pool) => pool.managed === true).map((pool) => pool.name);
    if (managed.length > 0)
      return fail(
        `Pool ${managed.join(', ')} is managed storage, which takes no attached root`,
        'Replicate this VM to another pool.',
      );
    const reaches = new Set(
      used.map((pool) => (pool.scope === 'ZONE' ? 'ZONE' : `${pool.scope ?? '?'} ${pool.clusterid ?? ''}`)),
    );
    if (reaches.size > 1)
      return fail(
        'The disks are on pools of different scope or cluster',
        'Move the volumes of this VM to pools of one scope.',
        {
          pools: used.map(({ id, name, scope, clusterid }) => ({ id, name, scope, clusterid })),
        },
      );
    return pass('All disks are on pools of one scope', { pools: used.map((pool) => pool.name) });
  },
};

export const rootDestruction: CheckDefinition = {
  name: 'Root Volume Protection',
  type: 'critical',
  safety: true,
  async run(_input, facts) {
    const setting = 'destroy.root.volume.on.vm.destruction';
    const value = await facts.configuration(setting);
    if (value === undefined)
      return warn(`The key may not read ${setting}`, `Make sure that ${setting} is false, or use a root-admin key.`);
    if (value === 'true')
      return fail(`${setting} is on: destroying a VM would delete its root volume at once`, `Set ${setting} to false.`);
    return pass(`${setting} is off`);
  },
};
