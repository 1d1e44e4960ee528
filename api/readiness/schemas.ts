import { z } from 'zod';
import { ERROR_CLASSES } from '../../domain/errors.js';
import { freeObject, nanoseconds, ok, vmId } from '../schemas.js';

export const readinessQuery = z.strictObject({
  type: z.enum(['live', 'test']).default('live').meta({ description: 'the kind of failover' }),
});

export const Check = z
  .strictObject({
    check_name: z.string(),
    check_type: z.enum(['critical', 'warning', 'info']),
    status: z.enum(['pass', 'fail', 'warning', 'skip', 'unknown']),
    message: z.string(),
    execution_time: nanoseconds,
    details: freeObject.optional(),
    error_class: z
      .enum(ERROR_CLASSES)
      .optional()
      .meta({ description: 'why the status is `unknown`: what became of the question to CloudStack' }),
  })
  .meta({ id: 'ReadinessCheck' });

/** The mission's Validation Response. */
export const ReadinessResponse = z
  .strictObject({
    ...ok,
    is_valid: z.boolean().meta({ description: 'true exactly when a start without overrides would be accepted' }),
    readiness_score: z.number().min(0).max(100),
    validation_result: z.strictObject({
      vm_id: vmId,
      is_ready: z.boolean(),
      readiness_score: z.number().min(0).max(100),
      estimated_duration: z.string(),
      checks: z.array(Check),
      warnings: z.array(z.string()),
      errors: z.array(z.string()),
      execution_time: nanoseconds,
    }),
    required_actions: z.array(z.string()),
  })
  .meta({ id: 'Readiness' });
