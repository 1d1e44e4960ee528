import { appendFileSync } from 'node:fs';

const noted = new Set<string>();
/** In a log line of pino-http; a killed process may leave half of one. */
const ANSWER = /"method":"(\w+)","url":"([^"?]*)[^\n]*"statusCode":(\d+)/g;

/** Notes for the runner how routes have answered, from an API's log: lines of `METHOD path status` (scripts/answers.mjs). */
export function noteAnswers(log: string): void {
  const file = process.env.TEST_ANSWERS_FILE;
  if (file === undefined) return;
  for (const [, method, url, status] of log.matchAll(ANSWER)) {
    const answer = `${method} ${url} ${status}\n`;
    if (noted.has(answer)) continue;
    noted.add(answer);
    appendFileSync(file, answer);
  }
}
