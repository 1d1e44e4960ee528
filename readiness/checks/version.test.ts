import { readinessRows, type Row } from '../../test/support/readiness-rows.js';

const VERSION = 'CloudStack Version';

readinessRows('the version of CloudStack', [
  ...['4.18.0.0', '4.20.2.0', '4.22.1.0-SNAPSHOT'].map((version): Row => ({
    fact: version,
    change: ({ cloud }) => (cloud.capabilities.cloudstackversion = version),
    checks: {},
    refusal: null,
  })),
  ...['4.17.2.0', '3.0.7'].map((version): Row => ({
    fact: version,
    change: ({ cloud }) => (cloud.capabilities.cloudstackversion = version),
    checks: { [VERSION]: 'fail' },
    refusal: 'NOT_READY',
    says: version,
  })),
  ...['4.23.0.0', '5.0.0', 'trunk'].map((version): Row => ({
    fact: version,
    change: ({ cloud }) => (cloud.capabilities.cloudstackversion = version),
    checks: { [VERSION]: 'warning' },
    refusal: null,
    says: version,
  })),
  {
    fact: 'hidden',
    change: ({ cloud }) => delete cloud.capabilities.cloudstackversion,
    checks: { [VERSION]: 'warning' },
    refusal: null,
    says: 'hides its version',
  },
]);
