import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ensureTable } from './builders.js';
import { failoverTables } from './failover-tables.js';
import { replicationTables } from './replication-tables.js';

/** Creates what is missing; tables of the original gain columns and lose nothing. */
export class CreateTables1763856000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, shape] of Object.entries({ ...replicationTables, ...failoverTables }))
      await ensureTable(runner, name, shape);
  }

  /** Tables of the original cannot be told from ours any more, so nothing is dropped. */
  async down(): Promise<void> {
    throw new Error('the first migration cannot be reverted');
  }
}
