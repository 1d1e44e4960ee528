import { ApiTokenEntity } from './api-token.js';
import { AuditLogEntity } from './audit-log.js';
import { CbtHistoryEntity } from './cbt-history.js';
import { ConsoleSessionEntity } from './console-session.js';
import { FailoverEventEntity } from './failover-event.js';
import { FailoverJobEntity } from './failover-job.js';
import { FailoverStepEntity } from './failover-step.js';
import { FailoverVolumeEntity } from './failover-volume.js';
import { IdempotencyKeyEntity } from './idempotency-key.js';
import { NetworkMappingEntity } from './network-mapping.js';
import { NotificationEntity } from './notification.js';
import { OsseaConfigEntity } from './ossea-config.js';
import { OsseaVolumeEntity } from './ossea-volume.js';
import { ReplicationJobEntity } from './replication-job.js';
import { VmDiskEntity } from './vm-disk.js';
import { VmEntity } from './vm.js';
import { VolumeMountEntity } from './volume-mount.js';

export const entities = [
  ApiTokenEntity,
  AuditLogEntity,
  CbtHistoryEntity,
  ConsoleSessionEntity,
  FailoverEventEntity,
  FailoverJobEntity,
  FailoverStepEntity,
  FailoverVolumeEntity,
  IdempotencyKeyEntity,
  NetworkMappingEntity,
  NotificationEntity,
  OsseaConfigEntity,
  OsseaVolumeEntity,
  ReplicationJobEntity,
  VmDiskEntity,
  VmEntity,
  VolumeMountEntity,
];
