// Looks at one address in every way that holds for all pages. Answers findings by check; an empty list is a good check.
import { axe, keepHtml, openPage, screenshot, sizes, tooWide } from './browser.mjs';

export const checks = ['status', 'language', 'heading', 'axe', 'width', 'quiet'];

/** `want`: {status, language}. `name` names the screenshots and the HTML kept for the Nu checker. */
export async function inspect(browser, address, want, name) {
  const found = Object.fromEntries(checks.map((check) => [check, []]));
  for (const [sizeName, size] of [['360', sizes.phone], ['1280', sizes.desk]]) {
    const page = await openPage(browser, { size });
    try {
      const answer = await page.goto(address, { waitUntil: 'networkidle' });
      if (sizeName === '360') {
        keepHtml(name, await answer.text());
        await inspectOnce(page, answer, want, found);
      }
      await screenshot(page, `${name}-${sizeName}`);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        found.axe.push(...(await axe(page)).map((line) => `${sizeName} ${colorScheme}: ${line}`));
      }
      if (sizeName === '1280') await screenshot(page, `${name}-1280-dark`);
      if (sizeName === '360') {
        found.width.push(...await tooWide(page));
        await page.setViewportSize(sizes.narrow);
        found.width.push(...await tooWide(page));
      }
      found.quiet.push(...page.complaints);
    } finally {
      await page.context().close();
    }
  }
  return found;
}

async function inspectOnce(page, answer, want, found) {
  if (answer.status() !== want.status) found.status.push(`${answer.status()} instead of ${want.status}`);
  const language = await page.locator('html').getAttribute('lang');
  if (language !== want.language) found.language.push(`lang is ${language} instead of ${want.language}`);
  const headings = await page.locator('h1').allTextContents();
  if (headings.length !== 1 || !headings[0].trim()) found.heading.push(`h1: ${JSON.stringify(headings)}`);
  const title = await page.title();
  if (!title.trim()) found.heading.push('no title');
}
