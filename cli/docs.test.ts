import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXIT } from './lib/exit.js';
import { inventoryItems } from './lib/inventory-file.js';

/** docs/failoverctl.md against what it describes. */

const read = (path: string): string => readFileSync(new URL(`../docs/${path}`, import.meta.url), 'utf8');
const page = read('failoverctl.md');

it('lists every exit code and no other', () => {
  const listed = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(listed).toEqual(Object.values(EXIT));
});

it('shows an inventory that would be taken', async () => {
  const [, example = ''] = /```yaml\n([^]*?)```/.exec(page) ?? [];
  const { components } = JSON.parse(read('openapi.json')) as { components: { schemas: Record<string, object> } };
  expect(await inventoryItems(parse(example), components.schemas)).toMatchObject([{ name: 'web-01' }]);
});
