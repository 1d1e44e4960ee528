/** Who may import whom: the table of the architecture. Composition roots and tests may import anything; nobody imports them. */
const folders = [
  'domain',
  'readiness',
  'workflows',
  'activities',
  'cloudstack',
  'db',
  'api',
  'config',
  'telemetry',
  'simulator',
  'client',
  'cli',
  'console',
];
const allowed = {
  domain: [],
  readiness: ['domain'],
  workflows: ['domain'],
  activities: ['domain', 'readiness', 'cloudstack', 'db'],
  cloudstack: ['domain'],
  db: ['domain'],
  api: ['domain', 'readiness', 'db'],
  config: ['domain'],
  telemetry: ['domain'],
  simulator: [],
  client: [],
  cli: ['client'],
  console: ['client'],
};
/** Tests and composition roots import what they like. */
const test = '\\.test\\.ts$|^api/server\\.ts$|^simulator/main\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(allowed).map(([folder, targets]) => ({
      name: `${folder}-imports`,
      severity: 'error',
      from: { path: `^${folder}/`, pathNot: test },
      to: {
        path: `^(${folders.filter((f) => f !== folder && !targets.includes(f)).join('|')})/`,
        ...(folder === 'workflows' ? { pathNot: '^activities/', dependencyTypesNot: ['type-only'] } : {}),
        ...(folder === 'api' ? { pathNot: '^(cloudstack/reads|workflows/messages)' } : {}),
      },
    })),
    {
      name: 'workflows-import-activities-as-types-only',
      severity: 'error',
      from: { path: '^workflows/', pathNot: test },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'commands-are-for-activities',
      severity: 'error',
      from: { path: '^(api|readiness|db|config|telemetry)/' },
      to: { path: '^cloudstack/commands', reachable: true },
    },
    {
      name: 'pure-folders-use-no-node-modules',
      severity: 'error',
      from: { path: '^(domain|readiness|workflows)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-folders-use-no-packages',
      severity: 'error',
      from: { path: '^(domain|readiness)/', pathNot: test },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'workflows-use-only-the-sdk',
      severity: 'error',
      from: { path: '^workflows/', pathNot: test },
      to: { dependencyTypes: ['npm', 'npm-dev'], pathNot: 'node_modules/@temporalio/(workflow|common)/' },
    },
    {
      name: 'checks-share-no-code-with-the-product',
      severity: 'error',
      from: { path: '^test/matrix/(checker|rules/)', pathNot: test },
      to: { path: '^(workflows|activities|cloudstack)/', reachable: true },
    },
    {
      name: 'nobody-imports-composition-roots',
      severity: 'error',
      from: { path: `^(${folders.join('|')})/`, pathNot: test },
      to: { path: '^(worker\\.ts|api/server\\.ts|simulator/main\\.ts|scripts/|test/|bench/)' },
    },
    {
      name: 'express-in-api-only',
      severity: 'error',
      from: { path: '^(activities|cloudstack|db|readiness|workflows)/' },
      to: { path: 'node_modules/express/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          test,
          '\\.d\\.ts$',
          '(^|/)(vitest|eslint)\\.config',
          '^(client|domain)/',
          '^scripts/',
          '\\.cjs$',
          '^test/',
        ],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules|data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
