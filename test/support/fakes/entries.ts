/** Entry points, from the checkout's root, of processes that stand in for our own. */
const fake = (name: string): string => `test/support/fakes/${name}`;

export const FAKES = {
  simulator: fake('process.mjs'),
  worker: fake('process.mjs'),
  api: fake('process.mjs'),
  migrate: fake('migrate.mjs'),
};
export const BROKEN = fake('broken.mjs');
export const LAUNCHER = fake('launcher.ts');
