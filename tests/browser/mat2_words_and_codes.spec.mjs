// MAT2: words of everyday, misspelt or compound, lead to a material and its waste codes; the day decides which code holds.
// Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';

describe('words and waste codes', () => {
  let site, browser, page;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    page = await openPage(browser, { javaScriptEnabled: false });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const codes = async (query, language = 'nl') => {
    await page.goto(`${site.origin}/${language}/waste-codes?${new URLSearchParams(query)}`);
    return page.locator('tbody th').allTextContents();
  };

  test('a word, a synonym, a misspelling and both parts of a compound find the codes', async () => {
    for (const [words, code, language] of [
      ['hout', '17 02 01'], ['houtafval', '17 02 01'], ['afvalhout', '17 02 01'], ['houtafvla', '17 02 01'], ['gyproc', '17 08 02'],
      ['isomo', '15 01 02'], ['texteil', '20 01 11'], ['plastiek', '20 01 39'], ['oude matrassen', '20 03 07'], ['shampoo', '20 01 30'],
      ['bois', '17 02 01', 'fr'], ['sciure', '03 01 05', 'fr'], ['sawdust', '03 01 05', 'en'], ['asbestos', '17 06 05*', 'en'],
    ]) {
      const found = await codes({ q: words }, language);
      assert.ok(found.includes(code), `${words}: ${found.slice(0, 8)}`);
    }
    assert.deepEqual(await codes({ q: 'xyzzy' }), []);
    assert.match(await page.locator('.empty').textContent(), /Geen code gevonden/);
    assert.equal((await codes({ q: 'afval' })).length, 0, 'a word that every code could have finds none');
  });

  test('a code is found however it is typed, and its group can be browsed', async () => {
    for (const typed of ['200139', '20.01.39', '20 01 39', ' 20-01-39 ']) assert.deepEqual(await codes({ q: typed }), ['20 01 39']);
    assert.equal((await codes({ q: '1501' })).length, 10);
    assert.deepEqual(await codes({ q: '990101' }), []);
    assert.match(await page.locator('.empty').textContent(), /niet in de lijst/);
    await page.goto(`${site.origin}/nl/waste-codes`);
    assert.equal(await page.locator('main .list li').count(), 20);
    await page.getByRole('link', { name: 'Bouwen en slopen' }).click();
    await page.getByRole('link', { name: 'Hout, glas en kunststof van een werf' }).click();
    assert.deepEqual(await page.locator('tbody th').allTextContents(), ['17 02 01', '17 02 02', '17 02 03', '17 02 04*']);
  });

  test('the day decides: alkaline batteries are hazardous since 9 November 2026', async () => {
    assert.ok((await codes({ q: 'batterijen', on: '2026-11-08' })).includes('16 06 04'));
    const since = await codes({ q: 'batterijen', on: '2026-11-09' });
    assert.ok(since.includes('16 06 04*') && !since.includes('16 06 04'), since.join());
    assert.deepEqual(await codes({ q: '160604', on: '2026-11-09' }), ['16 06 04', '16 06 04*']);
    const [old, now] = await page.locator('tbody tr').allTextContents();
    assert.match(old, /geldt niet meer.*8 november 2026.*Nu:\s*16 06 04\*/s);
    assert.match(now, /gevaarlijk.*vanaf 9 november 2026/s);
    assert.match(await page.locator('.note.info').textContent(), /tweede hand/);
    const [before] = await codes({ q: '200142', on: '2026-11-08' });
    assert.equal(before, '20 01 42*');
    assert.match(await page.locator('tbody tr').textContent(), /geldt nog niet/);
  });

  test('the list of materials understands a misspelling and a code', async () => {
    await page.goto(`${site.origin}/nl/materials?q=palettn`);
    assert.match(await page.locator('main').textContent(), /We tonen:\s*houten paletten/);
    assert.ok(await page.locator('tbody tr').count() > 0);
    await page.goto(`${site.origin}/nl/materials?q=17+01+02`);
    assert.match(await page.locator('main').textContent(), /We tonen:.*bakstenen/s);
    assert.ok(await page.locator('tbody tr').count() > 0);
    await page.goto(`${site.origin}/nl/materials?q=xyzzy`);
    assert.match(await page.locator('.empty').textContent(), /Niets gevonden/);
  });

  test('the finder reads well on a phone and a desk, light and dark', async () => {
    for (const [name, size] of [['360', sizes.phone], ['1280', sizes.desk]]) {
      for (const dark of [false, true]) {
        const look = await openPage(browser, { size, dark });
        for (const [what, query] of [['empty', ''], ['words', '?q=batterijen'], ['code', '?q=160604'], ['none', '?q=xyzzy']]) {
          await look.goto(`${site.origin}/nl/waste-codes${query}`);
          await screenshot(look, `waste-codes-${what}-${name}${dark ? '-dark' : ''}`);
          assert.deepEqual(await tooWide(look), []);
          assert.deepEqual(await axe(look), []);
          if (!dark && name === '360') keepHtml(`waste-codes-${what}`, await (await look.request.get(look.url())).text());
        }
        assert.deepEqual(look.complaints, []);
        await look.context().close();
      }
    }
  });
});
