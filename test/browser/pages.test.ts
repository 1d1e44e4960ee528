import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/index.js';
import { ConsolePage, openBrowser } from '../support/browser.js';
import { Driver } from '../support/driver.js';
import { configOf, testEstate, uuid } from '../support/estate.js';
import { anInventory } from '../support/inventory.js';
import { lacks } from '../support/preflight.js';
import { startTestStack, type TestStack } from '../support/stack.js';

const MANY = 1_000;

describe.skipIf(lacks('chromium'))('the pages of the console', () => {
  let stack: TestStack;
  let driver: Driver;
  let browser: Browser;
  const opened: ConsolePage[] = [];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startTestStack(), openBrowser()]);
    driver = new Driver(stack);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });
  afterEach(async () => {
    const errors = opened.flatMap((page) => page.errors);
    await Promise.all(opened.splice(0).map((page) => page.close()));
    expect(errors).toEqual([]);
  });

  async function fresh(options: Parameters<typeof ConsolePage.open>[2] = {}): Promise<ConsolePage> {
    const page = await ConsolePage.open(browser, stack, options);
    opened.push(page);
    return page;
  }

  it('let nobody in with a wrong token', async () => {
    const open = await fresh();
    await open.signIn('wrong-token');
    await open.page.getByText('This token lets nobody in.').waitFor();
    await open.picture('wrong-token');
    await open.signedIn();
    await open.page.getByRole('button', { name: 'Sign out' }).click();
    await open.page.getByLabel('API token').waitFor();
  });

  it('ask for a token again when the one of the session is revoked', async () => {
    const { token, secret } = await driver.ok<{ token: { id: number }; secret: string }>('POST', '/tokens', {
      name: 'somebody who leaves',
      role: 'viewer',
    });
    const open = await fresh();
    await open.signIn(secret);
    await open.page.getByRole('button', { name: 'Sign out' }).waitFor();
    await driver.ok('DELETE', `/tokens/${token.id}`);
    await open.page.getByRole('link', { name: 'History' }).click();
    await open.page.getByLabel('API token').waitFor();
  });

  it('say what is missing when there is nothing', async () => {
    const open = await (await fresh()).signedIn();
    const { page } = open;
    await page.getByText('There is no VM in the inventory').waitFor();
    await open.picture('overview-empty');
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByText('Nothing has run yet.').waitFor();
    await page.goto(`${stack.urls.api}/vms/nothing`);
    await page.getByText('There is no VM nothing in the inventory').waitFor();
    await page.goto(`${stack.urls.api}/somewhere`);
    await page.getByText('There is no such page.').waitFor();
  });

  it('edit both mapping sets from the real networks, as a set', async () => {
    const estate = testEstate(['four-disks', 'one-disk'], {}, { disksPerAppliance: 1 });
    await driver.load(estate);
    const vm = estate.vms[0];
    const open = await fresh();
    const readiness = await open.holdFirst(/failover-readiness/);
    await open.signedIn(`/vms/${vm?.vm_id ?? ''}`);
    const live = open.page.getByLabel('Live destination of Source 1');
    await live.selectOption('');
    await open.page.getByLabel('Live destination of Source 2').selectOption({ label: 'Production (Isolated)' });
    await readiness.held;
    const shownAnew = open.page.waitForResponse(
      (answer) => answer.url().includes('/network-mappings/') && answer.request().method() === 'GET',
    );
    await open.page.getByRole('button', { name: 'Save both sets' }).click();
    await expect
      .poll(
        async () => (await driver.ok<{ mappings: object[] }>('GET', `/network-mappings/${vm?.vm_id ?? ''}`)).mappings,
      )
      .toHaveLength(3);
    // The readiness from before the change comes last: it must not be shown as current.
    await shownAnew;
    readiness.release();
    await open.page.getByText('Saved', { exact: true }).waitFor();
    await open.page.getByText('Not ready').first().waitFor();
    await open.picture('vm-unmapped');
    await live.selectOption({ label: 'Second (L2)' });
    await open.page.getByRole('button', { name: 'Save both sets' }).click();
    await expect
      .poll(
        async () => (await driver.ok<{ mappings: object[] }>('GET', `/network-mappings/${vm?.vm_id ?? ''}`)).mappings,
      )
      .toHaveLength(4);
  });

  it('write configurations without ever showing their keys, test, activate and delete them', async () => {
    const { template_id, service_offering_id, zone, api_url, api_key, secret_key } = configOf('', stack.urls.simulator);
    const open = await (await fresh()).signedIn('/settings');
    await open.act('New configuration', {
      Name: 'spare',
      'API URL': String(api_url),
      Zone: String(zone),
      'Appliance VM': uuid('appliance 1'),
      Template: String(template_id),
      'Service offering': String(service_offering_id),
      'API key': String(api_key),
      'Secret key': String(secret_key),
    });
    const spare = open.page.getByRole('region', { name: 'spare' });
    await spare.getByRole('button', { name: 'Test' }).click();
    await spare.getByText('CloudStack answers and nothing is missing').waitFor();
    await open.act('Edit', { Zone: 'zone9' }, spare);
    await spare.getByText('CloudStack answers; something is missing').waitFor();
    const { config } = await driver.ok<{ config: object }>('GET', '/ossea-configs/spare');
    expect(config).toMatchObject({ zone: 'zone9', api_key: expect.stringMatching(/^\*/) as string });
    await open.act('Activate', {}, spare);
    await spare.getByText('active').waitFor();
    await open.act('Activate', {}, open.page.getByRole('region', { name: 'ossea-1' }));
    await open.act('Delete', { 'Type spare': 'spare' }, spare);
    await spare.waitFor({ state: 'detached' });
    expect((await driver.api('GET', '/ossea-configs/spare')).status).toBe(404);
  });

  it('make a token that is shown once, and revoke it', async () => {
    const admin = await (await fresh()).signedIn('/settings');
    await admin.act('New token', { 'Name of its bearer': 'night shift' });
    const secret = (await admin.page.locator('.secret').textContent()) ?? '';
    const bearer = await fresh();
    await bearer.signIn(secret);
    await bearer.page.getByText('night shift (viewer)').waitFor();
    expect(await bearer.page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
    const row = admin.page.getByRole('row', { name: /night shift/ });
    await admin.act('Revoke', {}, row);
    await row.getByText('revoked').waitFor();
    const headers = { authorization: `Bearer ${secret}` };
    expect((await fetch(`${stack.urls.api}/api/v1/vms`, { headers })).status).toBe(401);
  });

  it('come back by themselves after a failure', async () => {
    const open = await (await fresh()).signedIn('/nowhere');
    const fail = await open.failing(/\/vms$/, 'The database is on fire.');
    fail();
    await open.go('/');
    await open.page.getByText('The database is on fire.').waitFor();
    await open.page.unrouteAll();
    await open.page.getByText('The database is on fire.').waitFor({ state: 'detached' });
    await open.page.getByRole('link', { name: 'host-1' }).waitFor();
  });

  it('show a thousand VMs with few rows in the page', async () => {
    const db = await openDatabase({ url: stack.env['DATABASE_URL'] ?? '', logger: pino({ level: 'silent' }) });
    await db.uow.run(async (repos) => {
      for (let n = 0; n < MANY; n += 1)
        await repos.vms.put(`many-${n}`, anInventory(String(n), { name: `many-${n}`, disks: [], replication: null }));
    });
    await db.close();
    const open = await (await fresh()).signedIn();
    await open.page.getByText('1002 of 1002').waitFor();
    expect(await open.page.locator('.row').count()).toBeLessThan(60);
    await open.picture('overview-1000');
    await open.page.getByLabel('Search').fill('many-777');
    await open.page.getByText('1 of 1002').waitFor();
    await open.page.getByRole('link', { name: 'many-777' }).click();
    await open.page.getByText('It has no disk').waitFor();
  });
});
