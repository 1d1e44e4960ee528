import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ConsolePage, openBrowser } from '../support/browser.js';
import { Driver } from '../support/driver.js';
import { testEstate, type Shape, type TestVm } from '../support/estate.js';
import { EventReader } from '../support/sse.js';
import { letGo, withTerminate } from '../support/lost-runs.js';
import { lacks } from '../support/preflight.js';
import { startTestStack, type TestStack } from '../support/stack.js';

describe.skipIf(lacks('chromium'))('a run in the console', () => {
  let stack: TestStack;
  let driver: Driver;
  let browser: Browser;
  let open: ConsolePage;
  let vms: TestVm[];
  /** An offering of just the CPU and memory of these VMs, other than the configured one. */
  let fixed: { id: string } | undefined;
  let used = 0;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startTestStack(), openBrowser()]);
    driver = new Driver(stack);
    const estate = testEstate(['two-disks', ...Array<Shape>(10).fill('one-disk')], {}, { disksPerAppliance: 1 });
    vms = estate.vms;
    fixed = estate.cloudstack.service_offerings?.find(({ name }) => name === 'fixed');
    await driver.load(estate);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });
  afterEach(async () => {
    const { errors } = open;
    await open.close();
    expect(errors).toEqual([]);
  });

  /** A VM that no other test has, on its page. */
  async function onVm(): Promise<TestVm> {
    const vm = vms[used++] as TestVm;
    open = await (await ConsolePage.open(browser, stack)).signedIn(`/vms/${vm.vm_id}`);
    await open.page.getByRole('heading', { name: vm.name }).waitFor();
    return vm;
  }

  const shows = (text: string | RegExp) => open.page.getByText(text).first().waitFor();
  const status = (text: string) => open.page.locator('.page-head .status', { hasText: text }).waitFor();
  const jobId = () => new URL(open.page.url()).pathname.split('/').at(-1) ?? '';

  async function startLive(vm: TestVm): Promise<void> {
    await open.act('Start live failover', { [`Type ${vm.name}`]: vm.name });
    await open.page.waitForURL(/\/runs\//);
  }

  /** Numbers of the events: in the page's log, and as the API tells them; both oldest first. */
  async function logged(): Promise<{ shown: number[]; told: number[] }> {
    const headers = { authorization: `Bearer ${stack.tokens.admin}` };
    const reader = await EventReader.open(`${stack.urls.api}/api/v1/failover/${jobId()}/events`, headers);
    await reader.until(({ told }) => told.some(({ event }) => event === 'state'));
    await reader.close();
    const rows = await open.page.locator('tr[data-seq]').all();
    const shown = await Promise.all(rows.map(async (row) => Number(await row.getAttribute('data-seq'))));
    return { shown: shown.toReversed(), told: reader.events().map(({ data }) => Number(data['seq'])) };
  }

  it('starts live after its dry run and a typed name, and is watched to its end without reload', async () => {
    const vm = await onVm();
    await open.page.getByRole('button', { name: 'Start live failover' }).click();
    await shows(/Changes in CloudStack/);
    const send = open.page.getByRole('dialog').getByRole('button', { name: 'Start live failover' });
    expect(await send.isDisabled()).toBe(true);
    await open.picture('start-live');
    await open.page.getByLabel(`Type ${vm.name}`).fill(vm.name);
    open.requests.length = 0;
    await send.click();
    await status('Completed');
    expect(open.requests.length, open.requests.join('\n')).toBeLessThanOrEqual(5);
    const { shown, told } = await logged();
    expect(shown).toEqual(told);
    await open.picture('run-completed');
  });

  it('holds a test, extends it and ends it', async () => {
    const vm = await onVm();
    await open.page.getByRole('button', { name: 'Start test' }).click();
    await shows(/Protected by/);
    await open.page.getByText('Options').click();
    await open.page.getByRole('dialog').getByLabel('Protected by').selectOption('clone');
    await shows(/^clone\./);
    const dialog = open.page.getByRole('dialog');
    await dialog.getByLabel('The test ends by itself after').fill('1h');
    await dialog.getByRole('button', { name: 'Start test' }).click();
    await open.page.waitForURL(/\/runs\//);
    await status('Test is up');
    await shows(/59 min .* left/);
    expect((await driver.status(jobId())).strategy).toBe('clone');
    await open.act('Extend', { 'Longer by': '30m' });
    await shows(/1 h 29 min left/);
    await open.picture('run-in-hold');
    await open.act('End test');
    await status('Completed');
    expect((await driver.api('GET', `/vms/${vm.vm_id}`)).body).toMatchObject({ vm: { replication_allowed: true } });
  });

  it('starts on the hardware and the offering that were chosen', async () => {
    const vm = await onVm();
    await open.page.getByRole('button', { name: 'Start live failover' }).click();
    await shows(/Changes in CloudStack/);
    const dialog = open.page.getByRole('dialog');
    await dialog.getByText('Options').click();
    await dialog.getByLabel('Service offering').fill('nowhere');
    await dialog.getByLabel('Bus of the boot disk').selectOption('sata');
    await shows(/It would be refused/);
    await dialog.getByLabel('Service offering').fill(fixed?.id ?? '');
    await dialog.getByLabel('Network card').selectOption('rtl8139');
    await shows(/boot disk on sata, others on .*, network card rtl8139/);
    await open.picture('start-options');
    await dialog.getByLabel(`Type ${vm.name}`).fill(vm.name);
    await dialog.getByRole('button', { name: 'Start live failover' }).click();
    await open.page.waitForURL(/\/runs\//);
    await status('Completed');
    const { destination_vm_id } = (await driver.status(jobId())).job_details;
    expect((await driver.state()).vms.find(({ id }) => id === destination_vm_id)).toMatchObject({
      serviceofferingid: fixed?.id,
      details: { rootDiskController: 'sata', nicAdapter: 'rtl8139' },
    });
  });

  it('says on every page that a run needs somebody, and takes the answer', async () => {
    const vm = await onVm();
    await driver.fault({ command: 'startVirtualMachine', kind: 'fail-job', vm: vm.name, times: 40 });
    await startLive(vm);
    await shows('This run needs you');
    await open.picture('run-attention');
    await open.page.getByRole('link', { name: 'History' }).click();
    await open.page
      .getByRole('alert')
      .getByRole('link', { name: new RegExp(vm.name) })
      .waitFor();
    await open.picture('history-attention');
    await driver.control('DELETE', '/faults');
    await open.page
      .getByRole('alert')
      .getByRole('link', { name: new RegExp(vm.name) })
      .click();
    await open.act('Retry', { Reason: 'the host is back' });
    await status('Completed');
    await open.page.locator('.banner').waitFor({ state: 'detached' });
  });

  it('shows a run that was told while the first list of runs was on its way', async () => {
    const vm = vms[used++] as TestVm;
    open = await ConsolePage.open(browser, stack);
    const list = await open.holdFirst(/open=true/);
    await open.signedIn();
    await list.held;
    const headers = { authorization: `Bearer ${stack.tokens.admin}` };
    const stream = await EventReader.open(`${stack.urls.api}/api/v1/events`, headers);
    const job_id = await driver.startTest(vm);
    await stream.until(({ told }) =>
      told.some(({ event, data }) => event === 'job' && data['status'] === 'test_running'),
    );
    await stream.close();
    // Nothing more is told before the test ends: what is not kept now is not shown.
    list.release();
    await shows('Test is up');
    await driver.ok('DELETE', `/failover/test/${job_id}`);
    await open.page.getByText('Test is up').waitFor({ state: 'detached' });
  });

  it('cancels with what a cancel would undo', async () => {
    const vm = await onVm();
    await driver.fault({ command: 'createSnapshot', kind: 'delay', delay_ms: 4_000, times: 1 });
    await startLive(vm);
    await open.page.getByRole('button', { name: 'Cancel run' }).click();
    await shows(/A cancel now:/);
    await open.picture('cancel');
    const dialog = open.page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('the source is back');
    await dialog.getByRole('button', { name: 'Cancel run' }).click();
    await status('Cancelled');
  });

  it('rolls a completed failover back', async () => {
    const vm = await onVm();
    await startLive(vm);
    await status('Completed');
    await open.act('Roll back', { Reason: 'a rehearsal', [`Type ${vm.name}`]: vm.name });
    await open.page.waitForURL(/\/runs\/rollback/);
    await status('Completed');
    expect((await driver.api('GET', `/vms/${vm.vm_id}`)).body).toMatchObject({ vm: { failover_state: 'ready' } });
    await open.picture('rollback');
  });

  it('commits a completed failover', async () => {
    const vm = await onVm();
    await startLive(vm);
    await status('Completed');
    await open.act('Commit', { Reason: 'it stays there' });
    await open.page.waitForURL(/\/runs\/commit/);
    await status('Completed');
    const { snapshots } = await driver.state();
    expect(snapshots.filter(({ volumeid }) => vm.disks.some(({ volume_id }) => volume_id === volumeid))).toEqual([]);
  });

  it('gives a failover up where a person says so', async () => {
    const vm = await onVm();
    const boot_check = { kind: 'tcp', port: 1, timeout: '1s', required: true };
    await open.go(`/runs/${await driver.startLive(vm, { custom_config: { boot_check } })}`);
    await shows('This run needs you');
    await open.act('Abandon', { Reason: 'it does not boot', [`Type ${vm.name}`]: vm.name });
    await status('Failed');
    expect((await driver.api('GET', `/vms/${vm.vm_id}`)).body).toMatchObject({ vm: { replication_allowed: true } });
  });

  it('recovers a run whose workflow is gone', async () => {
    const vm = await onVm();
    const { id } = await driver.fault({ command: 'deployVirtualMachine', kind: 'hold-reply', vm: vm.name });
    const job_id = await driver.startLive(vm);
    await expect.poll(() => driver.hits(), { timeout: 30_000 }).toContain(id);
    await withTerminate(stack, (terminate) => terminate({ vm }));
    await letGo(driver);
    await open.go(`/runs/${job_id}`);
    await shows('The workflow of this run is terminated');
    await open.act('Recover', { Reason: 'somebody ended it' });
    await open.page.waitForURL(/\/runs\/recover/);
    await status('Completed');
    expect((await driver.api('GET', `/vms/${vm.vm_id}`)).body).toMatchObject({ vm: { replication_allowed: true } });
  });

  it('says that it is stale while the API is away, and misses nothing of that time', async () => {
    const vm = await onVm();
    await driver.fault({ command: 'startVirtualMachine', kind: 'fail-job', vm: vm.name, times: 3 });
    await startLive(vm);
    await open.page.locator('tr[data-seq]').first().waitFor();
    await stack.kill('api');
    const away = Date.now();
    await shows(/stale since/);
    expect(Date.now() - away).toBeLessThan(10_000);
    await open.picture('stale');
    await stack.restart('api');
    await open.page.locator('.stale').waitFor({ state: 'detached' });
    await status('Completed');
    const { shown, told } = await logged();
    expect(shown).toEqual(told);
  });
});
