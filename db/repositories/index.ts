import { ReadModels } from '../read-models.js';
import { AuditRepository } from './audit.js';
import { ConfigRepository } from './configs.js';
import type { Context } from './context.js';
import { IdempotencyRepository } from './idempotency.js';
import { JobRepository } from './jobs.js';
import { MappingRepository } from './mappings.js';
import { SessionRepository } from './sessions.js';
import { TokenRepository } from './tokens.js';
import { VmRepository } from './vms.js';

/** All repositories of one unit of work. */
export interface Repositories {
  vms: VmRepository;
  configs: ConfigRepository;
  mappings: MappingRepository;
  jobs: JobRepository;
  idempotency: IdempotencyRepository;
  sessions: SessionRepository;
  tokens: TokenRepository;
  audit: AuditRepository;
  views: ReadModels;
}

export function repositories(context: Context): Repositories {
  return {
    vms: new VmRepository(context),
    configs: new ConfigRepository(context),
    mappings: new MappingRepository(context),
    jobs: new JobRepository(context),
    idempotency: new IdempotencyRepository(context),
    sessions: new SessionRepository(context),
    tokens: new TokenRepository(context),
    audit: new AuditRepository(context),
    views: new ReadModels(context),
  };
}
