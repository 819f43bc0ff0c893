// NET2, NET3, NET4 and NET6 as a visitor meets them: who is in a hub and when, the twelve hubs, map and list. Everything but the
// journey with the keyboard runs without JavaScript. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, openPage, Person, sizes } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';

const briefHubs = [
  'De Keet Aalst', 'Circular Hub Brugge', 'Circulaire HUB Sociale en Reguliere Economie Genk', 'Sociaal-Circulaire Hub Gent',
  'COCIRC Hasselt', 'Sociaal-Circulaire Hub Kempen+', 'CICO HUB Kortrijk', 'C3000 Leuven', 'CE hub regio Mechelen',
  'SCHOUDER Oudenaarde', "Repair zkt HUB(s) (4 regio's)", 'Smart Loops Vlaams-Brabant',
];
const valid = 'Voorbeeldhub Ruilkring Hageland', lapsed = 'Voorbeeldhub Pauze Dender';
const lapsedPartner = 'Voorbeeldondernemers Pauze';
const daysSinceLapse = 60; // the partner's last day, in data/world/memberships.csv
const words = {
  nl: {
    badge: 'voorbeeld', unknown: 'onbekend', noDate: 'datum onbekend', valid: 'Drie soorten kernpartners',
    lacking: 'Ontbreekt: reguliere economie', notRecorded: 'Partners niet vastgelegd', badDay: /^Dit is geen datum\./,
  },
  en: {
    badge: 'example', unknown: 'unknown', noDate: 'date unknown', valid: 'Three kinds of core partners',
    lacking: 'Missing: regular economy', notRecorded: 'Partners not recorded', badDay: /^This is not a date\./,
  },
  fr: {
    badge: 'exemple', unknown: 'inconnu', noDate: 'date inconnue', valid: 'Trois types de partenaires principaux',
    lacking: 'Manque : économie classique', notRecorded: 'Partenaires non enregistrés', badDay: /^Ce n’est pas une date\./,
  },
};
const languages = Object.keys(words);

/** The day that many days ago in Brussels, as 2026-09-23. */
function daysAgo(days) {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(new Date());
  return new Date(Date.parse(today) - days * 86400000).toISOString().slice(0, 10);
}

/** What the page lists under the name of an example: {kind of list, text, hasBadge}. */
function examplesOf(page) {
  return page.locator('main :is(li, tr, .panel)').evaluateAll((rows) => rows.map((row) => {
    const name = row.querySelector(':scope > th, .who, :scope > b, :scope > span > a, h2')?.textContent ?? '';
    const kind = row.matches('tr') ? 'table' : row.matches('.panel') ? 'hub found' : row.querySelector('.who') ? 'chain'
      : row.querySelector(':scope > b') ? 'near-miss' : 'hubs of an organisation';
    return {
      kind, name, text: row.textContent.replace(/\s+/g, ' ').trim().slice(0, 100),
      hasBadge: [...row.querySelectorAll('.bdg.ex')].some((badge) => badge.textContent === 'voorbeeld'),
    };
  }).filter(({ name }) => /^\s*Voorbeeld[a-z]+ /.test(name)));
}

describe('the network', () => {
  let site, browser, page;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    page = await openPage(browser, { size: sizes.desk, javaScriptEnabled: false });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const clean = (text) => text.replace(/\s+/g, ' ').trim();
  const texts = async (selector) => (await page.locator(selector).allTextContents()).map(clean);
  const hrefs = (selector) => page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const open = async (path) => {
    const answer = await page.goto(site.origin + path);
    assert.equal(answer.status(), 200, path);
  };
  const addresses = async (language = 'nl') => {
    await open(`/${language}/hubs`);
    const names = await texts('table tbody th a');
    const paths = await hrefs('table tbody th a');
    return new Map(names.map((name, at) => [name, paths[at]]));
  };
  const openHub = async (name, query = '', language = 'nl') => open((await addresses(language)).get(name) + query);
  const partners = () => texts('#partners tbody th a');
  const judgement = async () => (await texts('#partners .note:not(.info) b, #partners .note.info p > b')).at(-1)?.replace(/\.$/, '');
  const fact = async (term) => {
    const entry = page.locator('dl.facts div', { has: page.locator('dt', { hasText: term }) });
    return clean(await entry.locator('dd').first().textContent());
  };

  describe('NET4: the hubs of the brief', () => {
    for (const language of languages) {
      test(`the twelve by name and in order, then the examples with their badge (${language})`, async () => {
        await open(`/${language}/hubs`);
        assert.deepEqual(await texts('table tbody th a'), [...briefHubs, valid, lapsed]);
        assert.deepEqual(await texts('table tbody th .bdg.ex'), [words[language].badge, words[language].badge]);
        assert.deepEqual(await texts('table tbody tr:nth-child(n+13) th .bdg.ex'), [words[language].badge, words[language].badge]);
      });
    }

    test('what the brief does not say reads unknown, and every hub names a source that exists', async () => {
      const hubs = await addresses();
      for (const name of briefHubs) {
        await open(hubs.get(name));
        assert.equal(await page.locator('h1').textContent(), name);
        assert.equal(await fact('Erkend door'), 'onbekend, datum onbekend', name);
        if (name !== 'C3000 Leuven' && !name.includes('Genk')) {
          assert.equal(await fact('Contact'), 'onbekend', name);
          assert.equal(await fact('Sector'), 'onbekend', name);
        }
        const [source] = await hrefs('dl.facts a[href*="/sources#"]');
        await open(source.split('#')[0]);
        assert.equal(await page.locator(`#${source.split('#')[1]}`).count(), 1, `${name}: ${source}`);
      }
    });

    test('unknown in the reader’s own language', async () => {
      for (const language of languages) {
        await openHub('De Keet Aalst', '', language);
        const facts = await texts('dl.facts dd');
        assert.ok(facts.includes(words[language].unknown), `${language}: ${facts}`);
        assert.ok(facts.includes(`${words[language].unknown}, ${words[language].noDate}`), `${language}: ${facts}`);
      }
    });

    test('the partners that the brief names, and no partner of an example among them', async () => {
      await openHub('Circulaire HUB Sociale en Reguliere Economie Genk');
      assert.deepEqual(await partners(), ['Alternatief', 'In-Z', 'Kritayuga', 'Poetskracht', 'Stad Genk',
        'Vereniging Industriëlen Genk (VIG)', 'ZOG Genk']);
      assert.deepEqual(await texts('#partners tbody .bdg.ex:not(:text-is("onze lezing"))'), []);
    });

    test('an example carries its badge in every list it appears in', async () => {
      const bare = [], organisations = new Set();
      const kinds = new Set();
      const look = async (path) => {
        await open(path);
        for (const entry of await examplesOf(page)) {
          kinds.add(entry.kind);
          if (!entry.hasBadge) bare.push(`${path}: ${entry.text}`);
        }
        for (const href of await hrefs('main a[href^="/nl/organisations/"]')) organisations.add(href);
      };
      const hubs = await addresses();
      for (const path of ['/nl/hubs', '/nl/which-hub?place=Ninove', hubs.get(valid), hubs.get(lapsed)]) await look(path);
      assert.ok(organisations.size >= 6, `${organisations.size} example partners`);
      await open('/nl/materials');
      for (const href of (await hrefs('main tbody th a')).slice(0, 20)) await look(href);
      for (const href of [...organisations].slice(0, 40)) {
        await look(href);
        assert.deepEqual(await texts('.pagehead .bdg.ex:text-is("voorbeeld")'), ['voorbeeld'], href);
      }
      assert.deepEqual(bare, []);
      assert.deepEqual([...kinds].sort(), ['chain', 'hub found', 'hubs of an organisation', 'near-miss', 'table']);
    });
  });

  describe('NET2 and NET3: who is in, and since when', () => {
    for (const language of languages) {
      test(`a hub whose partner left names the missing kind; the day before it was valid (${language})`, async () => {
        const word = words[language];
        await openHub(lapsed, '', language);
        assert.equal(await judgement(), word.lacking);
        assert.ok(!(await partners()).includes(lapsedPartner));
        await openHub(lapsed, `?on=${daysAgo(daysSinceLapse)}`, language);
        assert.equal(await judgement(), word.valid);
        assert.ok((await partners()).includes(lapsedPartner));
        await openHub(lapsed, `?on=${daysAgo(daysSinceLapse - 1)}`, language);
        assert.equal(await judgement(), word.lacking);
        const history = await texts('ol.time li');
        assert.equal(history.length, 2);
        assert.ok(history[0].endsWith(word.valid) && history[1].endsWith(word.lacking), String(history));
      });

      test(`no hub of the brief is judged (${language})`, async () => {
        await open(`/${language}/hubs`);
        const rows = await texts('table tbody td:last-child');
        assert.deepEqual(rows.slice(0, 12), briefHubs.map(() => words[language].notRecorded));
        assert.deepEqual(rows.slice(12), [words[language].valid, words[language].lacking]);
        for (const name of ['C3000 Leuven', 'CICO HUB Kortrijk']) {
          await openHub(name, '', language);
          assert.equal(await judgement(), words[language].notRecorded);
          assert.equal(await page.locator('#partners :is(.note.ok, .note.warn)').count(), 0);
        }
      });

      test(`a bad day is told beside the field (${language})`, async () => {
        for (const day of ['2026-02-30', '1+maart+2022', '20220301', '99999-01-01', '%3Cscript%3E', '-1']) {
          await openHub(lapsed, `?on=${day}`, language);
          const field = page.locator('#on[aria-invalid="true"]');
          assert.equal(await field.count(), 1, day);
          const message = page.locator(`#${await field.getAttribute('aria-describedby')}`);
          assert.match(await message.textContent(), words[language].badDay, day);
          assert.equal(await judgement(), words[language].lacking, 'today is shown instead');
        }
      });
    }

    test('who was in on a day of the past', async () => {
      await openHub(lapsed, `?on=${daysAgo(900)}`);
      assert.deepEqual(await partners(), ['Voorbeeldstad Pauze', lapsedPartner, 'Voorbeeldwerkplaats Pauze']);
      assert.match(await page.locator('#partners .note.info').first().textContent(), /zoals ze waren op/);
      await openHub(lapsed, `?on=${daysAgo(1201)}`);
      assert.deepEqual(await partners(), []);
      assert.equal(await judgement(), words.nl.notRecorded, 'before the first complete list nothing is judged');
    });

    test('the form asks for a day without script and keeps it', async () => {
      await openHub(lapsed);
      await page.locator('#on').fill(daysAgo(daysSinceLapse));
      await page.getByRole('button', { name: 'Toon die dag' }).click();
      assert.equal(await page.inputValue('#on'), daysAgo(daysSinceLapse));
      assert.equal(await judgement(), words.nl.valid);
    });
  });

  describe('NET6: map and list', () => {
    const mapAndList = async () => {
      const list = await texts('table tbody th a');
      const onMap = new Set(await hrefs('svg.map a'));
      const listed = await hrefs('table tbody th a');
      const told = clean((await page.locator('figcaption').allTextContents()).join(' '));
      assert.ok([...onMap].every((href) => listed.includes(href)), 'the map shows nothing that the list lacks');
      for (const [at, name] of list.entries()) {
        assert.ok(onMap.has(listed[at]) || told.includes(name), `${name} is on the map or named beside it`);
      }
      return list;
    };

    for (const language of languages) {
      test(`the same hubs on both, with a name a screen reader can say (${language})`, async () => {
        await open(`/${language}/hubs`);
        assert.equal((await mapAndList()).length, 14);
        const spoken = await page.locator('svg.map a').evaluateAll((links) => links.map((link) => link.getAttribute('aria-label') ?? ''));
        for (const label of spoken) assert.match(label, /\p{L}{3,}/u);
      });
    }

    for (const field of ['province', 'sector', 'service']) {
      test(`every ${field} that is offered finds its hubs, on the map as in the list`, async () => {
        await open('/nl/hubs');
        const options = page.locator(`#${field} option:not([value=""])`);
        const values = await options.evaluateAll((all) => all.map((option) => option.value));
        assert.ok(values.length >= 4, String(values));
        const found = new Set();
        for (const value of values) {
          await open('/nl/hubs');
          await page.locator(`#${field}`).selectOption(value);
          await page.locator('form.filters button').click();
          assert.equal(await page.inputValue(`#${field}`), value, 'the choice stays');
          const list = await mapAndList();
          assert.ok(list.length >= 1 && list.length <= 14, `${value}: ${list}`);
          for (const name of list) found.add(name);
        }
        assert.ok(found.size >= (field === 'service' ? 14 : 3), `${field}: ${[...found]}`);
      });
    }

    test('filters go together, and nothing found says so with a way back', async () => {
      await open('/nl/hubs?province=Vlaams-Brabant&sector=textiel');
      assert.deepEqual(await mapAndList(), ['C3000 Leuven', valid]);
      await open('/nl/hubs?province=Limburg&sector=hout');
      assert.equal(await page.locator('table').count(), 0);
      await page.locator('.empty a').click();
      assert.equal((await mapAndList()).length, 14);
    });
  });

  test('from the menu to a question asked, with the keyboard alone', async () => {
    const own = await openPage(browser, { size: sizes.desk });
    await own.goto(`${site.origin}/nl`);
    const person = new Person(own);
    const follow = async (target) => {
      await person.tabTo(target, 120);
      await Promise.all([own.waitForEvent('load'), person.press('Enter')]);
    };
    await follow(own.locator('header a[href="/nl/hubs"]').first());
    await follow(own.locator('table').getByRole('link', { name: 'C3000 Leuven' }));
    await follow(own.getByRole('link', { name: 'Vraag het aan de hub' }));
    await person.tabTo('#question');
    await own.keyboard.type('Wie kan plastic bakken sorteren?');
    await person.tabTo('#email');
    await own.keyboard.type('jo@bedrijf.example');
    await follow(own.locator('main form button.btn'));
    assert.match(own.url(), /\/nl\/questions\/[0-9a-z]{26}$/);
    assert.match(await own.locator('main').textContent(), /Wie kan plastic bakken sorteren\?/);
    assert.equal(person.taps, 0);
    assert.deepEqual(own.complaints, []);
    await own.context().close();
  });
});
