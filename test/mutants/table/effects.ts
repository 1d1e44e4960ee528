import type { Mutant } from '../mutant.js';

const MUTATE = { project: 'unit', file: 'activities/lib/mutate.test.ts' } as const;
const LIVE = { project: 'integration', file: 'test/integration/workflows/live-failover.test.ts' } as const;

/** R3, R4: what would believe without looking, or act twice. */
export const EFFECTS: readonly Mutant[] = [
  {
    rule: 'R3',
    does: "believes a job's success without observing its effect",
    file: 'activities/lib/mutate.ts',
    patch: {
      "throw this.failure('busy', `${said}, but nothing has changed`, job);":
        "return this.result({ is: 'done', observed: said }, job);",
    },
    test: { ...MUTATE, name: 'a success flag alone proves nothing' },
  },
  {
    rule: 'R3',
    does: 'detaches a volume from whatever VM it is on',
    file: 'activities/operations/volumes.ts',
    patch: { 'if (volume.virtualmachineid !== virtualmachineid)': "if (volume.vmstate === 'Error')" },
    test: { ...MUTATE, name: 'never takes a volume from a VM it was not asked about' },
  },
  {
    rule: 'R3',
    does: 'reads a power state that it does not know as stopped',
    file: 'activities/operations/virtual-machines.ts',
    patch: {
      "if (vm.state === 'Error') return { is: 'done'":
        "if (vm.state !== 'Running' && !isInTransition(vm)) return { is: 'done'",
    },
    test: { project: 'unit', file: 'activities/operations/virtual-machines.test.ts', name: 'never as stopped' },
  },
  {
    rule: 'R3',
    does: 'reads a replica that CloudStack does not show as detached',
    file: 'activities/operations/volumes.ts',
    patch: {
      'return clone === undefined\n          ? missing(input.object, volume)\n          : { is:': 'return { is:',
    },
    test: { project: 'unit', file: 'activities/operations/clones.test.ts', name: 'a clone that is gone needs none' },
  },
  {
    rule: 'R3',
    does: 'takes a VM that it cannot see for expunged',
    file: 'activities/operations/virtual-machines.ts',
    patch: {
      "if (job?.jobstatus === 1) return { is: 'done', observed: `VM ${object} is expunged` };":
        "if (job?.jobstatus !== 2) return { is: 'done', observed: `VM ${object} is expunged` };",
    },
    test: { ...MUTATE, name: 'take a VM that cannot be seen for expunged only where our job was seen to do it' },
  },
  {
    rule: 'R3',
    does: 'calls a disk attached that is at another device than planned',
    file: 'activities/operations/volumes.ts',
    patch: { 'if (volume.deviceid === args.deviceid ||': 'if (volume.deviceid !== undefined ||' },
    test: { project: 'unit', file: 'activities/operations/volumes.test.ts', name: 'another device' },
  },
  {
    rule: 'R3',
    does: 'starts the VM without a disk that is not on it',
    file: 'activities/operations/virtual-machines.ts',
    patch: {
      "if (volume === undefined)\n        return { is: 'impossible', why: `Volume ${disk.volume_id} is not at device ${disk.device_id} of VM ${vm.id}` };":
        'if (volume === undefined) continue;',
    },
    test: { ...MUTATE, name: 'start nothing without its disk' },
  },
  {
    rule: 'R3',
    does: 'calls the destination running although CloudStack has left a disk out',
    file: 'activities/observe/confirm-destination.ts',
    patch: {
      "...differs('state', vm.state, 'Running'),\n    ...misplaced(volumes, disks),":
        "...differs('state', vm.state, 'Running'),",
    },
    test: { project: 'unit', file: 'activities/observe/confirm-running.test.ts', name: 'left out' },
  },
  {
    rule: 'R3',
    does: 'sends to the id that it was given, not to the VM that it has judged',
    file: 'activities/operations/virtual-machines.ts',
    patch: { 'startVirtualMachine({ id: vm.id }': 'startVirtualMachine({ id: around.input.object }' },
    test: { project: 'unit', file: 'activities/operations/virtual-machines.test.ts', name: 'goes to the VM' },
  },
  {
    rule: 'R4',
    does: 'sends although Temporal does not know the attempt any more',
    file: 'activities/lib/mutate.ts',
    patch: { '      await this.attempt.confirm();\n': '' },
    test: { ...MUTATE, name: 'sends nothing when Temporal does not confirm the attempt' },
  },
  {
    rule: 'R4',
    does: 'begins the fence after the look, where a frozen worker may stand',
    file: 'activities/lib/mutate.ts',
    patch: {
      '      const fence = new Date(Date.now() + this.deps.windows.fenceMs);\n': '',
      '      const settled = await this.send(look, fence, nonSends++);':
        '      const fence = new Date(Date.now() + this.deps.windows.fenceMs);\n      const settled = await this.send(look, fence, nonSends++);',
    },
    test: { ...MUTATE, name: 'begins a new fence when the old one has run out before the send' },
  },
  {
    rule: 'R4',
    does: 'does not look at the clock again on the connected socket',
    file: 'cloudstack/transport.ts',
    patch: { 'mayWrite: () => Date.now() <= notAfter': 'mayWrite: () => notAfter > 0' },
    test: {
      project: 'unit',
      file: 'cloudstack/transport.test.ts',
      name: 'is asked last on the connected socket, before the first byte',
    },
  },
  {
    rule: 'R4',
    does: 'signs a command with ten minutes instead of its fence',
    file: 'cloudstack/transport.ts',
    patch: { 'changes && request.notAfter ? request.notAfter : ': '' },
    test: { project: 'unit', file: 'cloudstack/transport.test.ts', name: 'signs a command with its fence as expires' },
  },
  {
    rule: 'R4',
    does: "sends while CloudStack's clock is too far behind to refuse a late command",
    file: 'cloudstack/skew.ts',
    patch: { 'Math.abs(this.current() ?? 0) > this.limitMs': '(this.current() ?? 0) > this.limitMs' },
    test: {
      project: 'unit',
      file: 'cloudstack/skew.test.ts',
      name: 'keeps commands back, until the clocks agree again',
    },
  },
  {
    rule: 'R4',
    does: 'leaves the job id out of the request',
    file: 'cloudstack/commands.ts',
    patch: { 'return { ...wire, customjobid: customJobId };': 'return wire;' },
    test: { project: 'unit', file: 'cloudstack/commands.test.ts', name: 'a create command: its id, its job, its maps' },
  },
  {
    rule: 'R4',
    does: 'gives every try of a call the same job id',
    file: 'activities/lib/custom-job-id.ts',
    patch: { '`${jobId}/${callKey}/${tryNumber}`': '`${jobId}/${callKey}/${Math.min(tryNumber, 0)}`' },
    test: { ...MUTATE, name: 'a job cancelled by a restart is busy, so that the next try gets another id' },
  },
  {
    rule: 'R4',
    does: 'sends again without settling what an earlier attempt has sent',
    file: 'activities/lib/mutate.ts',
    patch: { 'if (this.attempt.number > 1 || this.input.resettle === true)': 'if (this.input.resettle === true)' },
    test: { ...MUTATE, name: 'a send of a frozen predecessor that arrives within the fence is found, not repeated' },
  },
  {
    rule: 'R4',
    does: 'takes its own start for the end of the fence of its predecessor',
    file: 'activities/lib/mutate.ts',
    patch: { 'this.settle(this.jobId, Date.now() + this.deps.windows.fenceMs)': 'this.settle(this.jobId, Date.now())' },
    test: { ...MUTATE, name: 'a later attempt waits the fence and the skew out' },
  },
  {
    rule: 'R4',
    does: 'believes that nothing was created before a held-up CloudStack could have begun',
    file: 'activities/lib/mutate.ts',
    patch: {
      'this.operation.creates ? Date.now() + 2 * httpTimeoutMs : 0':
        'this.operation.creates ? Date.now() + httpTimeoutMs : 0',
    },
    test: { project: 'unit', file: 'activities/lib/creates.test.ts', name: 'twice the HTTP time limit' },
  },
  {
    rule: 'R4',
    does: "takes a proxy's 503 for a definite non-send",
    file: 'cloudstack/classify.ts',
    patch: {
      'if (httpStatus === 401 || httpStatus === 429)':
        'if (httpStatus === 401 || httpStatus === 429 || httpStatus === 503)',
    },
    test: { project: 'unit', file: 'cloudstack/classify.test.ts', name: 'to a command →' },
  },
  {
    rule: 'R4',
    does: 'takes a repeated job id for a failure',
    file: 'cloudstack/classify.ts',
    patch: {
      "return is('unknown-outcome', 'yes', 'REPEATED_JOB_ID');": "return is('refused', 'yes', 'REPEATED_JOB_ID');",
    },
    test: {
      project: 'unit',
      file: 'cloudstack/classify.test.ts',
      name: "already exists so can't create/update with custom id",
    },
  },
  {
    rule: 'R4',
    does: 'undoes a call whose tries may still be at work',
    file: 'activities/lib/mutate.ts',
    patch: { 'for (let n = 0; n <= tries; n++)': 'for (let n = 0; n < tries; n++)' },
    test: { ...MUTATE, name: 'an undo first waits for every try of what it undoes' },
  },
  {
    rule: 'R4',
    does: 'stops a VM whose start may still be queued',
    file: 'workflows/lib/executor.ts',
    patch: {
      "    const start = this.started.find(({ call }) => call.activity === 'startVirtualMachine');\n    const settles = start === undefined ? [] : [this.earlier(start)];\n":
        '',
      '{ reach: placed.flat(), settles }': '{ reach: placed.flat() }',
    },
    test: {
      project: 'integration',
      file: 'test/integration/workflows/test-failover.test.ts',
      name: 'volume-snapshot: detached, reverted, home',
    },
  },
  {
    rule: 'R4',
    does: 'raises the try while the outcome of the last one is unknown',
    file: 'workflows/lib/final-answer.ts',
    patch: {
      "settled: cause.type !== 'unknown-outcome' && details?.settled !== false": 'settled: details?.settled !== false',
    },
    test: { ...LIVE, name: 'of a call whose outcome stays unknown' },
  },
  {
    rule: 'R4',
    does: 'recovers while a request of the lost run may still be on its way',
    file: 'workflows/recover.ts',
    patch: { 'await sleep(windows.settle_ms, {': 'await sleep(1, {' },
    test: {
      project: 'integration',
      file: 'test/integration/workflows/recover.test.ts',
      name: 'before the last request of the lost run can have arrived',
    },
  },
  {
    rule: 'R4',
    does: 'lets a recovery wait for the fence or for the answer, not for one after the other',
    file: 'activities/index.ts',
    patch: {
      'fenceMs + skewAllowanceMs + 2 * httpTimeoutMs': 'Math.max(fenceMs + skewAllowanceMs, 2 * httpTimeoutMs)',
    },
    test: { project: 'unit', file: 'activities/index.test.ts', name: 'fence, the clocks and a held-up CloudStack' },
  },
];
