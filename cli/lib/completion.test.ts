import { describe, expect, it } from 'vitest';
import { EXIT } from './exit.js';
import { candidates } from './completion.js';
import { buildProgram } from '../program.js';

const quiet = { write: () => true };
const program = buildProgram({
  env: {},
  version: '0',
  exit: EXIT.done,
  terminal: { stdout: quiet, stderr: quiet, ask: null, colour: false },
});
const lookup = (kind: string): Promise<string[]> => Promise.resolve([`${kind}-1`, `${kind}-2`]);
const completed = (line: string): Promise<string[]> => candidates(program, line.split(' ').slice(1), lookup);

describe('completion', () => {
  it.each([
    ['failoverctl re', ['readiness', 'resolve', 'rollback', 'recover'].filter((name) => name.startsWith('re'))],
    ['failoverctl live ', ['vm-1', 'vm-2']],
    ['failoverctl live --reason "x" ', ['vm-1', 'vm-2']],
    ['failoverctl live --watch ', ['vm-1', 'vm-2']],
    ['failoverctl --url http://x live vm-1 --rea', ['--reason']],
    ['failoverctl cancel ', ['run-1', 'run-2']],
    ['failoverctl resolve run-1 ', ['retry', 'skip', 'abandon']],
    ['failoverctl resolve run-1 a', ['abandon']],
    ['failoverctl test vm-1 --protection v', ['vm-snapshot', 'volume-snapshot']],
    ['failoverctl networks m', ['map']],
    ['failoverctl networks map v', ['vm-1', 'vm-2']],
    ['failoverctl networks map vm-1 --live A=B --te', ['--test']],
    ['failoverctl token create x --role ', ['viewer', 'operator', 'admin']],
    ['failoverctl completion ', ['bash', 'zsh', 'fish']],
    ['failoverctl import ', []],
    ['failoverctl live --custom-config ', []],
    ['failoverctl vms --js', ['--json']],
    ['failoverctl nonsense ', []],
  ])('of "%s"', async (line, words) => {
    expect(await completed(line)).toEqual(words);
  });

  it('hides what is not for people', async () => {
    expect(await completed('failoverctl ')).toEqual(expect.arrayContaining(['live', 'doctor', 'help']) as string[]);
    expect(await completed('failoverctl comp')).toEqual(['completion']);
  });
});
