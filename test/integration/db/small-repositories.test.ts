import { describe, expect, it } from 'vitest';
import { DuplicateError, RowMissingError, type AuditEntry } from '../../../db/index.js';
import { forEachEngine } from '../../support/database.js';

const PAGE = { limit: 50, offset: 0 };
const mapping = {
  vm_id: 'vm-1',
  source_network_name: 'VM Network',
  destination_network_id: 'net-prod',
  destination_network_name: 'Production Network',
  is_test_network: false,
};
const { vm_id: _, ...ofVm } = mapping;

forEachEngine('repositories', ({ openEmpty }) => {
  describe('network mappings', () => {
    it('are unique over VM, source network and kind', async () => {
      const { uow } = await openEmpty();
      const made = await uow.run(({ mappings }) => mappings.create(mapping));
      expect(made).toEqual({ id: expect.any(Number) as number, ...mapping });
      await uow.run(({ mappings }) => mappings.create({ ...mapping, is_test_network: true }));
      await expect(uow.run(({ mappings }) => mappings.create(mapping))).rejects.toThrow(DuplicateError);
      expect(await uow.read(({ mappings }) => mappings.forVm('vm-1'))).toHaveLength(2);
      expect(await uow.read(({ mappings }) => mappings.forVm('vm-1', false))).toEqual([made]);
    });

    it('are replaced as a set, or not at all', async () => {
      const { uow } = await openEmpty();
      await uow.run(({ mappings }) => mappings.create(mapping));
      await uow.run(({ mappings }) => mappings.create({ ...mapping, vm_id: 'vm-2' }));
      const other = { ...ofVm, source_network_name: 'Backup' };
      const set = await uow.run(({ mappings }) =>
        mappings.replace('vm-1', [other, { ...ofVm, is_test_network: true }]),
      );
      expect(set).toMatchObject([{ vm_id: 'vm-1', ...other }, { is_test_network: true }]);
      await expect(uow.run(({ mappings }) => mappings.replace('vm-1', [ofVm, ofVm]))).rejects.toThrow(DuplicateError);
      expect(await uow.read(({ mappings }) => mappings.forVm('vm-1'))).toEqual(set);
      expect(await uow.read(({ mappings }) => mappings.forVm('vm-2'))).toHaveLength(1);
    });

    it('are listed by VM and kind, and deleted by VM', async () => {
      const { uow } = await openEmpty();
      await uow.run(async ({ mappings }) => {
        await mappings.replace('vm-1', [ofVm, { ...ofVm, is_test_network: true, destination_network_id: 'net-test' }]);
        await mappings.replace('vm-2', [{ ...ofVm, destination_network_id: 'net-2' }]);
      });
      expect((await uow.read(({ mappings }) => mappings.list({ limit: 1, offset: 1 }))).total).toBe(3);
      expect((await uow.read(({ mappings }) => mappings.list({ ...PAGE, is_test_network: true }))).rows).toHaveLength(
        1,
      );
      expect((await uow.read(({ mappings }) => mappings.list({ ...PAGE, vm_id: 'vm-2' }))).total).toBe(1);
      expect(await uow.read(({ mappings }) => mappings.productionDestinations())).toEqual(['net-prod', 'net-2']);
      expect(await uow.read(({ mappings }) => mappings.productionDestinations(['vm-2']))).toEqual(['net-2']);
      expect(await uow.read(({ mappings }) => mappings.productionDestinations([]))).toEqual([]);
      expect(await uow.run(({ mappings }) => mappings.deleteForVm('vm-1'))).toBe(2);
      expect(await uow.run(({ mappings }) => mappings.deleteForVm('vm-1'))).toBe(0);
    });
  });

  describe('idempotency keys', () => {
    const reservation = { key: 'k', caller: 'portal', bodyHash: 'h1', jobId: 'job-1', now: new Date() };

    it('are reserved once, also by requests of the same moment', async () => {
      const { uow } = await openEmpty();
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          uow.run(({ idempotency }) => idempotency.reserve({ ...reservation, jobId: `job-${n}` })),
        ),
      );
      expect(answers.filter(({ kind }) => kind === 'reserved')).toHaveLength(1);
      const winner = `job-${answers.findIndex(({ kind }) => kind === 'reserved')}`;
      const others = answers.filter((answer) => answer.kind === 'existing');
      expect(new Set(others.map(({ jobId }) => jobId))).toEqual(new Set([winner]));
    });

    it('keep an answer, of one caller', async () => {
      const { uow } = await openEmpty();
      await uow.run(({ idempotency }) => idempotency.reserve(reservation));
      await uow.run(({ idempotency }) => idempotency.complete('k', 'portal', { success: true }));
      const again = await uow.run(({ idempotency }) => idempotency.reserve({ ...reservation, jobId: 'job-2' }));
      expect(again).toEqual({ kind: 'existing', bodyHash: 'h1', jobId: 'job-1', response: { success: true } });
      const other = await uow.run(({ idempotency }) => idempotency.reserve({ ...reservation, caller: 'other' }));
      expect(other).toEqual({ kind: 'reserved' });
      const unknown = uow.run(({ idempotency }) => idempotency.complete('k2', 'portal', {}));
      await expect(unknown).rejects.toThrow(RowMissingError);
    });

    it('are freed by a refusal, never after an answer', async () => {
      const { uow } = await openEmpty();
      await uow.run(({ idempotency }) => idempotency.reserve(reservation));
      await uow.run(({ idempotency }) => idempotency.release('k', 'portal'));
      expect(await uow.run(({ idempotency }) => idempotency.reserve(reservation))).toEqual({ kind: 'reserved' });
      await uow.run(({ idempotency }) => idempotency.complete('k', 'portal', { success: true }));
      await uow.run(({ idempotency }) => idempotency.release('k', 'portal'));
      const after = await uow.run(({ idempotency }) => idempotency.reserve(reservation));
      expect(after.kind).toBe('existing');
    });

    it('go after their time', async () => {
      const { uow } = await openEmpty();
      const old = { ...reservation, key: 'old', now: new Date('2026-10-01T00:00:00Z') };
      await uow.run(({ idempotency }) => idempotency.reserve(old));
      await uow.run(({ idempotency }) => idempotency.reserve(reservation));
      expect(await uow.run(({ idempotency }) => idempotency.purge(new Date('2026-11-01T00:00:00Z')))).toBe(1);
      expect((await uow.run(({ idempotency }) => idempotency.reserve(reservation))).kind).toBe('existing');
    });
  });

  describe('tokens', () => {
    it('have one bootstrap token, the last', async () => {
      const { uow } = await openEmpty();
      await uow.run(({ tokens }) => tokens.upsertBootstrap('hash-1'));
      await uow.run(({ tokens }) => tokens.upsertBootstrap('hash-1'));
      await uow.run(({ tokens }) => tokens.upsertBootstrap('hash-2'));
      expect(await uow.read(({ tokens }) => tokens.findByHash('hash-1', new Date()))).toBeNull();
      expect(await uow.read(({ tokens }) => tokens.findByHash('hash-2', new Date()))).toMatchObject({
        name: 'bootstrap',
        role: 'admin',
      });
      expect((await uow.read(({ tokens }) => tokens.list(PAGE))).total).toBe(1);
    });

    it('are made, used and revoked', async () => {
      const { uow } = await openEmpty();
      const at = new Date('2026-11-23T05:00:00.000Z');
      const made = await uow.run(({ tokens }) => tokens.create('portal', 'operator', 'hash'));
      expect(made).toMatchObject({ name: 'portal', role: 'operator', last_used_at: null, revoked_at: null });
      expect(made).not.toHaveProperty('token_hash');
      await expect(uow.run(({ tokens }) => tokens.create('portal', 'admin', 'hash-2'))).rejects.toThrow(DuplicateError);
      await uow.run(({ tokens }) => tokens.touch(made.id, at));
      expect((await uow.read(({ tokens }) => tokens.findByHash('hash', at)))?.last_used_at).toBe(at.toISOString());
      expect(await uow.run(({ tokens }) => tokens.revoke(made.id, at))).toBe(true);
      expect(await uow.run(({ tokens }) => tokens.revoke(made.id, at))).toBe(false);
      expect(await uow.read(({ tokens }) => tokens.findByHash('hash', at))).toBeNull();
      await expect(uow.run(({ tokens }) => tokens.touch(99, at))).rejects.toThrow(RowMissingError);
    });

    it('end when they expire', async () => {
      const { uow } = await openEmpty();
      const end = new Date('2026-11-23T05:00:00.000Z');
      await uow.run(({ tokens }) => tokens.create('short', 'viewer', 'hash', end.toISOString()));
      const before = await uow.read(({ tokens }) => tokens.findByHash('hash', new Date(end.getTime() - 1)));
      expect(before?.expires_at).toBe(end.toISOString());
      expect(await uow.read(({ tokens }) => tokens.findByHash('hash', end))).toBeNull();
      expect((await uow.read(({ tokens }) => tokens.get(before?.id ?? 0)))?.name).toBe('short');
    });
  });

  it('keep an audit log, newest first', async () => {
    const { uow } = await openEmpty();
    const entry = (n: number): AuditEntry => ({
      at: `2026-11-23T05:00:0${n}.000Z`,
      actor: n === 2 ? 'portal' : 'admin',
      action: 'failover.start',
      vm_id: `vm-${n}`,
      job_id: null,
      request_id: 'r',
      reason: 'site down',
      result: '202',
      details: { body: { n } },
    });
    for (const n of [1, 2, 3]) await uow.run(({ audit }) => audit.append(entry(n)));
    const all = await uow.read(({ audit }) => audit.list({ limit: 2, offset: 0 }));
    expect(all.total).toBe(3);
    expect(all.rows).toMatchObject([entry(3), entry(2)]);
    const one = await uow.read(({ audit }) => audit.list({ ...PAGE, actor: 'portal' }));
    expect(one.rows).toMatchObject([entry(2)]);
  });
});
