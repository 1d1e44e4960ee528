import { readFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('../../test/fixtures/recordings/calls.jsonl', import.meta.url);

const body = z.record(z.string(), z.record(z.string(), z.unknown()));

const recordingSchema = z.object({
  /** Line in the original file of recordings. */
  n: z.number(),
  section: z.string(),
  title: z.string(),
  command: z.string(),
  params: z.record(z.string(), z.string()),
  http: z.number(),
  body,
  job: z.array(z.object({ poll: z.string(), http: z.number(), body })),
});
export type Recording = z.output<typeof recordingSchema>;

/** What a real 4.22 with the simulator hypervisor answered, by number. */
export const recordings: ReadonlyMap<number, Recording> = new Map(
  readFileSync(FILE, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => recordingSchema.parse(JSON.parse(line)))
    .map((recording) => [recording.n, recording]),
);

export function recording(n: number): Recording {
  const found = recordings.get(n);
  if (!found) throw new Error(`no recording ${n}`);
  return found;
}

/** The last answer about the job of a recorded call, where it has one. */
export function finalJob(n: number): Record<string, unknown> | undefined {
  return recording(n).job.at(-1)?.body['queryasyncjobresultresponse'];
}

/** The objects of a recorded list. */
export function recordedRows(n: number): Record<string, unknown>[] {
  const [inner = {}] = Object.values(recording(n).body);
  return Object.values(inner).find((value) => Array.isArray(value)) as Record<string, unknown>[];
}
