import { randomUUID } from 'node:crypto';
import { z } from 'zod';

export const FAULT_KINDS = [
  'refuse',
  'fail-job',
  'delay',
  'hang',
  'hang-after-effect',
  'drop-before',
  'drop-reply',
  'http-5xx',
  'throttle',
  'restart-before-effect',
  'restart-after-effect',
  'denied',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const faultSchema = z.strictObject({
  /** A command's name, or `*`. */
  command: z.string(),
  /** Only requests whose parameters have these values. */
  match: z.record(z.string(), z.string()).default({}),
  /** Only requests about the VM of this name: its name, its id or that of a volume that is on it or was made with it. */
  vm: z.string().optional(),
  kind: z.enum(FAULT_KINDS),
  /** How many requests it strikes. */
  times: z.number().int().min(1).default(1),
  /** How many matching requests it lets pass first. */
  skip: z.number().int().min(0).default(0),
  delay_ms: z.number().min(0).optional(),
  error_code: z.number().int().optional(),
  error_text: z.string().optional(),
});

export interface Fault extends z.output<typeof faultSchema> {
  id: string;
  hits: number;
}

/** Faults that tests have ordered; each strikes authenticated requests only, in the order of their making. */
export class Faults {
  private faults: (Fault & { seen: number })[] = [];

  add(fault: z.output<typeof faultSchema>): string {
    const id = randomUUID();
    this.faults.push({ ...fault, id, hits: 0, seen: 0 });
    return id;
  }

  /** The fault that strikes this request, counted as a hit. */
  take(
    command: string,
    params: Record<string, string>,
    isAbout: (vm: string) => boolean = () => false,
  ): Fault | undefined {
    for (const fault of this.faults) {
      if (fault.command !== '*' && fault.command.toLowerCase() !== command.toLowerCase()) continue;
      if (!Object.entries(fault.match).every(([name, value]) => params[name.toLowerCase()] === value)) continue;
      if (fault.vm !== undefined && !isAbout(fault.vm)) continue;
      fault.seen++;
      if (fault.seen <= fault.skip || fault.hits >= fault.times) continue;
      fault.hits++;
      return fault;
    }
    return undefined;
  }

  list(): Fault[] {
    return this.faults.map(({ seen: _seen, ...fault }) => fault);
  }

  clear(): void {
    this.faults = [];
  }
}
