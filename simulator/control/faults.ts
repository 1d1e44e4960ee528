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
  'hold-request',
  'hold-reply',
  'hold-job',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const oneFaultSchema = z.strictObject({
  /** A command's name, or `*`. */
  command: z.string(),
  /** Only requests whose parameters have these values; one with `*` at its end: begin so. */
  match: z.record(z.string(), z.string()).default({}),
  /**
   * Only requests about the VM of this name, or whose name begins so where it ends in `*`: its name, its id or that of a VM
   * snapshot of it, or of a volume that is on it or was made with it.
   */
  vm: z.string().optional(),
  /** Only requests about the volume of this id: the id itself or that of a snapshot of it or a clone made of one. */
  volume: z.string().optional(),
  kind: z.enum(FAULT_KINDS),
  /** How many requests it strikes. */
  times: z.number().int().min(1).default(1),
  /** How many matching requests it lets pass first. */
  skip: z.number().int().min(0).default(0),
  delay_ms: z.number().min(0).optional(),
  error_code: z.number().int().optional(),
  error_text: z.string().optional(),
});

/** `then`: a fault that is ordered by the first hit, with the id `<id>/then`. */
export const faultSchema = oneFaultSchema.extend({ then: oneFaultSchema.optional() });

export interface Fault extends z.output<typeof faultSchema> {
  id: string;
  hits: number;
  /** Resolves when the faults are cleared, which lets go what a `hold` kind holds. */
  cleared: Promise<void>;
}

/** Whether this is the name, or begins so where the pattern ends with `*`. */
export function isNamed(pattern: string, name: string | undefined): boolean {
  return pattern.endsWith('*') ? name?.startsWith(pattern.slice(0, -1)) === true : name === pattern;
}

/** What a request is about, beyond its parameters. */
interface About {
  vm(name: string): boolean;
  volume(id: string): boolean;
}
const NOTHING: About = { vm: () => false, volume: () => false };

/** Faults that tests have ordered; each strikes authenticated requests only, in the order of their making. */
export class Faults {
  private faults: (Fault & { seen: number; clear: () => void })[] = [];

  add(fault: z.output<typeof faultSchema>, id: string = randomUUID()): string {
    let clear = (): void => undefined;
    const cleared = new Promise<void>((resolve) => (clear = resolve));
    this.faults.push({ ...fault, id, hits: 0, seen: 0, cleared, clear });
    return id;
  }

  /** The fault that strikes this request, counted as a hit. */
  take(command: string, params: Record<string, string>, about: About = NOTHING): Fault | undefined {
    for (const fault of this.faults) {
      if (fault.command !== '*' && fault.command.toLowerCase() !== command.toLowerCase()) continue;
      const matches = Object.entries(fault.match).every(([name, value]) => isNamed(value, params[name.toLowerCase()]));
      if (!matches) continue;
      if (fault.vm !== undefined && !about.vm(fault.vm)) continue;
      if (fault.volume !== undefined && !about.volume(fault.volume)) continue;
      fault.seen++;
      if (fault.seen <= fault.skip || fault.hits >= fault.times) continue;
      fault.hits++;
      if (fault.then !== undefined && fault.hits === 1) this.add(fault.then, `${fault.id}/then`);
      return fault;
    }
    return undefined;
  }

  list(): Omit<Fault, 'cleared'>[] {
    return this.faults.map(({ seen: _seen, cleared: _cleared, clear: _clear, ...fault }) => fault);
  }

  clear(): void {
    for (const fault of this.faults) fault.clear();
    this.faults = [];
  }
}
