// NET2 and NET3: a hub's partners, area, sectors, services and contact point are kept on a page; ending a membership keeps what was,
// and the page says which kind is missing since when.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, sizes } from './browser.mjs';
import { looksRight as pageLooksRight, pagesOf, save } from './edit_pages.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, idText, plantPerson } from './people.mjs';

describe('a partnership', () => {
  let site, browser, openAs, closePages, coordinator, coach, path;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    ({ openAs, closePages } = pagesOf(browser, site));
    const hub = hubNumber(site, 'Ruilkring');
    path = `/nl/hubs/${idText(hub)}`;
    coordinator = plantPerson(site, { name: 'Cato Coördinator', email: 'cato@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hub }] });
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
    await page.getByRole('link', { name: 'Bekijk je voorstel' }).click();
    await looksRight(page, 'proposal-360');
    await page.getByRole('button', { name: 'Trek je voorstel in' }).click();
    assert.match(await page.textContent('.kind'), /ingetrokken/);
    await closePages();
  });
});
