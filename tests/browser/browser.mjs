// A person at a screen: Debian's Chromium, loopback only, every complaint of the page kept.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { root } from './kringwerk.mjs';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars',
  '--font-render-hinting=none', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];
export const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 }, narrow: { width: 320, height: 640 } };
const screenshotFolder = join(root, 'build/screenshots');
export const htmlFolder = join(root, 'build/browser-html');

/** `drawing: 'webgl'`: a map can be drawn, in software; without it there is no WebGL, as on an old machine. */
export function launchBrowser({ drawing = '' } = {}) {
  const webgl = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
  const args = drawing === 'webgl' ? [...flags.filter((flag) => flag !== '--disable-gpu'), ...webgl] : [...flags, '--disable-3d-apis'];
  return chromium.launch({ executablePath, args, ignoreDefaultArgs: ['--headless=old', '--headless'] });
}

/** A page with `complaints`: console errors and warnings, CSP violations, script faults, requests that leave loopback. */
export async function openPage(browser, { size = sizes.phone, dark = false, language = 'nl-BE', ...more } = {}) {
  const context = await browser.newContext({
    viewport: size, locale: language, timezoneId: 'Europe/Brussels', colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce', ...more,
  });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => {
    const ownStatus = /Failed to load resource/.test(message.text()) && message.location().url === page.url();
    if (['error', 'warning'].includes(message.type()) && !ownStatus) page.complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (fault) => page.complaints.push(`script: ${fault.message}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const inside = ['127.0.0.1', 'localhost'].includes(hostname) || ['data:', 'blob:'].includes(protocol);
    if (!inside) page.complaints.push(`request leaves loopback: ${request.url()}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 400 && !answer.request().isNavigationRequest()) {
      page.complaints.push(`status ${answer.status()}: ${answer.url()}`);
    }
  });
  return page;
}
export const page360 = (browser, options) => openPage(browser, { ...options, size: sizes.phone });
export const page1280 = (browser, options) => openPage(browser, { ...options, size: sizes.desk });

/** Findings of axe (WCAG 2.2 A and AA, best practice) as lines; empty when there are none. */
export async function axe(page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  return violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

/** Elements that make the page wider than the window, as lines; empty when nothing sticks out. */
export function tooWide(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 1);
    return [`page ${document.documentElement.scrollWidth} px in ${width} px`,
      ...out.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className} to ${Math.round(e.getBoundingClientRect().right)} px`)];
  });
}

/** For the eyes: KW_SCREENSHOTS=1 keeps them in build/screenshots. They take much of the time of a test. */
export async function screenshot(page, name) {
  if (!process.env.KW_SCREENSHOTS) return;
  mkdirSync(screenshotFolder, { recursive: true });
  await page.screenshot({ path: join(screenshotFolder, `${name}.png`), fullPage: true });
}

/** Keeps the page as the server sent it for check_html.mjs, which asks the Nu checker about all of them at once. */
export function keepHtml(name, html) {
  mkdirSync(htmlFolder, { recursive: true });
  writeFileSync(join(htmlFolder, `${name}.html`), html);
}

/** Uses a page with finger and keyboard and counts: taps, keys pressed, characters typed. */
export class Person {
  taps = 0;
  keys = 0;
  characters = 0;

  constructor(page) {
    this.page = page;
  }
  async tap(target) {
    this.taps += 1;
    await this.#find(target).click();
  }
  async type(target, text) {
    this.characters += [...text].length;
    await this.#find(target).fill(text);
  }
  async choose(target, value) {
    this.taps += 1;
    await this.#find(target).selectOption(value);
  }
  async press(key) {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }
  /** Presses Tab until `target` has the focus; for journeys without a mouse. */
  async tabTo(target, most = 60) {
    const wanted = this.#find(target);
    for (let step = 0; step < most; step += 1) {
      await this.press('Tab');
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`${target} not reached with ${most} presses of Tab`);
  }
  #find(target) {
    return typeof target === 'string' ? this.page.locator(target) : target;
  }
}
