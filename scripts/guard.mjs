/**
 * Kills the launcher's children when the launcher is gone, however it went. The launcher writes `+pid` and `-pid` lines
 * to our stdin; the pipe closes with the launcher's last breath, even after kill -9. SIGKILL, because it also reaches a
 * frozen process, and because everything here survives a kill by design.
 */
import { createInterface } from 'node:readline';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const children = new Set();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) children.add(pid);
  else children.delete(pid);
});
lines.on('close', () => {
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
});
