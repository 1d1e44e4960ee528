import axe from 'axe-core';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  chromium as playwright,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
  type Route,
} from 'playwright-core';
import { root } from '../../scripts/checkout.js';
import type { Stack } from '../../scripts/stack.js';
import { chromium } from './preflight.js';

const ARGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const MORE = ['--disable-component-update', '--disable-sync'];

/** Git-ignored; to be looked at. */
const PICTURES = join(root, 'test-results/screenshots');

export async function openBrowser(): Promise<Browser> {
  const command = chromium() ?? 'chromium';
  const executablePath = spawnSync('which', [command], { encoding: 'utf8' }).stdout.trim();
  return playwright.launch({ executablePath, headless: true, args: [...ARGS, ...MORE] });
}

/** A page of the console in a browser of its own, with every request to the API and every error of the page. */
export class ConsolePage {
  readonly requests: string[] = [];
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly stack: Pick<Stack, 'urls' | 'tokens'>,
  ) {
    page.setDefaultTimeout(30_000);
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') && !pathname.endsWith('/events'))
        this.requests.push(`${request.method()} ${pathname}`);
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text()))
        this.errors.push(message.text());
    });
  }

  static async open(
    browser: Browser,
    stack: Pick<Stack, 'urls' | 'tokens'>,
    options: BrowserContextOptions = {},
  ): Promise<ConsolePage> {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    return new ConsolePage(await context.newPage(), stack);
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.stack.urls.api}${path}`);
  }

  async signIn(token = this.stack.tokens.admin, path = '/'): Promise<void> {
    await this.go(path);
    await this.page.getByLabel('API token').fill(token);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async signedIn(path = '/'): Promise<this> {
    await this.signIn(undefined, path);
    await this.page.getByRole('button', { name: 'Sign out' }).waitFor();
    return this;
  }

  /** Presses a button, fills what its dialog asks for and sends it. */
  async act(button: string, fill: Record<string, string> = {}, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('button', { name: button, exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    for (const [label, value] of Object.entries(fill)) await dialog.getByLabel(label).fill(value);
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Holds the first answer from this path: `held` once it is made, until `release` is called. */
  async holdFirst(path: RegExp): Promise<{ held: Promise<void>; release: () => void }> {
    let made = (): void => undefined;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (made = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    const hold = async (route: Route): Promise<void> => {
      const response = await route.fetch();
      made();
      await released;
      await route.fulfill({ response });
    };
    await this.page.route(({ pathname, search }) => path.test(pathname + search), hold, { times: 1 });
    return { held, release };
  }

  /** Every answer from this path is held until the returned function is called, and is then a failure with this message. */
  async failing(path: RegExp, message: string): Promise<() => void> {
    let fail = (): void => undefined;
    const failed = new Promise<void>((resolve) => (fail = resolve));
    const json = { success: false, message, error_code: 'INTERNAL_ERROR' };
    const hold = async (route: Route): Promise<void> => {
      await failed;
      await route.fulfill({ status: 500, json });
    };
    await this.page.route(({ pathname }) => path.test(pathname), hold);
    return fail;
  }

  /** Resolves when the page has asked for nothing that it waits for. */
  async loaded(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    await this.page
      .getByText(/^Loading /)
      .first()
      .waitFor({ state: 'detached' });
  }

  /** What axe-core finds that is serious or critical, with where; of a page that was opened with `bypassCSP`. */
  async violations(): Promise<string[]> {
    // As an extension would: the page's own policy admits no script but its own.
    if ((await this.page.evaluate('typeof axe')) === 'undefined') await this.page.addScriptTag({ content: axe.source });
    return this.page.evaluate<
      string[]
    >(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))))`);
  }

  /** What of the page, or of its dialogs, is wider than its place. */
  wider(): Promise<string[]> {
    return this.page.evaluate<string[]>(
      "[...document.querySelectorAll('html, dialog')].filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.tagName)",
    );
  }

  async picture(name: string, fullPage = false): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
