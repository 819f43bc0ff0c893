// NET5: whatever a person types as a place gives the hubs that serve it, with the reason, in one step, in three languages and
// without JavaScript. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, openPage } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';

const leuven = ['C3000 Leuven', 'Smart Loops Vlaams-Brabant'];
const merged = 'Beveren-Kruibeke-Zwijndrecht';
const served = [
  { typed: '3000', place: 'Leuven', hubs: leuven },
  { typed: 'Leuven', place: 'Leuven', hubs: leuven },
  { typed: 'louvain', place: 'Leuven', hubs: leuven },
  { typed: 'B-3000 Leuven', place: 'Leuven', hubs: leuven },
  { typed: 'Wijgmaal', place: 'Leuven', hubs: leuven },
  { typed: 'Gand', place: 'Gent', hubs: ['Sociaal-Circulaire Hub Gent'] },
  { typed: '8500', place: 'Kortrijk', hubs: ['CICO HUB Kortrijk'] },
  { typed: 'Hasselt', place: 'Hasselt', hubs: ['COCIRC Hasselt'] },
];
const unserved = ['Zwijndrecht', 'Kruibeke', '9120', '2070'];
const misspelled = {
  nl: [['Leuvn', 'Leuven'], ['Antwerpn', 'Antwerpen']],
  en: [['Leuvn', 'Leuven'], ['Antwerpn', 'Antwerpen']],
  fr: [['Louvin', 'Louvain'], ['Anvres', 'Anvers']],
};
const nowhere = ['xyzzy', '0000', '9999', '<b>Leuven</b>', '"', "' OR 1=1 --", '%', 'Londen'];
const words = {
  nl: {
    names: {}, reason: (place) => `${place} hoort bij het gebied van deze hub.`, sector: 'De hub werkt ook rond jouw sector.',
    nobody: 'we kennen nog geen hub voor deze gemeente.', unknown: 'We kennen deze plaats niet:', which: 'Welke gemeente bedoel je?',
    choice: ['Brussel', 'Elsene'],
  },
  en: {
    names: {}, reason: (place) => `${place} is in the area of this hub.`, sector: 'The hub also works on your sector.',
    nobody: 'we know no hub for this municipality yet.', unknown: 'We do not know this place:', which: 'Which municipality do you mean?',
    choice: ['Brussel', 'Elsene'],
  },
  fr: {
    names: { Leuven: 'Louvain', Gent: 'Gand', Kortrijk: 'Courtrai' },
    reason: (place) => `${place} fait partie de la zone de ce hub.`, sector: 'Le hub travaille aussi dans votre secteur.',
    nobody: 'nous ne connaissons pas encore de hub pour cette commune.', unknown: 'Nous ne connaissons pas ce lieu :',
    which: 'Quelle commune voulez-vous dire ?', choice: ['Bruxelles', 'Ixelles'],
  },
};

describe('which hub is mine', () => {
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

  const clean = (text) => text.replace(/\s+/g, ' ').trim();
  const texts = async (selector) => (await page.locator(selector).allTextContents()).map(clean);
  const main = async () => clean(await page.locator('main').textContent());
  const ask = async (language, typed, more = '') => {
    const answer = await page.goto(`${site.origin}/${language}/which-hub?place=${encodeURIComponent(typed)}${more}`);
    assert.equal(answer.status(), 200);
    assert.equal(await page.inputValue('#place'), typed, 'what was typed stays');
  };

  for (const [language, word] of Object.entries(words)) {
    const called = (place) => word.names[place] ?? place;

    for (const { typed, place, hubs } of served) {
      test(`${typed} gives ${hubs.join(' and ')}, with the reason (${language})`, async () => {
        await ask(language, typed);
        assert.deepEqual(await texts('section.panel h2'), hubs);
        assert.deepEqual(await texts('section.panel h2 + p'), hubs.map(() => word.reason(called(place))));
        assert.equal(await page.locator('section.panel a[href$="/ask"]').count(), hubs.length);
      });
    }

    test(`a municipality that was merged is found under its old name (${language})`, async () => {
      for (const typed of unserved) {
        await ask(language, typed);
        assert.deepEqual(await texts('section.panel h2'), []);
        assert.ok((await main()).includes(`${merged}: ${word.nobody}`), `${typed}: ${await main()}`);
        assert.ok(await page.locator('ul.list a[href*="/hubs/"]').count() >= 3, 'hubs nearby');
      }
    });

    test(`a misspelling gives a suggestion that leads on (${language})`, async () => {
      for (const [typed, meant] of misspelled[language]) {
        await ask(language, typed);
        assert.ok((await main()).includes(word.unknown));
        assert.ok((await texts('ul.list a')).includes(meant), `${typed}: ${await texts('ul.list a')}`);
        await page.getByRole('link', { name: meant, exact: true }).click();
        assert.equal(await page.inputValue('#place'), meant);
        assert.ok(!(await main()).includes(word.unknown), meant);
      }
    });

    test(`what is no place is said to be unknown, as text (${language})`, async () => {
      for (const typed of nowhere) {
        await ask(language, typed);
        assert.ok((await main()).includes(`${word.unknown} ${clean(typed)}`), await main());
        assert.equal(await page.locator('section.panel').count(), 0);
        assert.equal(await page.locator('main .empty b b').count(), 0, 'markup stays text');
      }
    });

    test(`a postcode of several municipalities gives a choice (${language})`, async () => {
      await ask(language, '1050');
      assert.ok((await main()).includes(word.which));
      assert.deepEqual(await texts('ul.list a'), word.choice);
      await page.locator('ul.list a').last().click();
      assert.ok((await main()).includes(`${word.choice[1]}: ${word.nobody}`), await main());
    });

    test(`a sector brings first the hub that works on it, and says so (${language})`, async () => {
      await ask(language, 'Leuven', '&sector=textiel');
      assert.deepEqual(await texts('section.panel h2'), leuven);
      const reason = word.reason(called('Leuven'));
      assert.deepEqual(await texts('section.panel h2 + p'), [`${reason} ${word.sector}`, reason]);
    });
  }

  test('from the front page in one step, nothing stored in the browser', async () => {
    await page.goto(`${site.origin}/nl/which-hub`);
    await page.locator('#place').fill('3018');
    await page.getByRole('button', { name: 'Toon mijn hub' }).click();
    assert.deepEqual(await texts('section.panel h2'), leuven);
    assert.deepEqual(await page.context().cookies(), []);
  });

  test('a sector that only the second hub works on brings it to the front', async () => {
    await ask('nl', 'Aarschot', '&sector=hout');
    const hubs = await texts('section.panel h2');
    assert.equal(hubs[0], 'Voorbeeldhub Ruilkring Hageland');
    assert.deepEqual(hubs.slice(1), ['Smart Loops Vlaams-Brabant']);
    await ask('nl', 'Aarschot');
    assert.deepEqual(await texts('section.panel h2'), [hubs[1], hubs[0]], 'without a sector the real hub comes first');
  });
});
