import { readinessRows, type Row } from '../../test/support/readiness-rows.js';

const storage =
  (kind: string | null, type?: string): Row['change'] =>
  ({ input, cloud }) => {
    input.config.storage_kind = kind;
    const [pool] = cloud.pools ?? [];
    if (type !== undefined && pool !== undefined) pool.type = type;
  };

readinessRows('the storage of the replicas', [
  { fact: 'RBD, declared', change: storage('rbd', 'RBD'), checks: {}, refusal: null },
  { fact: 'RBD, which shows by itself', change: storage(null, 'RBD'), checks: {}, refusal: null },
  {
    fact: 'files of a kind that is not declared',
    change: storage(null),
    checks: { 'Storage Kind': 'warning' },
    refusal: null,
    says: 'It is not known',
  },
  {
    fact: 'raw files',
    change: storage('raw'),
    checks: { 'Storage Kind': 'warning' },
    refusal: null,
    says: 'has no rollback',
  },
  {
    fact: 'a pool of which nothing is known',
    change: storage('qcow2', 'PowerFlex'),
    checks: { 'Storage Kind': 'warning' },
    refusal: null,
  },
  {
    fact: 'declared as RBD, and files',
    change: storage('rbd'),
    checks: { 'Storage Kind': 'fail' },
    refusal: 'NOT_READY',
    says: 'pool primary is NetworkFilesystem',
  },
  {
    fact: 'declared as qcow2, and RBD',
    change: storage('qcow2', 'RBD'),
    checks: { 'Storage Kind': 'fail' },
    refusal: 'NOT_READY',
  },
  {
    fact: 'pools that the key may not read: what is declared holds',
    change: ({ cloud }) => (cloud.pools = undefined),
    checks: { 'Pool Scope': 'warning' },
    refusal: null,
  },
]);
