import { z } from 'zod';
import { GO_DURATION, parseDuration } from '../domain/duration.js';
import { API_ERROR_STATUS, type ApiErrorCode } from '../domain/errors.js';
import { JOB_ID_PATTERN, VM_ID_PATTERN } from '../domain/ids.js';

/** Schemas that several resources share. Objects are strict everywhere: unknown fields are refused, answers are closed. */

export const vmId = z.string().regex(VM_ID_PATTERN, 'must match [A-Za-z0-9._-]{1,128} and not be "." or ".."');
export const jobId = z.string().regex(JOB_ID_PATTERN);
export const configName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
/** UTC, ISO 8601. */
export const timestamp = z.iso.datetime();
/** Integer nanoseconds. */
export const nanoseconds = z
  .number()
  .min(0)
  // Not z.int(), which ends after 104 days, at the last integer that a double tells from its neighbours.
  .refine(Number.isInteger, 'must be an integer')
  .meta({ type: 'integer', description: 'nanoseconds' });
export const HOUR_MS = 3_600_000;

/** A Go duration of at least a second and at most `mostMs`, whole hours. */
export const goDuration = (mostMs: number): z.ZodString =>
  z
    .string()
    .max(40)
    .regex(GO_DURATION, { error: 'must be a Go duration such as 90m or 4h30m', abort: true })
    .refine(
      (text) => {
        const ms = parseDuration(text) ?? 0;
        return ms >= 1_000 && ms <= mostMs;
      },
      `must be a Go duration from 1s to ${mostMs / HOUR_MS}h`,
    );

/** Text a person or vCenter wrote: one line, no control characters. */
export const line = (max: number): z.ZodString =>
  z
    .string()
    .max(max)
    // Not \p{Cc}: a pattern in JSON Schema has no flag, and not every language knows the class.
    // eslint-disable-next-line no-control-regex -- control characters are what it forbids
    .regex(/^[^\x00-\x1f\x7f-\x9f]*$/, 'must not contain control characters');

export const vmParams = z.strictObject({ vm_id: vmId });
export const jobParams = z.strictObject({ job_id: jobId });

/** A whole number in a path or query: digits only, where z.coerce takes an empty text for 0, `0x10` for 16 and ` 1 ` for 1. */
export const wholeNumber = (minimum: number, maximum: number): z.ZodPipe<z.ZodType<number, string>, z.ZodInt> =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,14})$/, { error: 'must be a whole number', abort: true })
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .meta({ type: 'integer', minimum, maximum });

/** A whole number in a query that may be left out. */
export const wholeNumberOr = (
  fallback: number,
  minimum: number,
  maximum: number,
): z.ZodDefault<ReturnType<typeof wholeNumber>> =>
  wholeNumber(minimum, maximum).default(fallback).meta({ default: fallback });

/** `true` or `false` in a query, nothing else. */
export const truth = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .meta({ type: 'boolean' });

/** `limit` and `offset` of every list. */
export const page = {
  limit: wholeNumberOr(50, 1, 500),
  offset: wholeNumberOr(0, 0, 1_000_000_000),
};

/** The first two fields of every successful answer. */
export const ok = { success: z.literal(true), message: z.string() };

/** A successful answer: `ok`'s two fields, then the route's own. */
export function done<T extends object>(message: string, fields: T): { success: true; message: string } & T {
  return { success: true, message, ...fields };
}

/** Anything JSON, for data that was frozen elsewhere (a check's details, a run's outcome). */
export const freeObject = z.record(z.string(), z.unknown());

const codes = Object.keys(API_ERROR_STATUS) as [ApiErrorCode, ...ApiErrorCode[]];

export const ErrorResponse = z
  .strictObject({
    success: z.literal(false),
    message: z.string(),
    error: z.string(),
    error_code: z.enum(codes),
    timestamp,
    request_id: z.string(),
    required_actions: z.array(z.string()).optional(),
    details: freeObject.optional(),
  })
  .meta({ id: 'Error', description: 'Every answer that is not a success' });
export type ErrorResponse = z.infer<typeof ErrorResponse>;
