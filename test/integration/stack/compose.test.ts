import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/checkout.js';
import { lacks } from '../../support/preflight.js';

const file = readFileSync(join(root, 'docker-compose.yml'), 'utf8');

/** Runs compose, as Docker's plugin or as the older command of its own. */
function compose(...args: string[]): { status: number | null; output: string } {
  const plugin = spawnSync('docker', ['compose', 'version']).status === 0;
  const [command, ...first] = plugin ? ['docker', 'compose'] : ['docker-compose'];
  const { status, stdout, stderr } = spawnSync(command ?? '', [...first, ...args], { cwd: root, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

/** The text of each service, by name. */
const services = new Map(
  file
    .slice(file.indexOf('\nservices:'), file.indexOf('\nvolumes:'))
    .split(/\n {2}(?=[a-z-]+:\n)/)
    .slice(1)
    .map((block) => [block.slice(0, block.indexOf(':')), block]),
);

describe.skipIf(lacks('compose'))('docker compose', () => {
  it.each([[[]], [['--profile', 'demo']]])('accepts the file %j', (profile) => {
    expect(compose(...profile, 'config', '--quiet')).toEqual({ status: 0, output: '' });
  });
});

describe('docker-compose.yml', () => {
  it('publishes on 127.0.0.1 only', () => {
    const published = [...file.matchAll(/ports: \[(.*)\]/g)].flatMap(([, ports]) => ports?.split(', ') ?? []);
    expect(published.length).toBeGreaterThan(4);
    for (const port of published) expect(port).toMatch(/^'127\.0\.0\.1:\d+:\d+'$/);
    expect(file.match(/ports:/g)).toHaveLength([...file.matchAll(/ports: \[/g)].length);
  });

  it('pins every image that is not ours', () => {
    const images = [...file.matchAll(/image: (\S+)/g)]
      .map(([, image]) => image)
      .filter((i) => i !== 'cloudstack-failover');
    expect(images).toHaveLength(6);
    for (const image of images) expect(image).toMatch(/:\d+\.\d+|:\d+-\w+$/);
  });

  it('starts the simulator for the demo only, and everything else always', () => {
    const ofDemo = [...services].filter(([, block]) => block.includes('profiles: [demo]'));
    expect(ofDemo.map(([name]) => name)).toEqual(['simulator']);
    expect([...services.keys()]).toEqual(expect.arrayContaining(['init', 'api', 'worker', 'mysql', 'temporal-ui']));
  });

  it('lets no long-running service stay down or go unwatched', () => {
    const oneShot = ['init', 'temporal-schema', 'temporal-namespace'];
    for (const [name, block] of services) {
      if (oneShot.includes(name)) expect(block, name).toContain('restart: on-failure');
      else {
        expect(block, name).toMatch(/restart: unless-stopped|<<: \*ours\n/);
        expect(block, name).toContain('healthcheck:');
      }
    }
  });
});
