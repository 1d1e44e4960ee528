import type { RunStatus } from '../../client/api.js';
import { isEnded } from '../../client/words.js';
import type { Context } from './context.js';
import type { ExitCode } from './exit.js';
import { follow, type Told } from './follow.js';
import { barLine, plainLine, titleOf } from './progress.js';
import { exitOfRun, questionLines, runLines } from './run-view.js';

/** Events that the state shows better. */
const SHOWN_OTHERWISE = ['status', 'attention'];
const REDRAW_MS = 1_000;
const AWAY = 'The API does not answer. The run itself goes on; trying again …';
const CLEAR = '\r\x1b[K';

/** Watches a run until `over`, by default its end; resolves with the exit code it deserves. */
export async function watch(
  context: Context,
  jobId: string,
  over: (status: RunStatus) => boolean = ({ status }) => isEnded(status),
): Promise<ExitCode> {
  const show = context.json
    ? jsonWatcher(context)
    : context.world.terminal.stdout.isTTY
      ? ttyWatcher(context)
      : plainWatcher(context);
  try {
    for await (const told of follow(context, jobId)) {
      show.take(told);
      if (told.kind !== 'state' || !over(told.state.status)) continue;
      show.end();
      context.say('', ...runLines(told.state.status, context.paint));
      return exitOfRun(told.state.status);
    }
  } finally {
    show.end();
  }
  throw new Error('a stream is followed until its reader has enough');
}

interface Watcher {
  take(told: Told): void;
  end(): void;
}

/** A JSON document a line: each event and each state. */
function jsonWatcher({ world: { terminal } }: Context): Watcher {
  return {
    take(told) {
      const { kind: _kind, ...data } = told;
      if (told.kind === 'event' || told.kind === 'state') terminal.stdout.write(`${JSON.stringify(data)}\n`);
      else terminal.stderr.write(`${JSON.stringify({ api: told.kind })}\n`);
    },
    end: () => undefined,
  };
}

/** What both of the others put into lines: events, and each question once. */
function lineTeller({ paint }: Context): (told: Told) => string[] {
  const asked = new Set<string>();
  return (told) => {
    if (told.kind === 'away') return [AWAY];
    if (told.kind === 'back') return ['The API answers again.'];
    if (told.kind === 'event') {
      const { time, type, message } = told.event;
      return SHOWN_OTHERWISE.includes(type) ? [] : [`${clock(time)}  ${type}: ${message}`];
    }
    const { attentions, job_id } = told.state.status;
    const fresh = attentions.filter(({ id }) => !asked.has(id));
    for (const { id } of fresh) asked.add(id);
    return fresh.flatMap((question) => questionLines(job_id, question, paint));
  };
}

/** `03:12:04Z` of an ISO time. */
const clock = (time: string): string => `${time.slice(11, 19)}Z`;

/** A line for each change: for pipes, logs and CI. */
function plainWatcher(context: Context): Watcher {
  const tell = lineTeller(context);
  let last = '';
  return {
    take(told) {
      context.say(...tell(told));
      if (told.kind !== 'state') return;
      const line = plainLine(told.state.status);
      if (last === '') context.say(titleOf(told.state.status));
      if (line !== last) context.say(`${clock(new Date().toISOString())}  ${line}`);
      last = line;
    },
    end: () => undefined,
  };
}

/** One line that is drawn anew, with what happens above it. */
function ttyWatcher(context: Context): Watcher {
  const { stdout } = context.world.terminal;
  const tell = lineTeller(context);
  let status: RunStatus | undefined;
  const draw = (): void => {
    if (status !== undefined) stdout.write(`${CLEAR}${barLine(status, context.paint, stdout.columns || 80)}`);
  };
  const timer = setInterval(draw, REDRAW_MS);
  return {
    take(told) {
      if (told.kind === 'state') status = told.state.status;
      const lines = tell(told);
      if (lines.length > 0) stdout.write(`${CLEAR}${lines.join('\n')}\n`);
      draw();
    },
    end() {
      clearInterval(timer);
      if (status !== undefined) stdout.write('\n');
      status = undefined;
    },
  };
}
