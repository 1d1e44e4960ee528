import type { EngineForTests } from '../../support/database.js';

/**
 * A database as the original left it: the mission's SQL word for word where it gives any, the columns of
 * original-system.md §2 elsewhere. Indexes stand apart from their tables, because SQLite knows them no other way.
 */
const tables = [
  `CREATE TABLE failover_jobs (
    id               INT PRIMARY KEY AUTO_INCREMENT,
    job_id           VARCHAR(255) UNIQUE NOT NULL,
    vm_id            VARCHAR(255) NOT NULL,
    replication_job_id VARCHAR(255),
    job_type         VARCHAR(50) NOT NULL,
    status           VARCHAR(50) DEFAULT 'pending',
    source_vm_name   VARCHAR(255) NOT NULL,
    source_vm_spec   TEXT,
    destination_vm_id VARCHAR(255),
    ossea_snapshot_id VARCHAR(255),
    network_mappings TEXT,
    error_message    TEXT,
    created_at       TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at       TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    started_at       TIMESTAMP NULL,
    completed_at     TIMESTAMP NULL
  )`,
  'CREATE INDEX idx_failover_jobs_vm_id ON failover_jobs (vm_id)',
  'CREATE INDEX idx_failover_jobs_replication ON failover_jobs (replication_job_id)',
  'CREATE INDEX idx_failover_jobs_status ON failover_jobs (status)',
  `CREATE TABLE network_mappings (
    id                      INT PRIMARY KEY AUTO_INCREMENT,
    vm_id                   VARCHAR(255) NOT NULL,
    source_network_name     VARCHAR(255) NOT NULL,
    destination_network_id  VARCHAR(255) NOT NULL,
    destination_network_name VARCHAR(255) NOT NULL,
    is_test_network         BOOLEAN DEFAULT FALSE,
    created_at              TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at              TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
  )`,
  'CREATE UNIQUE INDEX idx_network_mappings_unique ON network_mappings (vm_id, source_network_name)',
  'CREATE INDEX idx_network_mappings_vm_id ON network_mappings (vm_id)',
  `CREATE TABLE replication_jobs (
    id VARCHAR(191) PRIMARY KEY,
    source_vm_id VARCHAR(255) NOT NULL,
    source_vm_name VARCHAR(255) NOT NULL,
    source_vm_path VARCHAR(500),
    vcenter_host VARCHAR(255),
    datacenter VARCHAR(255),
    replication_type VARCHAR(50),
    target_network VARCHAR(255),
    status VARCHAR(50) DEFAULT 'pending',
    progress_percent DOUBLE DEFAULT 0,
    current_operation VARCHAR(255),
    bytes_transferred BIGINT DEFAULT 0,
    total_bytes BIGINT DEFAULT 0,
    transfer_speed_bps BIGINT DEFAULT 0,
    error_message TEXT,
    change_id VARCHAR(255),
    previous_change_id VARCHAR(255),
    snapshot_id VARCHAR(255),
    nbd_port INT,
    nbd_export_name VARCHAR(255),
    target_device VARCHAR(255),
    ossea_config_id INT,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    started_at TIMESTAMP NULL,
    completed_at TIMESTAMP NULL
  )`,
  `CREATE TABLE vm_disks (
    id INT PRIMARY KEY AUTO_INCREMENT,
    job_id VARCHAR(191) NOT NULL,
    disk_id VARCHAR(255),
    vmdk_path VARCHAR(500),
    size_gb INT,
    datastore VARCHAR(255),
    unit_number INT,
    label VARCHAR(255),
    capacity_bytes BIGINT,
    provisioning_type VARCHAR(50),
    ossea_volume_id INT,
    disk_change_id VARCHAR(255),
    sync_status VARCHAR(50) DEFAULT 'pending',
    sync_progress_percent DOUBLE DEFAULT 0,
    bytes_synced BIGINT DEFAULT 0,
    cpu_count INT DEFAULT 0,
    memory_mb INT DEFAULT 0,
    os_type VARCHAR(255) DEFAULT '',
    vm_tools_version VARCHAR(255) DEFAULT '',
    network_config TEXT,
    display_name VARCHAR(255) DEFAULT '',
    annotation TEXT,
    power_state VARCHAR(50) DEFAULT '',
    vmware_uuid VARCHAR(255) DEFAULT '',
    bios_setup TEXT
  )`,
  `CREATE TABLE ossea_volumes (
    id INT PRIMARY KEY AUTO_INCREMENT,
    volume_id VARCHAR(191) UNIQUE NOT NULL,
    volume_name VARCHAR(255) DEFAULT '',
    size_gb INT,
    ossea_config_id INT,
    volume_type VARCHAR(50),
    device_path VARCHAR(255),
    mount_point VARCHAR(255),
    status VARCHAR(50) DEFAULT 'creating',
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
  )`,
  `CREATE TABLE volume_mounts (
    id INT PRIMARY KEY AUTO_INCREMENT,
    ossea_volume_id INT NOT NULL,
    job_id VARCHAR(191),
    device_path VARCHAR(255),
    mount_point VARCHAR(255),
    mount_status VARCHAR(50) DEFAULT 'unmounted',
    filesystem_type VARCHAR(50),
    mount_options VARCHAR(255),
    is_read_only BOOLEAN DEFAULT FALSE,
    mounted_at TIMESTAMP NULL,
    unmounted_at TIMESTAMP NULL
  )`,
  `CREATE TABLE cbt_history (
    id INT PRIMARY KEY AUTO_INCREMENT,
    job_id VARCHAR(191) NOT NULL,
    disk_id VARCHAR(100) NOT NULL,
    change_id VARCHAR(191) NOT NULL,
    previous_change_id VARCHAR(255),
    sync_type VARCHAR(50),
    blocks_changed INT DEFAULT 0,
    bytes_transferred BIGINT DEFAULT 0,
    sync_duration_seconds INT DEFAULT 0,
    sync_success BOOLEAN DEFAULT FALSE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (job_id, disk_id, change_id)
  )`,
  `CREATE TABLE ossea_configs (
    id INT PRIMARY KEY AUTO_INCREMENT,
    name VARCHAR(191) UNIQUE NOT NULL,
    api_url VARCHAR(255) NOT NULL,
    api_key VARCHAR(255) NOT NULL,
    secret_key VARCHAR(255) NOT NULL,
    domain VARCHAR(255),
    zone VARCHAR(255),
    template_id VARCHAR(255),
    network_id VARCHAR(255),
    service_offering_id VARCHAR(255),
    disk_offering_id VARCHAR(255),
    oma_vm_id VARCHAR(255),
    is_active BOOLEAN DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
  )`,
];

const rows = [
  `INSERT INTO failover_jobs (job_id, vm_id, job_type, status, source_vm_name, network_mappings, error_message, created_at) VALUES
    ('test-failover-vm-1-1755530108', 'vm-1', 'test', 'failed', 'PGWINTESTBIOS', '{"VM Network":"net-test"}', 'Volume snapshot failed', '2025-08-18 15:15:08'),
    ('failover-20250818-160000', 'vm-1', 'live', 'snapshotting', 'PGWINTESTBIOS', NULL, NULL, '2025-08-18 16:00:00'),
    ('failover-20250818-170000', 'vm-2', 'live', 'executing', 'OTHER', NULL, '', '2025-08-18 17:00:00'),
    ('failover-20250818-180000', 'vm-2', 'live', 'completed', 'OTHER', NULL, NULL, '2025-08-18 18:00:00')`,
  `INSERT INTO network_mappings (vm_id, source_network_name, destination_network_id, destination_network_name, is_test_network) VALUES
    ('vm-1', 'VM Network', 'net-prod', 'Production Network', FALSE), ('vm-2', 'VM Network', 'net-test', 'Test', TRUE)`,
  `INSERT INTO replication_jobs (id, source_vm_id, source_vm_name, status, created_at) VALUES
    ('job-20250817-100000', 'vm-1', 'PGWINTESTBIOS', 'completed', '2025-08-17 10:00:00'),
    ('job-20250818-153521', 'vm-1', 'PGWINTESTBIOS', 'completed', '2025-08-18 15:35:21')`,
  `INSERT INTO ossea_volumes (volume_id, volume_name, size_gb, volume_type, status) VALUES
    ('e915ef05-ddf5-48d5-8352-a01300609717', 'migration-PGWINTESTBIOS-disk-0', 54, 'DATADISK', 'attached')`,
  `INSERT INTO vm_disks (job_id, disk_id, vmdk_path, size_gb, ossea_volume_id, disk_change_id, cpu_count) VALUES
    ('job-20250817-100000', 'disk-2000', '[ds] old.vmdk', 54, 1, 'change/1', 2),
    ('job-20250818-153521', 'disk-2000', '[ds] twice.vmdk', 54, 1, 'change/2', 2),
    ('job-20250818-153521', 'disk-2000', '[ds] new.vmdk', 54, 1, 'change/2', 2)`,
  `INSERT INTO cbt_history (job_id, disk_id, change_id, sync_type, sync_success, created_at) VALUES
    ('job-20250818-153521', 'disk-2000', 'change/2', 'full', TRUE, '2025-08-18 15:35:21')`,
  `INSERT INTO ossea_configs (name, api_url, api_key, secret_key, is_active) VALUES
    ('primary-ossea', 'https://one/client/api', 'plain-api-key', 'plain-secret', TRUE),
    ('second-ossea', 'https://two/client/api', 'other-api-key', 'other-secret', TRUE)`,
];

/** Statements that make a database of the original, with rows. */
export function original(engine: EngineForTests['engine']): string[] {
  if (engine === 'mysql') return ['ALTER DATABASE CHARACTER SET utf8mb4', ...tables, ...rows];
  return [...tables, ...rows].map((statement) =>
    statement
      .replace('INT PRIMARY KEY AUTO_INCREMENT', 'INTEGER PRIMARY KEY AUTOINCREMENT')
      .replaceAll(' ON UPDATE CURRENT_TIMESTAMP', ''),
  );
}
