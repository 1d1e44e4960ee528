/** The management server's clock: the machine's, shifted by what `POST /clock` says. */
export class Clock {
  offsetMs = 0;

  now(): number {
    return Date.now() + this.offsetMs;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }
}

/** As CloudStack prints times: `2026-11-23T02:30:02+0000`. */
export function cloudStackDate(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}

/** yyyymmddhhmmss in UTC, of which CloudStack makes names. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace(/\D/g, '');
}
