import type { Tone } from '../../client/words.js';

/** Where a command writes; tests pass their own. */
export interface Stream {
  write(text: string): unknown;
  isTTY?: boolean;
  /** 0 or absent where the terminal does not tell. */
  columns?: number;
}

export interface Terminal {
  stdout: Stream;
  stderr: Stream;
  /** One line typed by a person; null where nobody can be asked. */
  ask: ((question: string) => Promise<string>) | null;
  colour: boolean;
}

const COLOURS: Record<Tone, string> = { good: '32', bad: '31', warn: '33', busy: '36', plain: '0' };

export type Paint = (tone: Tone | 'bold' | 'faint', text: string) => string;

export function painter(colour: boolean): Paint {
  const codes: Record<string, string> = { ...COLOURS, bold: '1', faint: '2' };
  return (tone, text) => (colour && tone !== 'plain' ? `\x1b[${codes[tone]}m${text}\x1b[0m` : text);
}

/** Colour only where a person looks and has not asked for none (no-color.org). */
export function mayColour(env: NodeJS.ProcessEnv, stdout: Stream): boolean {
  return stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

/** Characters as they show: without colours. */
export function widthOf(text: string): number {
  // eslint-disable-next-line no-control-regex -- colours begin with one
  return [...text.replaceAll(/\x1b\[\d+m/g, '')].length;
}

/** Columns under their heads; the last one is as long as it needs to be. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [heads, ...rows];
  const widths = heads.map((_, i) => Math.max(...all.map((row) => widthOf(row[i] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, i) => (i === heads.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd(),
  );
}

/** `Name   value` lines; what is null has no line. */
export function facts(of: readonly (readonly [string, string | null | undefined])[]): string[] {
  const shown = of.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== undefined);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
