import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConsolePage, openBrowser } from '../support/browser.js';
import { asksSomething, Driver, inHold, isEnded, type StatusBody } from '../support/driver.js';
import { testEstate, type Shape, type TestVm } from '../support/estate.js';
import { withTerminate } from '../support/lost-runs.js';
import { lacks } from '../support/preflight.js';
import { startTestStack, type TestStack } from '../support/stack.js';

const WIDE = { width: 1200, height: 900 };
const PHONE = { width: 375, height: 740 };
/** A4 at 96 dpi. */
const SHEET = { width: 794, height: 1123 };
const inProtect = ({ current_step }: StatusBody): boolean => current_step === 'protect';
const PAGES = { overview: '/', vm: '/vms/vm-1', history: '/history', settings: '/settings', audit: '/audit' };

describe.skipIf(lacks('chromium'))('everything the console shows', () => {
  let stack: TestStack;
  let driver: Driver;
  let browser: Browser;
  let open: ConsolePage;
  /** One run in each state that has something to press. */
  const runs = { attention: '', hold: '', completed: '', cancel: '', lost: '' };

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startTestStack(), openBrowser()]);
    driver = new Driver(stack);
    const estate = testEstate(['two-disks', ...Array<Shape>(5).fill('one-disk')], {}, { disksPerAppliance: 1 });
    await driver.load(estate);
    const [, asking, held, completed, slow, lost] = estate.vms as [TestVm, TestVm, TestVm, TestVm, TestVm, TestVm];
    await driver.fault({ command: 'startVirtualMachine', kind: 'fail-job', vm: asking.name, times: 1_000 });
    for (const { disks } of [slow, lost])
      await driver.fault({ command: 'createSnapshot', kind: 'hold-job', volume: disks[0]?.volume_id ?? '' });
    [runs.attention, runs.hold, runs.completed, runs.cancel, runs.lost] = await Promise.all([
      driver.startLive(asking),
      driver.startTest(held),
      driver.startLive(completed),
      driver.startLive(slow),
      driver.startLive(lost),
    ]);
    await Promise.all([
      driver.until(runs.attention, asksSomething),
      driver.until(runs.hold, inHold),
      driver.until(runs.completed, isEnded),
      driver.until(runs.cancel, inProtect),
      driver.until(runs.lost, inProtect),
    ]);
    await withTerminate(stack, (terminate) => terminate({ vm: lost }));
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });
  beforeEach(async () => {
    open = await ConsolePage.open(browser, stack, { bypassCSP: true });
  });
  afterEach(async () => {
    const { errors } = open;
    await open.close();
    expect(errors).toEqual([]);
  });

  /** Accessible in both themes, and no wider than a phone; with a picture of each. */
  async function looksWell(name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await open.page.emulateMedia({ colorScheme });
      expect([name, colorScheme, await open.violations()]).toEqual([name, colorScheme, []]);
      await open.picture(`${name}-${colorScheme}`);
    }
    await open.page.setViewportSize(PHONE);
    expect([name, await open.wider()]).toEqual([name, []]);
    await open.picture(`${name}-phone`);
    await open.page.setViewportSize(WIDE);
  }

  /** The dialog of each of these buttons of the page. */
  async function dialogsLookWell(...buttons: string[]): Promise<void> {
    for (const name of buttons) {
      await open.page.getByRole('button', { name, exact: true }).first().click();
      await open.page.getByRole('dialog').waitFor();
      await open.loaded();
      await looksWell(`dialog-${name.toLowerCase().replaceAll(' ', '-')}`);
      await open.page.keyboard.press('Escape');
      await open.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  }

  it('is flagged where it is made inaccessible on purpose', async () => {
    await open.signedIn();
    expect(await open.violations()).toEqual([]);
    await open.page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend',
      '<img src="/favicon.svg"><button></button><p style="color: #999; background: #aaa">hard to read</p><input>')`);
    const found = (await open.violations()).map((violation) => violation.split(' ')[0]);
    expect(found).toEqual(expect.arrayContaining(['image-alt', 'button-name', 'color-contrast', 'label']));
  });

  it('is accessible and fits a phone: every page', async () => {
    await open.go('/');
    await open.page.getByLabel('API token').waitFor();
    await looksWell('sign-in');
    await open.signedIn();
    for (const [name, path] of Object.entries(PAGES)) {
      await open.go(path);
      await open.loaded();
      await looksWell(name);
    }
    for (const [name, id] of Object.entries(runs)) {
      await open.go(`/runs/${id}`);
      await open.loaded();
      await looksWell(`run-${name}`);
    }
  });

  it('prints a report within its sheet', async () => {
    await open.signedIn();
    await open.page.setViewportSize(SHEET);
    await open.page.emulateMedia({ media: 'print' });
    await open.go(`/api/v1/failover/${runs.completed}/report`);
    await open.page.getByRole('heading', { name: 'Events' }).waitFor();
    expect(await open.wider()).toEqual([]);
    expect(await open.violations()).toEqual([]);
    await open.picture('report', true);
  });

  it('is accessible and fits a phone: every dialog', async () => {
    await open.signedIn('/vms/vm-1');
    await dialogsLookWell('Start test', 'Start live failover');
    await open.go('/settings');
    await dialogsLookWell('New configuration', 'Edit', 'Activate', 'Delete', 'New token', 'Revoke');
    await open.go(`/runs/${runs.attention}`);
    await dialogsLookWell('Retry', 'Abandon');
    await open.go(`/runs/${runs.hold}`);
    await dialogsLookWell('Extend', 'End test');
    await open.go(`/runs/${runs.completed}`);
    await dialogsLookWell('Roll back', 'Commit');
    await open.go(`/runs/${runs.cancel}`);
    await dialogsLookWell('Cancel run');
    await open.go(`/runs/${runs.lost}`);
    await dialogsLookWell('Recover');
  });

  it.each(Object.entries({ ...PAGES, run: '/runs/any' }))(
    'says that it loads, and what is wrong: %s',
    async (name, path) => {
      await open.signedIn('/nowhere');
      const answers = /^\/api\/v1\/(?!session|.*events)/;
      const fail = await open.failing(answers, 'The database is on fire.');
      await open.go(path);
      await open.page
        .getByText(/^Loading /)
        .first()
        .waitFor();
      await open.picture(`${name}-loading`);
      fail();
      await open.page.getByText('The database is on fire.').first().waitFor();
      await looksWell(`${name}-error`);
    },
  );
});
