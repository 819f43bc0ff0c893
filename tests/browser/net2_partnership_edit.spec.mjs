// NET2 and NET3: a hub's partners, area, sectors, services and contact point are kept on a page; ending a membership keeps what was,
// and the page says which kind is missing since when.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, sizes } from './browser.mjs';
import { looksRight as pageLooksRight, pagesOf, save } from './edit_pages.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, idText, plantPerson } from './people.mjs';

describe('a partnership', () => {
  let site, browser, openAs, closePages, coordinator, coach, administrator, path;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    ({ openAs, closePages } = pagesOf(browser, site));
    const hub = hubNumber(site, 'Ruilkring');
    path = `/nl/hubs/${idText(hub)}`;
    coordinator = plantPerson(site, { name: 'Cato Coördinator', email: 'cato@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hub }] });
    administrator = plantPerson(site, { name: 'Ada Beheer', email: 'ada@net.example', roles: [{ role: 'administrator', kind: 'network' }] });
    coach = plantPerson(site, { name: 'Cis Coach', email: 'cis@hub.example', roles: [{ role: 'coach', kind: 'hub', id: hub }] });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const looksRight = (page, name) => pageLooksRight(page, `net2-${name}`);
  const verdict = async (page) => (await page.textContent('#verdict')).replace(/\s+/g, ' ');
  /** The number of the row of the partner with that role and kind of name. */
  const rowOf = async (page, name) => {
    for (let row = 0; ; row += 1) {
      const field = page.locator(`#members-${row}-organisation`);
      if (await field.count() === 0) return -1;
      if ((await field.inputValue()).includes(name)) return row;
    }
  };

  test('ending a membership shows at once which kind is missing, and since when', async () => {
    const page = await openAs(coordinator, path);
    await page.getByRole('link', { name: 'Wijzig', exact: true }).click();
    assert.match(await verdict(page), /Drie soorten kernpartners/);
    await looksRight(page, 'edit-1280');
    const names = await page.locator('[id^="members-"][id$="-organisation"]').evaluateAll((all) => all.map((one) => one.value));
    const row = names.findIndex((name) => /stad|gemeente/i.test(name));
    assert.ok(row >= 0, String(names));
    await page.fill(`#members-${row}-to`, '2026-06-30');
    await save(page);
    assert.match(page.url(), /saved=approved/);
    assert.match(await verdict(page), /Ontbreekt: lokaal bestuur/);
    assert.match(await verdict(page), /1 juli 2026/);
    await looksRight(page, 'missing-1280');
    const visitor = await openAs(null, `${path}?on=2026-06-30`, sizes.phone);
    assert.match(await visitor.textContent('#partners'), new RegExp(names[row]), 'who was in on the last day');
    await visitor.goto(`${site.origin}${path}?on=2026-07-01`);
    assert.doesNotMatch(await visitor.textContent('#partners table'), new RegExp(names[row]));
  });

  test('a partner is found by a part of the name; several are a choice; nobody is told', async () => {
    const page = await openAs(coordinator, `${path}/edit`, sizes.phone);
    await looksRight(page, 'edit-360');
    const row = await rowOf(page, '').then(async () => (await page.locator('[id^="members-"][id$="-organisation"]').count()) - 1);
    await page.fill(`#members-${row}-organisation`, 'zzz bestaat niet');
    await page.selectOption(`#members-${row}-role`, 'core_partner');
    assert.equal(await save(page), 422);
    assert.match(await page.textContent('.errsum'), /zzz bestaat niet/);
    await page.fill(`#members-${row}-organisation`, 'stad');
    await page.fill(`#members-${row}-from`, '2026-07-01');
    assert.equal(await save(page), 422);
    await looksRight(page, 'choose-360');
    await page.selectOption(`#members-${row}-organisation_pick`, { label: await page.locator(`#members-${row}-organisation_pick option`, { hasText: 'Stad' }).first().textContent() });
    assert.equal(await save(page), 303);
    assert.match(await verdict(page), /Drie soorten kernpartners/);
  });

  test('area, services, contact point and recognition; and all of it back in one click', async () => {
    const page = await openAs(coordinator, `${path}/edit`);
    const before = await page.inputValue('#area-0-nis');
    await page.fill('#area-0-nis', `${before}\nHerent, 3210`);
    const services = await page.locator('#field-services select').count() - 1;
    await page.selectOption(`#services-${services}-topic`, 'info_point');
    const contacts = await page.locator('#field-contacts select').count() - 1;
    await page.selectOption(`#contacts-${contacts}-kind`, 'phone');
    await page.fill(`#contacts-${contacts}-value`, '016 12 34 56');
    await page.fill(`#contacts-${contacts}-hours`, 'werkdagen 9-12 u.');
    await page.fill('#recognised-0-value', 'Vlaamse overheid');
    await page.fill('#recognised-0-from', '2022-01-01');
    assert.equal(await save(page), 303);
    const visitor = await openAs(null, path);
    const shown = (await visitor.textContent('main')).replace(/\s+/g, ' ');
    for (const word of [/Herent/, /Lubbeek/, /016 12 34 56/, /werkdagen 9-12 u\./, /Vlaamse overheid/]) assert.match(shown, word);
    await visitor.goto(`${site.origin}/nl/which-hub?place=Herent`);
    assert.match(await visitor.textContent('main'), /Ruilkring/);
    await page.goto(`${site.origin}${path}/changes`);
    await page.locator('tbody th a').first().click();
    await looksRight(page, 'change-1280');
    await page.getByRole('button', { name: 'Maak ongedaan' }).click();
    await visitor.goto(site.origin + path);
    assert.doesNotMatch(await visitor.textContent('main'), /Herent|016 12 34 56|Vlaamse overheid/);
    await page.goto(`${site.origin}${path}/edit`);
    assert.equal(await page.inputValue('#area-0-nis'), before);
  });

  test('an administrator makes a hub with its public support; it is on the map and in the list', async () => {
    const page = await openAs(administrator, '/nl/hubs');
    await page.getByRole('link', { name: 'Nieuwe hub' }).click();
    await looksRight(page, 'new-1280');
    assert.equal(await save(page), 422);
    await page.fill('#name-0-value', 'Hub Proefstreek');
    await page.fill('#place_label-0-value', 'Tielt-Winge');
    await page.fill('#area-0-nis', 'Tielt-Winge');
    await page.fill('#position-0-at', '50.92, 4.90');
    await page.selectOption('#amounts-0-phase', 'exploration');
    await page.fill('#amounts-0-funder', 'Streekfonds');
    await page.fill('#amounts-0-amount', 'circa 15');
    await page.fill('#amounts-0-total_cost', '€ 12.000');
    assert.equal(await save(page), 422);
    assert.match(await page.textContent('.errsum'), /circa 15.* is geen bedrag/);
    assert.equal(await page.inputValue('#amounts-0-amount'), 'circa 15');
    assert.equal(await page.inputValue('#amounts-0-total_cost'), '12.000');
    await page.fill('#amounts-0-amount', '7.500,50');
    await looksRight(page, 'new-filled-1280');
    assert.equal(await save(page), 303);
    const shown = (await page.textContent('main')).replace(/\s+/g, ' ');
    for (const word of [/Hub Proefstreek/, /Streekfonds/, /€ 7\.500,50/, /€ 12\.000,00/]) assert.match(shown, word);
    const visitor = await openAs(null, '/nl/hubs');
    assert.equal(await visitor.getByRole('link', { name: 'Nieuwe hub' }).count(), 0);
    assert.equal(await visitor.locator('tbody th a', { hasText: 'Hub Proefstreek' }).count(), 1);
    assert.equal(await visitor.locator('svg a[aria-label^="Hub Proefstreek"]').count(), 1);
    assert.equal((await visitor.goto(`${site.origin}/nl/hubs/new`)).url().includes('/hubs/new'), false);
    const own = await openAs(coordinator, '/nl/hubs/new');
    assert.match(await own.textContent('h1'), /is er niet/);
  });

  test('a coach proposes; a municipality that is none is told by name', async () => {
    const page = await openAs(coach, `${path}/edit`, sizes.phone);
    const area = await page.inputValue('#area-0-nis');
    await page.fill('#area-0-nis', `${area}, Nergensdorp`);
    assert.equal(await save(page), 422);
    assert.match(await page.textContent('.errsum'), /Nergensdorp/);
    assert.match(await page.inputValue('#area-0-nis'), /Nergensdorp/);
    await page.fill('#area-0-nis', `${area}, Bertem`);
    assert.equal(await save(page), 303);
    assert.match(await page.textContent('main'), /wacht op goedkeuring/);
    const mail = await site.mailbox.waitFor('cato@hub.example', /Wijziging van .*Ruilkring.* wacht op jou/);
    assert.match(mail.text, /Werkgebied/);
    assert.match(mail.text, /\/nl\/changes\/[0-9a-z]{13}\n/);
    const stop = mail.headers.find(({ key }) => key === 'list-unsubscribe').value.slice(1, -1);
    assert.equal(site.mailbox.mails.filter(({ to }) => to.includes('cis@hub.example')).length, 0);
    await page.getByRole('link', { name: 'Bekijk je voorstel' }).click();
    await looksRight(page, 'proposal-360');
    await page.getByRole('button', { name: 'Trek je voorstel in' }).click();
    assert.match(await page.textContent('.kind'), /ingetrokken/);
    const wishes = await openAs(null, new URL(stop).pathname, sizes.phone);
    await wishes.getByRole('button', { name: 'Stuur me deze mails niet meer' }).click();
    assert.match(await wishes.textContent('[role=status]'), /Je krijgt deze mails niet/);
    await looksRight(wishes, 'mails-360');
    assert.equal((await fetch(stop.replace(/.{5}$/, 'zzzzz'))).status, 404);
    const before = site.mailbox.mails.length;
    await page.goto(`${site.origin}${path}/edit`);
    await page.fill('#area-0-nis', `${area}, Bertem`);
    assert.equal(await save(page), 303);
    await new Promise((done) => setTimeout(done, 1500));
    assert.equal(site.mailbox.mails.length, before, 'who wants no mails gets none');
    await closePages();
  });
});
