import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunStatus } from '../../client/api.js';
import { cli, drawn, serving, type Said } from '../../test/support/cli.js';
import { aRun } from '../../test/support/run-status.js';
import { EXIT } from './exit.js';

let served: Awaited<ReturnType<typeof serving>>;
afterEach(() => served.close());

const JOB = aRun().job_id;
const NOW = { time: '2026-01-01T03:12:04.000Z', job_id: JOB, vm_id: 'vm-1' };

/** A stream as the API writes it. */
class Told {
  constructor(private readonly res: ServerResponse) {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write('retry: 1000\n\n');
  }
  event(seq: number, type = 'warning'): this {
    return this.#message(`id: ${seq}`, { ...NOW, seq, type, message: `event ${seq}` });
  }
  state(status: RunStatus): this {
    return this.#message('event: state', { status, steps: { steps: [] } });
  }
  cut(): void {
    this.res.socket?.destroySoon();
  }
  #message(head: string, data: object): this {
    // In two pieces, as a network may do.
    const text = `${head}\ndata: ${JSON.stringify(data)}\n\n`;
    this.res.write(text.slice(0, 20));
    this.res.write(text.slice(20));
    return this;
  }
}

/** One script a connection: what this one is told, and from where it was asked to go on. */
async function watched(
  args: string[],
  types: string[] | undefined,
  ...scripts: ((told: Told) => void)[]
): Promise<Said> {
  const places: (string | undefined)[] = [];
  const listener: RequestListener = (req, res) => {
    if (!(req.url ?? '').endsWith('/events')) return void res.end(JSON.stringify(aRun()));
    places.push(req.headers['last-event-id'] as string | undefined);
    const script = scripts.shift();
    if (script === undefined) res.writeHead(500).end();
    else script(new Told(res));
  };
  served = await serving(listener);
  const said = await cli(['status', JOB, '--watch', ...args], { url: served.url, ...(types && { types }) });
  return Object.assign(said, { places });
}

const completed = aRun({
  status: 'completed',
  progress: 100,
  current_step: null,
  outcome: { summary: 'VM x is Running' },
});

describe('watching', () => {
  it('tells each change once, in plain lines, to the end', async () => {
    const { exit, out, err } = await watched([], undefined, (told) =>
      told
        .event(1)
        .event(2, 'status')
        .state(aRun())
        .state(aRun())
        .state(aRun({ progress: 60 }))
        .state(completed),
    );
    expect([exit, err]).toEqual([EXIT.done, '']);
    // eslint-disable-next-line no-control-regex -- a log has no use for them
    expect(out).not.toMatch(/[\x1b\r]/);
    expect(
      out
        .replaceAll(/^\d\d:\d\d:\d\dZ(?= +\d+ %)/gm, 'NOW')
        .split('\n')
        .slice(0, 5),
    ).toEqual([
      '03:12:04Z  warning: event 1',
      'web-01: live failover',
      'NOW   38 %  Taking snapshots of the replicas',
      'NOW   60 %  Taking snapshots of the replicas',
      'NOW  100 %  Completed',
    ]);
    expect(out).toContain('VM x is Running');
  });

  it('draws one line on a terminal, and what happens above it', async () => {
    const { out } = await watched([], [], (told) => told.state(aRun()).event(1).state(completed));
    const lines = drawn(out);
    expect(lines[0]).toMatch(/^web-01: live failover {2}████████░+ +38 %/);
    expect(lines).toContain('03:12:04Z  warning: event 1');
    expect(lines.find((line) => line.includes('100 %'))).toMatch(/█{20}/);
  });

  it('writes a JSON document a line for programs', async () => {
    const { out } = await watched(['--json'], undefined, (told) => told.event(1).state(completed));
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([{ event: { seq: 1 } }, { state: { status: { status: 'completed' } } }]);
    expect(lines).toHaveLength(2);
  });

  it('comes back after a cut from where it was, and says so', async () => {
    const said = await watched(
      [],
      undefined,
      (told) => void told.event(1).event(2).state(aRun()).cut(),
      (told) => told.event(3).state(completed),
    );
    expect(said).toMatchObject({ exit: EXIT.done, places: [undefined, '2'] });
    expect(said.out).toMatch(/event 2[^]*does not answer[^]*trying again[^]*answers again[^]*event 3/);
    expect(said.out.match(/event \d/g)).toEqual(['event 1', 'event 2', 'event 3']);
  });

  it('shows a question once, with the commands that answer it', async () => {
    const question = {
      id: `${JOB}/1`,
      since: '2026-01-01T00:00:00Z',
      key: 'power_on/startVirtualMachine/$vm',
      reason: 'no host has room',
      actions: [{ action: 'abandon' as const, loses: 'all that it has written' }],
    };
    const asking = aRun({ status: 'attention', attentions: [question], attention: question });
    const { out, exit } = await watched([], undefined, (told) =>
      told
        .state(asking)
        .state({ ...asking, progress: 50 })
        .state(aRun({ status: 'failed', current_step: null })),
    );
    expect(exit).toBe(EXIT.badNews);
    expect(out.match(/This run needs you/g)).toHaveLength(1);
    expect(out).toContain(`failoverctl resolve ${JOB} abandon --attention ${JOB}/1 --reason TEXT`);
    expect(out).toContain('loses all that it has written');
  });
});
