// MAT3: a few questions lead to the probable legal status with its source; an offer keeps status and code; what is hazardous is
// matched only with holders of a permit, and the page says so. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, openPage, Person, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { openAs, plantPerson, sql } from './people.mjs';

const byProduct = { origin: 'residue', discard: 'no', certain: 'yes', direct: 'yes', integral: 'yes', lawful: 'yes' };

describe('the legal status', () => {
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

  const ask = async (answers, language = 'nl') => {
    await page.goto(`${site.origin}/${language}/legal-status?${new URLSearchParams(answers)}`);
    return (await page.locator('#result').count()) ? (await page.locator('#result').textContent()).replace(/\s+/g, ' ') : '';
  };

  test('each way through the questions has a result with its source, and an address', async () => {
    for (const [answers, title, article] of [
      [byProduct, 'Waarschijnlijk een bijproduct', 'artikel 5'],
      [{ ...byProduct, certain: 'no' }, 'Waarschijnlijk afval', 'artikel 5'],
      [{ ...byProduct, lawful: 'unknown' }, 'Nog niet te zeggen', 'artikel 5'],
      [{ origin: 'residue', discard: 'yes' }, 'Waarschijnlijk afval', 'artikel 3'],
      [{ origin: 'made', discard: 'no' }, 'Waarschijnlijk een product', 'artikel 3'],
      [{ origin: 'used', discard: 'no' }, 'Waarschijnlijk een product', 'artikel 3'],
      [{ origin: 'recovered', treated: 'yes', purpose: 'yes', market: 'yes', standards: 'yes', harmless: 'yes' }, 'Waarschijnlijk einde-afval', 'artikel 6'],
      [{ origin: 'recovered', market: 'no' }, 'Waarschijnlijk afval', 'artikel 6'],
      [{ origin: 'unknown', discard: 'no' }, 'Nog niet te zeggen', 'artikel 3'],
    ]) {
      const text = await ask(answers);
      assert.ok(text.includes(title) && text.includes(`2008/98/EG, ${article}`), `${JSON.stringify(answers)}: ${text}`);
      assert.match(text, /geen juridisch advies/);
      assert.match(text, /nooit makelaar/);
    }
    assert.equal(await ask({}), '');
    assert.equal(await ask({ origin: 'residue', discard: 'no' }), '');
    assert.match(await page.locator('[role=status]').textContent(), /Beantwoord nog/);
    assert.equal(await ask({ origin: 'nonsense', discard: 'maybe' }), '');
  });

  test('without script: questions, result, and on to an offer that keeps the status', async () => {
    const person = new Person(page);
    await page.goto(`${site.origin}/nl/offers/new`);
    await page.locator('#legal summary').click();
    await page.getByRole('link', { name: 'Help me kiezen' }).click();
    await page.locator('[name=origin][value=residue]').check();
    await person.tap('form button.btn >> nth=-1');
    for (const [name, value] of Object.entries(byProduct)) await page.locator(`[name=${name}][value=${value}]`).check();
    await person.tap('form button.btn >> nth=-1');
    assert.match(await page.locator('#result h2').textContent(), /bijproduct/);
    await page.getByRole('link', { name: 'Gebruik dit in een aanbod' }).click();
    assert.equal(await page.inputValue('#legal_status'), 'by_product');
    assert.equal(await page.locator('#legal').getAttribute('open'), '');
  });

  const send = async (fields) => {
    await page.goto(`${site.origin}/nl/offers/new?what=${encodeURIComponent(fields.what)}`);
    await page.fill('#amount', '500');
    await page.fill('#place', '3000');
    await page.fill('#email', 'jo@bedrijf.example');
    await page.locator('#legal summary').click();
    await page.selectOption('#legal_status', fields.status);
    await page.fill('#waste_code', fields.code);
    await page.click('form button.btn >> nth=-1');
  };

  test('a code that does not fit is refused with what to write', async () => {
    for (const [status, code, words] of [
      ['waste', '16 06 04', /schrijf 16 06 04\*/], ['waste', '20 01 33*', /20 01 42\*, 20 01 43\*/], ['waste', '99 01 01', /niet in de lijst/],
      ['waste', 'hout', /zes cijfers/], ['product', '20 01 39', /Alleen afval/],
    ]) {
      await send({ what: 'batterijen', status, code });
      assert.match(await page.locator('#waste-code-error').textContent(), words);
      assert.equal(await page.inputValue('#waste_code'), code);
      assert.equal(await page.locator('#legal').getAttribute('open'), '');
    }
    await screenshot(page, 'offer-waste-code-refused-360');
    assert.deepEqual(await tooWide(page), []);
  });

  test('an offer with a hazardous code says that its taker needs a permit, and why', async () => {
    await send({ what: 'planken', status: 'waste', code: '170204*' });
    assert.match(page.url(), /\/offers\/draft\//);
    const facts = (await page.locator('dl.facts').first().textContent()).replace(/\s+/g, ' ');
    assert.match(facts, /waarschijnlijk afval, code 17 02 04\*/);
    assert.match(facts, /gevaarlijk houtafval/);
    assert.match(facts, /Code 17 02 04\* is gevaarlijk afval/);
    await screenshot(page, 'offer-hazardous-360');
    await send({ what: 'planken', status: 'waste', code: '17 02 01' });
    assert.doesNotMatch(await page.locator('dl.facts').first().textContent(), /vergunning/);
  });

  test('its owner keeps status and code, and prints what the identification form asks for', async () => {
    const [organisation, other] = sql(site, 'SELECT organisation_id FROM organisation ORDER BY organisation_id LIMIT 2').split('\n');
    const person = (name, id) =>
      plantPerson(site, { name, email: `${name}@bedrijf.example`, roles: [{ role: 'organisation_user', kind: 'organisation', id }] });
    const owner = person('An', organisation);
    const own = await openAs(browser, site, owner, '/nl/our-streams/new', { size: sizes.phone });
    await own.fill('#what', 'oude balken');
    await own.fill('#amount', '1500');
    await own.fill('#place', '3000');
    await own.fill('#email', 'an@bedrijf.example');
    await own.locator('#legal summary').click();
    await own.selectOption('#legal_status', 'waste');
    await own.fill('#waste_code', '17 02 04*');
    await own.click('button[value=save]');
    await own.goto(`${site.origin}/nl/our-streams`);
    await own.getByRole('link', { name: 'oude balken' }).click();
    assert.equal(await own.inputValue('#legal_status'), 'waste');
    assert.equal(await own.inputValue('#waste_code'), '17 02 04*');
    await own.getByRole('link', { name: 'Gegevens voor het identificatieformulier' }).click();
    const text = (await own.locator('main').textContent()).replace(/\s+/g, ' ');
    for (const words of ['Dit is geen identificatieformulier', 'Leuven', 'oude balken', '1,500', '17 02 04*', 'nog in te vullen']) {
      assert.ok(text.includes(words), words);
    }
    assert.equal(await own.locator('[data-action=print]').isVisible(), false, 'without script nothing would happen');
    await screenshot(own, 'transport-data-360');
    assert.deepEqual(await tooWide(own), []);
    const page1280 = await openAs(browser, site, owner, new URL(own.url()).pathname, { dark: true, javaScriptEnabled: true });
    await screenshot(page1280, 'transport-data-1280-dark');
    assert.deepEqual(await axe(page1280), []);
    const csv = await (await own.request.get(`${own.url()}?format=csv`)).text();
    assert.match(csv, /\r\nnotice;Dit is geen identificatieformulier/);
    assert.match(csv, /\r\ncode;17 02 04\*\r\n/);
    const stranger = await openAs(browser, site, person('Bob', other), new URL(own.url()).pathname);
    assert.match(await stranger.locator('h1').textContent(), /niet/);
    assert.doesNotMatch(await stranger.content(), /oude balken/);
  });

  test('the helper reads well on a phone and a desk, light and dark', async () => {
    for (const [name, size] of [['360', sizes.phone], ['1280', sizes.desk]]) {
      for (const dark of [false, true]) {
        const look = await openPage(browser, { size, dark });
        for (const [what, answers] of [['empty', {}], ['asked', { origin: 'residue' }], ['by-product', byProduct], ['waste', { ...byProduct, certain: 'no' }]]) {
          await look.goto(`${site.origin}/nl/legal-status?${new URLSearchParams(answers)}`);
          await screenshot(look, `legal-status-${what}-${name}${dark ? '-dark' : ''}`);
          assert.deepEqual(await tooWide(look), []);
          assert.deepEqual(await axe(look), []);
          if (!dark && name === '360') keepHtml(`legal-status-${what}`, await (await look.request.get(look.url())).text());
        }
        assert.deepEqual(look.complaints, []);
        await look.context().close();
      }
    }
  });
});
