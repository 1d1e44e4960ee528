/** Removes what the build and the demo made; what was fetched (node_modules, .cache) and the rest of data/ stay. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
for (const folder of ['dist', 'coverage', 'data/demo']) rmSync(join(root, folder), { recursive: true, force: true });
