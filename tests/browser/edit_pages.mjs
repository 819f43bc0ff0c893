// What specs of pages that edit records share: pages with JavaScript that are closed together, the look, the button that saves.
import assert from 'node:assert/strict';
import { axe, screenshot, sizes, tooWide } from './browser.mjs';
import { openAs as openPageAs } from './people.mjs';

/** Nothing that axe finds and nothing wider than the window; keeps a screenshot called `name`. */
export async function looksRight(page, name) {
  assert.deepEqual(await axe(page), [], name);
  assert.deepEqual(await tooWide(page), [], name);
  await screenshot(page, name);
}

/** Clicks the button that saves; answers the status of what came back. */
export async function save(page) {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('main form .row > button.btn[value=save]').click();
  const status = (await answer).status();
  await page.waitForLoadState();
  return status;
}

/** {openAs, closePages} of one spec: openAs(person or null, path, size) opens a page, closePages() closes all of them. */
export function pagesOf(browser, site) {
  const pages = [];
  return {
    openAs: async (person, path, size = sizes.desk) => {
      const page = await openPageAs(browser, site, person, path, { size, javaScriptEnabled: true });
      pages.push(page);
      return page;
    },
    closePages: async () => {
      for (const page of pages) await page.context().close();
    },
  };
}
