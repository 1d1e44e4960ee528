/** The console's bundle: dist/console, with a compressed sibling of each asset, and no more than the first load may have. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Compressed JavaScript of the first load, bytes. */
const MOST = 200 * 1024;

export async function bundleConsole(root) {
  const outDir = join(root, 'dist/console');
  await build({
    root: join(root, 'console'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  });
  const assets = join(outDir, 'assets');
  let size = 0;
  for (const name of readdirSync(assets)) {
    const packed = gzipSync(readFileSync(join(assets, name)), { level: 9 });
    writeFileSync(join(assets, `${name}.gz`), packed);
    if (name.endsWith('.js')) size += packed.length;
  }
  if (size > MOST) throw new Error(`the console's JavaScript has ${size} bytes compressed: more than ${MOST}`);
}
