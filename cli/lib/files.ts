import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { usage } from './exit.js';

/** The data of a JSON or YAML file; `-` is standard input. Raises CliFailure naming line and column. */
export async function readDocument(file: string): Promise<unknown> {
  const content = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch((error: unknown) => {
    throw usage(`${file} cannot be read: ${(error as Error).message}`);
  });
  // Only who needs it pays for it: every command starts this program.
  const { parseDocument } = await import('yaml');
  const document = parseDocument(content);
  const [problem] = document.errors;
  if (problem !== undefined) throw usage(`${file} is neither JSON nor YAML: ${problem.message.trim()}`);
  return document.toJS() as unknown;
}

/** A file that holds one object. */
export async function readObject(file: string): Promise<Record<string, unknown>> {
  const data = await readDocument(file);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw usage(`${file} does not hold an object`);
  return data as Record<string, unknown>;
}

/** `SOURCE=DESTINATION` pairs; a name may contain `=` in its destination only. Raises CliFailure. */
export function pairs(given: readonly string[] = []): [string, string][] {
  return given.map((text) => {
    const [, source, destination] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (source === undefined || destination === undefined)
      throw usage(
        `${text} is no pair of networks`,
        "Write 'SOURCE NETWORK=DESTINATION', in quotes where a name has spaces.",
      );
    return [source, destination];
  });
}
