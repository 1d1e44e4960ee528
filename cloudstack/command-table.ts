/**
 * Commands that change something and the parameters this product may send with them. CloudStack ignores an unknown
 * parameter silently (facts §1.2): a misspelt `startvm` would start the VM. `x[].y` stands for `x[0].y`, `x[1].y` …,
 * `x[].*` for any key. Left out on purpose: `volumeids` of destroyVirtualMachine, which deletes data disks (R1),
 * `cleanupdetails`, which wipes the marker, and `deviceid` of detachVolume, which CloudStack 4.22 answers with a null
 * pointer (recordings: "detachVolume by virtualmachineid+deviceid").
 *
 * `async` commands answer a job id and take `customjobid`.
 */
export const COMMANDS = {
  attachVolume: { async: true, params: ['id', 'virtualmachineid', 'deviceid'] },
  createSnapshot: { async: true, params: ['volumeid', 'name', 'asyncbackup', 'quiescevm'] },
  createVMSnapshot: {
    async: true,
    params: ['virtualmachineid', 'name', 'description', 'snapshotmemory', 'quiescevm'],
  },
  createVolume: {
    async: true,
    params: ['name', 'zoneid', 'snapshotid', 'diskofferingid', 'size', 'account', 'domainid'],
  },
  deleteSnapshot: { async: true, params: ['id'] },
  deleteVMSnapshot: { async: true, params: ['vmsnapshotid'] },
  deleteVolume: { async: false, params: ['id'] },
  deployVirtualMachine: {
    async: true,
    params: [
      'zoneid',
      'serviceofferingid',
      'templateid',
      'diskofferingid',
      'rootdisksize',
      'hypervisor',
      'name',
      'displayname',
      'account',
      'domainid',
      'startvm',
      'boottype',
      'bootmode',
      'networkids',
      'iptonetworklist[].networkid',
      'iptonetworklist[].ip',
      'iptonetworklist[].mac',
      'details[].*',
    ],
  },
  destroyVirtualMachine: { async: true, params: ['id', 'expunge'] },
  detachIso: { async: true, params: ['virtualmachineid'] },
  detachVolume: { async: true, params: ['id'] },
  expungeVirtualMachine: { async: true, params: ['id'] },
  recoverVirtualMachine: { async: false, params: ['id'] },
  revertSnapshot: { async: true, params: ['id'] },
  revertToVMSnapshot: { async: true, params: ['vmsnapshotid'] },
  startVirtualMachine: { async: true, params: ['id'] },
  stopVirtualMachine: { async: true, params: ['id', 'forced'] },
  updateVirtualMachine: {
    async: false,
    params: ['id', 'displayname', 'ostypeid', 'deleteprotection', 'details[].*'],
  },
} as const satisfies Record<string, { async: boolean; params: readonly string[] }>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

type Spelled<Pattern> = Pattern extends `${infer Map}[].*`
  ? `${Map}[${number}].${string}`
  : Pattern extends `${infer Map}[].${infer Key}`
    ? `${Map}[${number}].${Key}`
    : Pattern;

/** The names a command takes, checked by the compiler and again before sending. */
export type ParameterName<C extends CommandName> = Spelled<(typeof COMMANDS)[C]['params'][number]>;

/** Whether a command takes a parameter of this name. */
export function isParameter(command: CommandName, name: string): boolean {
  const params: readonly string[] = COMMANDS[command].params;
  const pattern = name.replace(/\[\d+\]\./, '[].');
  return params.includes(pattern) || (pattern.includes('[].') && params.includes(pattern.replace(/\[\]\..+$/, '[].*')));
}
