// MTC10: somebody looks for a partner; who answers is introduced; the publisher says how it went.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('calls for a partner', () => {
  let site, browser, seeker, partner, coordinator, path;
  const soon = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const [washer, other] = sql(site, "SELECT DISTINCT organisation_id FROM capability WHERE kind = 'wash' ORDER BY 1 LIMIT 1;"
      + "SELECT organisation_id FROM organisation WHERE organisation_id NOT IN (SELECT organisation_id FROM capability WHERE kind = 'wash') ORDER BY 1 LIMIT 1").split('\n');
    const works = (id) => [{ role: 'organisation_user', kind: 'organisation', id }];
    seeker = plantPerson(site, { name: 'Zoë Zoeker', email: 'zoe@zoeker.example', roles: works(other) });
    partner = plantPerson(site, { name: 'Wim Wasser', email: 'wim@wasser.example', roles: works(washer) });
    coordinator = plantPerson(site, { name: 'Cora Coördinator', email: 'cora@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hubNumber(site, 'Leuven') }] });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  const openAs = (person, address, options) => openPageAs(browser, site, person, address, options);

  const publish = async (person, title, visibility) => {
    const page = await openAs(person, '/nl/calls');
    await page.getByRole('link', { name: 'Zoek een partner' }).click();
    await page.fill('#title', title);
    await page.selectOption('#work', 'wash');
    await page.fill('#purpose', 'Proef van zes weken met kratten');
    await page.fill('#until', soon);
    await page.selectOption('#visibility', visibility);
    await page.getByRole('button', { name: 'Publiceer' }).click();
    const address = new URL(page.url()).pathname;
    await page.context().close();
    assert.match(address, /^\/nl\/calls\/[0-9a-z]{13}$/);
    return address;
  };

  test('the form says everything that is not right and keeps what was typed', async () => {
    const page = await openAs(seeker, '/nl/calls/new');
    await page.fill('#title', 'Bel 0470 12 34 56');
    await page.getByRole('button', { name: 'Publiceer' }).click();
    const found = await page.textContent('.errsum');
    for (const what of [/telefoonnummer/i, /soort werk of een soort organisatie/, /Voor welke proef/, /Antwoorden tot/]) assert.match(found, what);
    assert.equal(await page.inputValue('#title'), 'Bel 0470 12 34 56');
    await page.context().close();
  });

  test('a visitor sees a public call with workshops that suit, and none of the network', async () => {
    path = await publish(seeker, 'Wasserij voor harde kratten', 'public');
    const hidden = await publish(coordinator, 'Wasserij voor het netwerk', 'network');
    const page = await openAs(null, '/nl');
    await page.locator('footer').getByRole('link', { name: 'Partner gezocht' }).click();
    assert.match(await page.textContent('tbody'), /Wasserij voor harde kratten/);
    assert.doesNotMatch(await page.textContent('main'), /voor het netwerk/);
    await page.selectOption('#work', 'sort');
    await page.getByRole('button', { name: 'Toon', exact: true }).click();
    assert.match(await page.textContent('.empty'), /Geen open oproepen/);
    await page.goto(site.origin + path);
    assert.equal(await page.locator('form button', { hasText: 'Stel voor' }).count(), 0);
    await page.locator('main a[href*="/capabilities/"]').first().click();
    assert.match(await page.textContent('dl.facts'), /wassen|wast/i);
    await page.goto(site.origin + hidden);
    assert.match(await page.textContent('h1'), /Deze pagina is er niet/);
    const own = await openAs(partner, '/nl/calls');
    assert.match(await own.textContent('tbody'), /voor het netwerk/);
    for (const each of [page, own]) await each.context().close();
  });

  test('an answer makes one introduction, which both can say yes to', async () => {
    const page = await openAs(partner, path);
    await page.fill('#message', 'Wij hebben elke week een dag vrij.');
    await page.getByRole('button', { name: 'Stel voor' }).click();
    const introduction = new URL(page.url()).pathname;
    assert.match(introduction, /^\/nl\/introductions\//);
    assert.match(await page.textContent('main'), /Wasserij voor harde kratten/);
    await page.goto(site.origin + path);
    await page.getByRole('button', { name: 'Stel voor' }).click();
    assert.equal(new URL(page.url()).pathname, introduction);
    assert.equal(sql(site, 'SELECT COUNT(*) FROM introduction'), '1');
    const mail = await site.mailbox.waitFor('zoe@zoeker.example', /een dag vrij/);
    const link = new URL(mail.text.match(/http\S+\/introductions\/answer\/\S+/)[0]).pathname;
    const answering = await openAs(null, link);
    await answering.check('input[value=yes]');
    await answering.getByRole('button', { name: 'Stuur je antwoord' }).click();
    assert.match(await answering.textContent('main'), /wim@wasser\.example/);
    for (const each of [page, answering]) await each.context().close();
  });

  test('every page is for everybody', async () => {
    const pages = [[null, '/nl/calls'], [null, path], [seeker, path], [coordinator, path], [partner, '/fr/calls'], [seeker, '/en/calls/new'], [null, '/nl/calls?work=sort']];
    for (const [i, [person, address]] of pages.entries()) {
      for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
        for (const dark of [false, true]) {
          const page = await openAs(person, address, { size, dark, javaScriptEnabled: true });
          const file = `mtc10_calls-${i}-${name}${dark ? '-dark' : ''}`;
          await screenshot(page, file);
          if (!dark) keepHtml(file, await page.content());
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(await tooWide(page), []);
          assert.deepEqual(page.complaints, []);
          await page.context().close();
        }
      }
    }
  });

  test('the publisher closes it; whoever had it open learns so', async () => {
    const stale = await openAs(seeker, path);
    const page = await openAs(seeker, path);
    await page.selectOption('#outcome', 'found');
    await page.getByRole('button', { name: 'Sluit', exact: true }).click();
    assert.match(await page.textContent('.pagehead'), /partner gevonden/);
    await stale.selectOption('#outcome', 'withdrawn');
    await stale.getByRole('button', { name: 'Sluit', exact: true }).click();
    assert.match(await stale.textContent('.note.warn'), /Iemand anders was je voor/);
    const list = await openAs(null, '/nl/calls');
    assert.doesNotMatch(await list.textContent('main'), /harde kratten/);
    await list.getByRole('link', { name: 'Toon afgelopen oproepen' }).click();
    assert.match(await list.textContent('tbody'), /harde kratten.*partner gevonden/s);
    assert.doesNotMatch(await list.textContent('main'), /voor het netwerk/);
    for (const each of [page, stale, list]) await each.context().close();
  });
});
