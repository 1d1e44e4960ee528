import type { JobProjection } from '../../domain/job.js';

/**
 * Tells of a growing projection what has changed since the last time: everything that is recorded stays in the workflow's
 * history, and a run over many disks that wrote its whole self each time would outgrow it.
 */
export class Changes {
  private readonly sent = new Map<string, string>();
  private events = 0;
  private last: number | undefined;

  /** A copy of `whole` with only the steps, calls, volumes, events and plan that are new or different. */
  take(whole: JobProjection): JobProjection {
    const fresh = whole.events.slice(this.events);
    this.events = whole.events.length;
    const changes: JobProjection = {
      ...whole,
      ...(this.last === undefined ? {} : { since: this.last }),
      planned: this.isNew('planned', whole.planned) ? whole.planned : null,
      steps: whole.steps.flatMap(({ calls, ...step }) => {
        const changed = calls.filter((call) => this.isNew(`${step.name}/${call.key}`, call));
        return this.isNew(step.name, step) || changed.length > 0 ? [{ ...step, calls: changed }] : [];
      }),
      volumes: whole.volumes.filter((volume) => this.isNew(volume.volume_id, volume)),
      events: fresh,
    };
    this.last = whole.seq;
    // What is handed to an activity must not change under it while it waits to be sent.
    return JSON.parse(JSON.stringify(changes)) as JobProjection;
  }

  /** What was told is lost: the next time everything is. */
  forget(): void {
    this.sent.clear();
    this.events = 0;
    this.last = undefined;
  }

  private isNew(name: string, value: unknown): boolean {
    const now = JSON.stringify(value);
    if (this.sent.get(name) === now) return false;
    this.sent.set(name, now);
    return true;
  }
}
