// Every public address, looked at in every way that holds for all pages. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, openPage } from './browser.mjs';
import { checks, inspect } from './inspect.mjs';
import { startKringwerk } from './kringwerk.mjs';

const addresses = [
  { name: 'home-nl', path: '/nl' },
  { name: 'home-en', path: '/en', language: 'en' },
  { name: 'home-fr', path: '/fr', language: 'fr' },
  { name: 'hubs', path: '/nl/hubs' },
  { name: 'hub', linkOn: '/nl/hubs', link: /^\/nl\/hubs\/(?!new)[^/?#]+$/ },
  { name: 'organisation', linkOn: '/nl/hubs', via: /^\/nl\/hubs\/(?!new)[^/?#]+$/, link: /^\/nl\/organisations\/[^/?#]+$/ },
  { name: 'materials', path: '/nl/materials' },
  { name: 'map', path: '/nl/map' },
  { name: 'offer-new', path: '/nl/offers/new' },
  { name: 'offer', path: '/nl/offers/000tqescqp4n6' },
  { name: 'offer-fr', path: '/fr/offers/000tqescqp4n6', language: 'fr' },
  { name: 'offer-nothing-fits', path: '/nl/offers/000x42w28m4xr' },
  { name: 'need', path: '/en/offers/002x0gmksw1f9', language: 'en' },
  { name: 'which-hub', path: '/nl/which-hub' },
  { name: 'accessibility', path: '/nl/accessibility' },
  { name: 'sources', path: '/nl/sources' },
  { name: 'privacy', path: '/nl/privacy' },
  { name: 'missing-nl', path: '/nl/no-such-page', status: 404 },
  { name: 'missing-fr', path: '/fr/no-such-page', status: 404, language: 'fr' },
];

describe('pages', { concurrency: 2 }, () => {
  let site, browser;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    const ended = await site?.stop();
    assert.deepEqual(ended ?? { code: 0, signal: null }, { code: 0, signal: null }, 'the program stops gracefully');
  });

  for (const address of addresses) {
    test(address.name, async (t) => {
      const path = address.path ?? await findLink(address);
      const want = { status: address.status ?? 200, language: address.language ?? 'nl' };
      const found = await inspect(browser, site.origin + path, want, address.name);
      for (const check of checks) {
        await t.test(check, () => assert.deepEqual(found[check], [], `${path}\n${found[check].join('\n')}`));
      }
    });
  }

  /** The path of the first link that fits, on a page or one link further (`via`). */
  async function findLink({ linkOn, via, link }) {
    const page = await openPage(browser);
    try {
      await page.goto(site.origin + linkOn);
      if (via) await page.goto(site.origin + await firstLink(page, via));
      return await firstLink(page, link);
    } finally {
      await page.context().close();
    }
  }
});

async function firstLink(page, pattern) {
  const hrefs = await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const found = hrefs.find((href) => pattern.test(href));
  assert.ok(found, `no link that fits ${pattern} on ${page.url()}`);
  return found;
}
