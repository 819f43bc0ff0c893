// MTC10: from a workplace with free capacity, the best chains it could be part of; when there is none, why.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { sql } from './people.mjs';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const idText = (number) => {
  let text = '';
  for (let rest = BigInt(number), i = 0; i < 13; i += 1, rest >>= 5n) text = alphabet[Number(rest & 31n)] + text;
  return text;
};

describe('the page of a workplace', () => {
  let site, browser;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  const path = (key, language = 'nl') =>
    `/${language}/capabilities/${idText(sql(site, `SELECT capability_id FROM capability WHERE capability_key = '${key}'`))}`;

  test('tells what it does and shows its chains, from its organisation and from chains', async () => {
    const page = await openPage(browser, { size: sizes.desk, javaScriptEnabled: false });
    await page.goto(site.origin + path('cap-split-planken'));
    assert.match(await page.textContent('dl.facts'), /sociale uren/);
    assert.match(await page.textContent('main'), /Wat eruit komt/);
    assert.equal(await page.locator('figure.chain').count(), 5, 'every chain is told whole');
    assert.match(await page.textContent('#chain-1'), /Keten 1: .*, van .+ naar .+/);
    assert.equal(await page.locator('table.led').count(), 5);
    const number = (text) => Number(text.replaceAll('.', '').replace(',', '.').replace('−', '-'));
    const scores = (await page.locator('td[data-l^="score"]').allTextContents()).map(number);
    assert.equal(scores.length, 5);
    assert.deepEqual(scores, [...scores].sort((a, b) => b - a), 'the table falls from the first to the last');
    const accounts = await page.locator('table.led tfoot tr:last-child').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
    accounts.forEach(([, how, , score], at) => {
      const [value, taken, all] = how.match(/: €\s([\d.,]+) × ([\d.,]+) kg, gedeeld door ([\d.]+) kg/).slice(1).map(number);
      assert.ok(Math.abs(value * taken / all - number(score)) <= number(score) / 500 + 0.01, how);
      assert.equal(number(score), scores[at]);
    });
    const here = page.url();
    await page.locator('.pagehead a[href*="/organisations/"]').click();
    await page.locator(`a[href="${new URL(here).pathname}"]`).click();
    assert.equal(page.url(), here);
    await page.locator('figure.chain a[href*="/offers/"]').first().click();
    await page.locator('figure.chain h3 a[href*="/capabilities/"]').first().click();
    assert.match(page.url(), /\/nl\/capabilities\/[0-9a-z]{13}$/);
    await page.context().close();
  });

  test('without a chain it says why', async () => {
    const page = await openPage(browser, { size: sizes.desk, javaScriptEnabled: false });
    sql(site, "UPDATE capability SET confirmed_at_ms = confirmed_at_ms - 60 * 86400000 WHERE capability_key = 'cap-mw-build-8'");
    sql(site, 'UPDATE stream_list_version SET version = version + 1');
    for (const [key, why] of [['cap-mw-build-8', /al een tijd niet nagekeken/], ['cap-mw-plastic-5', /geen ruimte vrij/],
      ['cap-mw-plastic-7', /past er niets helemaal/], ['cap-mw-plastic-13', /weten nog niet wat eruit komt/],
      ['cap-mw-ict-11', /niets in het netwerk/]]) {
      await page.goto(site.origin + path(key));
      assert.match(await page.textContent('.empty'), why, key);
    }
    await page.goto(`${site.origin}/nl/capabilities/${idText(1)}`);
    assert.match(await page.textContent('h1'), /Deze pagina is er niet/);
    await page.context().close();
  });

  test('is for everybody', async () => {
    for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
      for (const dark of [false, true]) {
        const page = await openPage(browser, { size, dark });
        for (const [key, language] of [['cap-split-planken', 'nl'], ['cap-mw-plastic-7', 'fr']]) {
          await page.goto(site.origin + path(key, language));
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(await tooWide(page), []);
          await screenshot(page, `mtc10_${key}_${name}${dark ? '_dark' : ''}`);
        }
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      }
    }
  });
});
