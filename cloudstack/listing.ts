import type { z } from 'zod';
import { CloudStackError } from './errors.js';
import type { RequestParams } from './signature.js';
import type { Reply, Transport } from './transport.js';

/** `default.page.size` unless an administrator lowered it; without paging CloudStack silently stops there (facts §9). */
const PAGE_SIZE = 500;
/** A list that changes while it is paged may never add up to its count. */
const MOST_PAGES = 200;

/** What an answer says under a schema, or a CloudStackError (BAD_ANSWER): an answer that cannot be read is no answer. */
export function parseAnswer<T>(command: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unreadable(command, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function unreadable(command: string, why: string): CloudStackError {
  return new CloudStackError(command, {
    errorClass: 'unavailable',
    sent: 'yes',
    code: 'BAD_ANSWER',
    errortext: `the answer cannot be read: ${why}`,
  });
}

/**
 * All pages of a list command. `keys` are the names the array may have; an empty list has none at all (facts §1.2).
 * Rows that two pages both show, or that are listed once per storage (listSnapshots ≥ 4.19), count once.
 */
export async function listAll<T>(
  transport: Transport,
  command: string,
  params: RequestParams,
  keys: readonly string[],
  schema: z.ZodType<T>,
): Promise<T[]> {
  const rows: unknown[] = [];
  let pagesize = PAGE_SIZE;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const request = (size: number): Promise<Reply> =>
      transport.call({
        command,
        params: { ...params, page: String(page), pagesize: String(size) },
        changes: false,
      });
    const { body } = await request(pagesize).catch((error: unknown) => {
      const allowed = page === 1 ? allowedPageSize(error) : undefined;
      if (allowed === undefined) throw error;
      pagesize = allowed;
      return request(pagesize);
    });
    const found = keys.map((key) => body[key]).find((value): value is unknown[] => Array.isArray(value)) ?? [];
    rows.push(...found);
    if (found.length < pagesize || rows.length >= Number(body['count'])) return unique(command, schema, rows);
  }
  throw unreadable(command, `the list did not end after ${MOST_PAGES} pages`);
}

/** Of "Page size can't exceed max allowed page size value: 500" (recordings §9). */
function allowedPageSize(error: unknown): number | undefined {
  if (!(error instanceof CloudStackError) || error.errorcode !== 431) return undefined;
  const named = /max allowed page size value: (\d+)/.exec(error.errortext);
  return named ? Number(named[1]) : undefined;
}

function unique<T>(command: string, schema: z.ZodType<T>, rows: unknown[]): T[] {
  const seen = new Map<unknown, T>();
  for (const row of rows) {
    const parsed = parseAnswer(command, schema, row);
    const { id, jobid } = row as { id?: unknown; jobid?: unknown };
    const key = id ?? jobid ?? parsed;
    if (!seen.has(key)) seen.set(key, parsed);
  }
  return [...seen.values()];
}
