import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexesOver, isMysql } from './builders.js';
import { failoverTables } from './failover-tables.js';

/** Makes a database of the original fit: each step finds nothing to do on ours, and when it is repeated. */
export class AdoptOriginal1763856000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenFailoverTables(runner);
    await replaceMappingIndex(runner);
    await failOpenJobs(runner);
    await linkDisks(runner);
    await keepOneActiveConfig(runner);
  }

  async down(): Promise<void> {
    throw new Error('what the original stored is not kept, so this cannot be reverted');
  }
}

/**
 * On MySQL the failover's own two tables of the original get our column types: its seconds become microseconds, a
 * status ENUM of the later original becomes text, and ids that differ by case are told apart.
 */
async function widenFailoverTables(runner: QueryRunner): Promise<void> {
  if (!isMysql(runner)) return;
  for (const table of ['failover_jobs', 'network_mappings']) {
    const shape = failoverTables[table]?.columns ?? {};
    for (const { name, type, collation, nullable } of await columnsOf(runner, table)) {
      const wanted = shape[name];
      if (wanted === undefined || wanted.isGenerated || wanted.type === 'boolean') continue;
      if (type === wanted.type && (collation === null || collation === 'utf8mb4_bin')) continue;
      const size = wanted.length ?? wanted.precision ?? null;
      const text = collation === null ? '' : ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
      // A column that the original left nullable may hold NULLs.
      const rest = wanted.isNullable || nullable === 'YES' ? ' NULL' : ' NOT NULL';
      const value = wanted.default === undefined ? '' : ` DEFAULT ${String(wanted.default)}`;
      const full = `${wanted.type}${size === null ? '' : `(${size})`}${text}${rest}${value}`;
      await runner.query(`ALTER TABLE \`${table}\` MODIFY \`${name}\` ${full}`);
    }
  }
}

interface FoundColumn {
  name: string;
  type: string;
  /** Null for what is no text. */
  collation: string | null;
  nullable: 'YES' | 'NO';
}

async function columnsOf(runner: QueryRunner, table: string): Promise<FoundColumn[]> {
  const sql = `SELECT column_name AS name, data_type AS type, collation_name AS collation, is_nullable AS nullable
    FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?`;
  return (await runner.query(sql, [table])) as FoundColumn[];
}

/** One network may have a production and a test destination: the original's index forbade that. */
async function replaceMappingIndex(runner: QueryRunner): Promise<void> {
  await runner.query('UPDATE network_mappings SET is_test_network = 0 WHERE is_test_network IS NULL');
  const table = await runner.getTable('network_mappings');
  if (table === undefined) throw new Error('the first migration makes network_mappings');
  const old = indexesOver(table, ['vm_id', 'source_network_name']).find((index) => index.isUnique);
  if (old === undefined) return;
  if (old.isConstraint) await runner.dropUniqueConstraint('network_mappings', old.name);
  else await runner.dropIndex('network_mappings', old.name);
}

/** No workflow stands behind the open jobs of the original's engine, so nothing will ever finish them. */
async function failOpenJobs(runner: QueryRunner): Promise<void> {
  const at = new Date().toISOString().replace('T', ' ').replace('Z', '');
  await runner.query(
    `UPDATE failover_jobs SET status = 'failed', completed_at = ?, updated_at = ?,
       error_message = COALESCE(NULLIF(error_message, ''), 'the engine that ran this job was replaced before it ended')
     WHERE workflow_id IS NULL AND COALESCE(status, 'pending') NOT IN ('completed', 'failed', 'cancelled', 'rolled_back')`,
    [at, at],
  );
}

/**
 * The original's disks know their replication job only. Those of each VM's newest job become the VM's disks, one row a
 * disk, so that its next PUT updates them; the other rows stay as history.
 */
async function linkDisks(runner: QueryRunner): Promise<void> {
  await runner.query(
    `UPDATE vm_disks SET vm_id = (SELECT j.source_vm_id FROM replication_jobs j WHERE j.id = vm_disks.job_id)
     WHERE vm_id IS NULL
       AND id IN (SELECT id FROM (SELECT MAX(id) AS id FROM vm_disks GROUP BY job_id, disk_id) AS latest)
       AND job_id IN (
         SELECT MAX(n.id) FROM replication_jobs n
         WHERE n.created_at = (SELECT MAX(o.created_at) FROM replication_jobs o WHERE o.source_vm_id = n.source_vm_id)
         GROUP BY n.source_vm_id)`,
  );
}

/** The original took the first active row whatever the others said. */
async function keepOneActiveConfig(runner: QueryRunner): Promise<void> {
  const rows = (await runner.query('SELECT MIN(id) AS id FROM ossea_configs WHERE is_active = 1')) as {
    id: number | null;
  }[];
  const first = rows[0]?.id ?? null;
  if (first !== null)
    await runner.query('UPDATE ossea_configs SET is_active = 0 WHERE is_active = 1 AND id <> ?', [first]);
}
