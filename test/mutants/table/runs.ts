import type { Mutant } from '../mutant.js';

const LIVE = { project: 'integration', file: 'test/integration/workflows/live-failover.test.ts' } as const;
const RECORD = { project: 'integration', file: 'test/integration/workflows/on-record.test.ts' } as const;
const UNDO = { project: 'integration', file: 'test/integration/workflows/test-failover-undo.test.ts' } as const;

/** R5, R6, R9, R10: what would leave an undo out, guess where a person must be asked, invent, or tell a secret. */
export const RUNS: readonly Mutant[] = [
  {
    rule: 'R5',
    does: 'registers the undo of a call only once the call is done',
    file: 'workflows/lib/executor.ts',
    patch: {
      '    this.started.push(started);\n    this.moving(call);': '    this.moving(call);',
      "    if (result === 'skipped') this.run.call(":
        "    this.started.push(started);\n    if (result === 'skipped') this.run.call(",
    },
    test: { ...LIVE, name: 'a refusal undoes everything that was started, last first' },
  },
  {
    rule: 'R5',
    does: 'undoes first what was done first',
    file: 'workflows/lib/executor.ts',
    patch: { '[...calls].reverse()': '[...calls]' },
    test: { ...LIVE, name: 'a refusal undoes everything that was started, last first' },
  },
  {
    rule: 'R5',
    does: 'begins the undo while another branch is at work',
    file: 'workflows/lib/executor.ts',
    patch: {
      'const results = await Promise.allSettled(steps.values());':
        'await Promise.all(steps.values());\n    const results = await Promise.allSettled(steps.values());',
    },
    test: { ...LIVE, name: 'the other branch finishes the call in flight' },
  },
  {
    rule: 'R5',
    does: 'gives an undo up that CloudStack refuses',
    file: 'workflows/lib/perform.ts',
    patch: { "return p.direction === 'forward' && p.control.mayGiveUp;": 'return p.control.mayGiveUp;' },
    test: { ...LIVE, name: 'an undo that is refused goes on for ever, with attention' },
  },
  {
    rule: 'R5',
    does: 'undoes a call without settling it first',
    file: 'workflows/lib/executor.ts',
    patch: { 'settles: [this.earlier(started)], ...(onNo': 'settles: [], ...(onNo' },
    test: { ...LIVE, name: 'a refusal undoes everything that was started, last first' },
  },
  {
    rule: 'R6',
    does: 'undoes call by call beyond the point of no return, without a revert',
    file: 'workflows/lib/executor.ts',
    patch: {
      'return this.control.isPassed ? this.wayBack() : this.undo();':
        'return this.control.isGoingBack ? this.wayBack() : this.undo();',
    },
    test: { ...UNDO, name: 'a start that is refused takes the whole way back' },
  },
  {
    rule: 'R6',
    does: 'gives a live failover up after its point of no return',
    file: 'workflows/lib/control.ts',
    patch: { '    this.passed = true;': '    this.passed = this.returns;' },
    test: { ...LIVE, name: 'is tried again with attention, never undone' },
  },
  {
    rule: 'R6',
    does: 'undoes because the key has lost a permission',
    file: 'domain/policy.ts',
    patch: {
      "if (s.errorClass === 'refused') return 'undo';":
        "if (s.errorClass === 'refused' || s.errorClass === 'denied') return 'undo';",
      "  if (s.errorClass === 'denied') return 'again-with-attention';\n": '',
    },
    test: { ...LIVE, name: 'a lost permission calls for a person and never undoes' },
  },
  {
    rule: 'R6',
    does: 'gives up a call whose outcome is unknown',
    file: 'domain/policy.ts',
    patch: {
      "if (s.errorClass === 'unavailable' || s.errorClass === 'unknown-outcome')":
        "if (s.errorClass === 'unavailable')",
    },
    test: { project: 'unit', file: 'domain/policy.test.ts', name: 'never undoes what Temporal retries' },
  },
  {
    rule: 'R6',
    does: 'offers to skip a step that may not be skipped',
    file: 'workflows/lib/executor.ts',
    patch: { '...(step.skippable ? [skip] : [])': "...(step.name === 'hold' ? [] : [skip])" },
    test: { ...LIVE, name: 'retry: at once, and an old or foreign answer is refused' },
  },
  {
    rule: 'R6',
    does: 'leaves a question open while the next try may settle it',
    file: 'workflows/lib/perform.ts',
    patch: {
      '      // An answer counts for the question that was asked, not for the next try, which may succeed.\n      run.calm(key);\n':
        '',
    },
    test: { ...LIVE, name: 'a question closes with the pause after it' },
  },
  {
    rule: 'R9',
    does: 'calls its own doing what nobody can tell who did',
    file: 'activities/lib/mutate.ts',
    patch: { 'const found = this.foundSo();': 'const found = this.foundSo() ?? false;' },
    test: {
      project: 'unit',
      file: 'activities/lib/mutate.test.ts',
      name: 'nobody knows whether an earlier attempt has sent it',
    },
  },
  {
    rule: 'R9',
    does: 'leaves the id of what was created to the next projection',
    file: 'activities/lib/mutate.ts',
    patch: {
      'await recordCreated(deps, input, result);': 'if (attempt.number > 1) await recordCreated(deps, input, result);',
    },
    test: { project: 'unit', file: 'activities/lib/creates.test.ts', name: 'is on record' },
  },
  {
    rule: 'R9',
    does: 'stores an older projection over a newer one',
    file: 'db/repositories/projections.ts',
    patch: { 'if (stored.seq >= projection.seq)': 'if (stored.seq === projection.seq)' },
    test: { project: 'integration', file: 'test/integration/db/jobs.test.ts', name: 'take no older projection' },
  },
  {
    rule: 'R9',
    does: 'writes nothing, and says nothing, where the row is missing',
    file: 'db/repositories/jobs.ts',
    patch: { 'if (affected !== 1) throw': 'if (affected > 1) throw' },
    test: {
      project: 'integration',
      file: 'test/integration/db/jobs.test.ts',
      name: 'raise where there is nothing to record',
    },
  },
  {
    rule: 'R9',
    does: 'moves the first replica before its place is on record',
    file: 'workflows/lib/opening.ts',
    patch: { '    await run.projector.drained();\n': '' },
    test: { ...RECORD, name: 'nothing moves before' },
  },
  {
    rule: 'R9',
    does: 'ends before its last word is on record',
    file: 'workflows/lib/run.ts',
    patch: {
      '    this.status(status);\n    await this.projector.drained();':
        '    this.status(status);\n    await Promise.resolve();',
    },
    test: { ...RECORD, name: 'goes on while the database is away, and catches up before it closes' },
  },
  {
    rule: 'R10',
    does: 'keeps a key that a page echoes in the error',
    file: 'cloudstack/transport.ts',
    patch: { ".replace(/(signature|apikey)=[^&\\s\"'<]+/gi, '$1=***')": '' },
    test: {
      project: 'unit',
      file: 'cloudstack/transport.test.ts',
      name: 'carries neither key nor signature of a page that echoes the request',
    },
  },
  {
    rule: 'R10',
    does: 'logs signed URLs as they are',
    file: 'telemetry/logger.ts',
    patch: { 'text.replace(IN_TEXT, `$1=${CENSOR}`)': 'text.replace(IN_TEXT, `$&`)' },
    test: { project: 'unit', file: 'telemetry/logger.test.ts', name: 'a signed URL' },
  },
  {
    rule: 'R10',
    does: 'shows the secret key of a configuration',
    file: 'api/ossea-configs/service.ts',
    patch: {
      'secret_key: masked === null ? null : MASK };':
        'secret_key: masked === null ? null : (keys?.secret_key ?? MASK) };',
      'const masked = await repos.configs.maskedKey(config.name);':
        'const masked = await repos.configs.maskedKey(config.name);\n  const keys = await repos.configs.credentials(config.name);',
    },
    test: {
      project: 'unit',
      file: 'api/ossea-configs/ossea-configs.test.ts',
      name: 'shows what was put and never a key',
    },
  },
];
