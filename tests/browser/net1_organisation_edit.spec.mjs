// NET1: an organisation is made and changed on pages. Its own people propose, the hub approves with the difference before it; the
// public sees what was approved last; every approved change can be undone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, sizes } from './browser.mjs';
import { looksRight as pageLooksRight, pagesOf, save } from './edit_pages.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, idText, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('the life of an organisation', () => {
  let site, browser, openAs, closePages, coordinator, coach, worker, stranger, ours, path;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    ({ openAs, closePages } = pagesOf(browser, site));
    const hub = hubNumber(site, 'Leuven');
    const role = (name, kind, id) => [{ role: name, kind, id }];
    ours = sql(site, "SELECT o.organisation_id FROM organisation o WHERE o.nis = '24062' AND o.kind = 'social_economy' AND o.is_example = 1 ORDER BY o.name LIMIT 1");
    path = `/nl/organisations/${idText(ours)}`;
    coordinator = plantPerson(site, { name: 'Cato Coördinator', email: 'cato@hub.example', roles: role('coordinator', 'hub', hub) });
    coach = plantPerson(site, { name: 'Cis Coach', email: 'cis@hub.example', roles: role('coach', 'hub', hub) });
    worker = plantPerson(site, { name: 'Wout Werker', email: 'wout@atelier.example', roles: role('organisation_user', 'organisation', ours) });
    stranger = plantPerson(site, { name: 'Stan Ver', email: 'stan@ver.example', roles: role('coordinator', 'hub', hubNumber(site, 'Gent')) });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const looksRight = (page, name) => pageLooksRight(page, `net1-${name}`);
  const seen = async (address = path) => (await (await openAs(null, address)).textContent('main')).replace(/\s+/g, ' ');

  test('who may not change it finds no form', async () => {
    for (const person of [stranger, null]) {
      const page = await openPageAs(browser, site, person, `${path}/edit`);
      assert.doesNotMatch(await page.textContent('main'), /Ondernemingsnummer/);
      await page.goto(site.origin + path);
      assert.equal(await page.getByRole('link', { name: 'Wijzig', exact: true }).count(), 0);
      await page.context().close();
    }
  });

  test('bad input is told at its field, and nothing typed is lost', async () => {
    const page = await openAs(worker, path, sizes.phone);
    await page.getByRole('link', { name: 'Wijzig', exact: true }).click();
    await looksRight(page, 'edit-360');
    await page.fill('#kbo-0-value', '0566.988.258');
    await page.fill('#sites-0-name', 'Werf aan de Vaart');
    await page.fill('#sites-0-at', 'bij de brug');
    await page.fill('#hours-0-value', 'ma-vr 9-17 u.');
    assert.equal(await save(page), 422);
    const told = (await page.textContent('.errsum')).replace(/\s+/g, ' ');
    assert.match(told, /Ondernemingsnummer.*59.*58|Ondernemingsnummer/);
    assert.match(told, /Vestigingen.*bij de brug/);
    assert.equal(await page.inputValue('#hours-0-value'), 'ma-vr 9-17 u.');
    assert.equal(await page.getAttribute('#kbo-0-value', 'aria-invalid'), 'true');
    await looksRight(page, 'errors-360');
  });

  test('its own user proposes; the page stays as it was until the hub approves', async () => {
    const page = await openAs(worker, `${path}/edit`);
    await page.fill('#kbo-0-value', '0566.988.259');
    await page.fill('#hours-0-value', 'ma-vr 9-17 u.');
    await page.check('[name="hours-0-doubt"]');
    await page.locator('button[value=more-sites]').click();
    await page.fill('#sites-0-name', 'Werf aan de Vaart');
    await page.fill('#sites-0-nis', '3000');
    await page.fill('#sites-0-at', '50.8866, 4.7012');
    await page.fill('#sites-1-name', 'Winkel');
    await page.fill('#sites-1-address', 'Diestsestraat 1');
    const number = await page.locator('#field-recognitions select').count() - 1;
    await page.selectOption(`#recognitions-${number}-kind`, 'kringloopcentrum');
    await page.fill(`#recognitions-${number}-from`, '2022-03-01');
    await page.fill('#remark', 'Onze nieuwe winkel is open');
    await save(page);
    assert.match(page.url(), /saved=proposed/);
    assert.match(await page.textContent('main'), /wacht op goedkeuring/);
    assert.equal(await page.inputValue('#sites-1-name'), 'Winkel', 'the form goes on with the own proposal');
    await looksRight(page, 'proposed-1280');
    assert.doesNotMatch(await seen(), /Werf aan de Vaart|0566\.988\.259/);
    assert.doesNotMatch(await seen(`${path}/changes`), /Vestigingen/);
    await page.goto(`${site.origin}/nl/my`);
    assert.match(await page.textContent('main'), /Jouw voorstellen/);
  });

  test('the coordinator is asked, sees old and new per field, and approves', async () => {
    const page = await openAs(coordinator, '/nl/my');
    await looksRight(page, 'my-1280');
    await page.getByRole('link', { name: /^Beslis/ }).first().click();
    await looksRight(page, 'change-1280');
    const rows = await page.locator('tbody tr').allTextContents();
    assert.ok(rows.some((row) => /Ondernemingsnummer/.test(row) && /0566\.988\.259/.test(row)), String(rows));
    assert.ok(rows.some((row) => /Openingsuren/.test(row) && /twijfelachtig/.test(row)), String(rows));
    assert.match(await page.textContent('main'), /Wout Werker/);
    await page.getByRole('button', { name: 'Keur niet goed' }).click();
    assert.match(await page.textContent('.msg-err'), /Zeg waarom/);
    await page.getByRole('button', { name: 'Keur goed' }).click();
    assert.match(await page.textContent('.kind'), /goedgekeurd/);
    const shown = await seen();
    for (const word of [/0566\.988\.259/, /Werf aan de Vaart, Leuven/, /Winkel, Diestsestraat 1/, /kringloopcentrum, sinds 1 maart 2022/i,
      /ma-vr 9-17 u\. twijfelachtig/, /Opgave van de organisatie zelf/]) assert.match(shown, word);
    assert.doesNotMatch(await seen(`${path}/changes`), /Wout/, 'the public reads the kind of role, not the name');
    const visitor = await openAs(null, path, sizes.phone);
    await looksRight(visitor, 'organisation-360');
    await visitor.goto(`${site.origin}${path}/changes`);
    assert.match(await visitor.textContent('main'), /iemand van de organisatie/);
    await looksRight(visitor, 'history-360');
    await page.goto(site.origin + path);
    await looksRight(page, 'organisation-1280');
  });

  test('undo puts it back, and stands in the history itself', async () => {
    const page = await openAs(coordinator, `${path}/changes`);
    await page.locator('tbody th a').first().click();
    await page.getByRole('button', { name: 'Maak ongedaan' }).click();
    assert.match(await page.textContent('main'), /Dit maakt een eerdere wijziging ongedaan/);
    assert.doesNotMatch(await seen(), /Werf aan de Vaart|0566\.988\.259/);
    await page.goto(`${site.origin}${path}/changes`);
    const states = await page.locator('tbody td:last-child').allTextContents();
    assert.deepEqual(states.map((state) => state.trim()), ['goedgekeurd', 'ongedaan gemaakt']);
  });

  test('a refusal reaches whoever proposed it, with the reason', async () => {
    const page = await openAs(coach, `${path}/edit`);
    await page.fill('#website-0-value', 'www.verkeerd.example');
    await save(page);
    const judge = await openAs(coordinator, '/nl/changes');
    await judge.getByRole('link', { name: /^Bekijk/ }).click();
    await judge.fill('#reason', 'Die site is van een andere organisatie');
    await judge.getByRole('button', { name: 'Keur niet goed' }).click();
    await page.goto(`${site.origin}/nl/my`);
    assert.match((await page.textContent('main')).replace(/\s+/g, ' '), /niet goedgekeurd.*Die site is van een andere organisatie/);
    assert.doesNotMatch(await seen(), /verkeerd\.example/);
  });

  test('two who change it at the same time: the second sees what the first did and keeps what was typed', async () => {
    const first = await openAs(coordinator, `${path}/edit`);
    const second = await openAs(coordinator, `${path}/edit`);
    await first.fill('#other_names-0-value', 'De Kring');
    await save(first);
    await second.fill('#hours-0-value', 'alleen op afspraak');
    assert.equal(await save(second), 412);
    assert.match((await second.textContent('.note.warn')).replace(/\s+/g, ' '), /Andere namen ?De Kring/);
    assert.equal(await second.inputValue('#hours-0-value'), 'alleen op afspraak');
    assert.equal(await second.inputValue('#other_names-0-value'), 'De Kring');
    await looksRight(second, 'stale-1280');
    assert.equal(await save(second), 303);
    assert.match(await seen(), /De Kring.*alleen op afspraak/);
  });

  test('a coordinator makes an organisation, once, and finds it by name', async () => {
    const page = await openAs(coordinator, '/nl/organisations?q=Nieuwe+Kring', sizes.phone);
    await looksRight(page, 'list-360');
    await page.getByRole('link', { name: 'Nieuwe organisatie' }).click();
    assert.equal(await page.inputValue('#name-0-value'), 'Nieuwe Kring');
    await page.selectOption('#kind-0-value', 'social_economy');
    await page.fill('#place-0-value', 'Leuven');
    await page.check('[name=said_by][value=other]');
    await page.fill('#said_title', 'Jaarverslag 2025');
    await page.fill('#said_url', 'www.nieuwekring.example/verslag');
    await looksRight(page, 'new-360');
    await save(page);
    assert.match(await page.textContent('h1'), /Nieuwe Kring/);
    assert.match(await page.textContent('main'), /Jaarverslag 2025/);
    await page.goto(`${site.origin}/nl/organisations?q=nieuwe+kring`);
    assert.equal(await page.locator('tbody tr').count(), 1);
    await closePages();
  });
});
