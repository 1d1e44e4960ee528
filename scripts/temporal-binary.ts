import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { root } from './checkout.js';

/**
 * Path of a `temporal` binary that runs here: scripts/temporal-binary.mjs looks for it and, if need be, gets it, which
 * can take minutes; its progress goes to `report`. Raises an error that names the ways to get one.
 */
export async function temporalBinary(report: (line: string) => void = console.error): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'scripts/temporal-binary.mjs')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    report(line);
  });
  const [path, [code]] = await Promise.all([text(child.stdout), once(child, 'close') as Promise<[number | null]>]);
  if (code !== 0) throw new Error(said.join('\n'));
  return path.trim();
}
