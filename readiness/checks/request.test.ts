import { readinessRows, type Row } from '../../test/support/readiness-rows.js';

const ON = { 'Source Power': 'fail' } as const;

readinessRows('the power of the source', [
  ...['poweredOff', 'POWERED_OFF', 'powered off', 'off'].map((state): Row => ({
    fact: `${state} is off`,
    change: ({ input }) => (input.vm.power_state = state),
    checks: {},
    refusal: null,
  })),
  ...['poweredOn', 'suspended', '', 'unknown'].map((state): Row => ({
    fact: `${state === '' ? 'nothing said' : state} is not off`,
    change: ({ input }) => (input.vm.power_state = state),
    checks: ON,
    refusal: 'CONFIRMATION_REQUIRED',
  })),
  {
    fact: 'powered on, accepted without a reason',
    change: ({ input }) => {
      input.vm.power_state = 'poweredOn';
      input.request.custom_config.source_running = 'accept';
    },
    checks: ON,
    refusal: 'CONFIRMATION_REQUIRED',
  },
  {
    fact: 'powered on, accepted with a blank reason',
    change: ({ input }) => {
      input.vm.power_state = 'poweredOn';
      input.request.custom_config.source_running = 'accept';
      input.request.reason = '  ';
    },
    checks: ON,
    refusal: 'CONFIRMATION_REQUIRED',
  },
  {
    fact: 'powered on, a reason without acceptance',
    change: ({ input }) => {
      input.vm.power_state = 'poweredOn';
      input.request.reason = 'the site burns';
    },
    checks: ON,
    refusal: 'CONFIRMATION_REQUIRED',
  },
  {
    fact: 'powered on, accepted with a reason',
    change: ({ input }) => {
      input.vm.power_state = 'poweredOn';
      input.request.custom_config.source_running = 'accept';
      input.request.reason = 'the site burns';
    },
    checks: { 'Source Power': 'warning' },
    refusal: null,
    says: 'accepted by the request',
  },
  {
    fact: 'powered on, and never skipped',
    change: ({ input }) => {
      input.vm.power_state = 'poweredOn';
      input.request.skip_validation = true;
    },
    checks: ON,
    refusal: 'CONFIRMATION_REQUIRED',
  },
  {
    fact: 'powered on beside a test',
    change: ({ input }) => {
      input.type = 'test';
      input.vm.power_state = 'poweredOn';
    },
    checks: {},
    refusal: null,
  },
]);

readinessRows('the protection that is asked for', [
  ...(['auto', 'volume-snapshot'] as const).map((protection): Row => ({
    fact: `${protection} for a live failover`,
    change: ({ input }) => (input.request.custom_config.protection = protection),
    checks: {},
    refusal: null,
  })),
  ...(['vm-snapshot', 'clone'] as const).map((protection): Row => ({
    fact: `${protection} for a live failover`,
    change: ({ input }) => (input.request.custom_config.protection = protection),
    checks: { Protection: 'fail' },
    refusal: 'NOT_READY',
    says: protection,
  })),
  {
    fact: 'volume snapshots that are to be skipped',
    change: ({ input }) => {
      input.request.custom_config.protection = 'volume-snapshot';
      input.request.custom_config.skip_snapshot = true;
    },
    checks: { Protection: 'fail' },
    refusal: 'NOT_READY',
  },
  {
    fact: 'none',
    change: ({ input }) => (input.request.custom_config.skip_snapshot = true),
    checks: {},
    refusal: null,
  },
]);
