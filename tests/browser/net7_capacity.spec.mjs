// NET7: a workshop keeps what it can do and its calendar; anybody asks the directory in one sentence.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, idText, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('capabilities', () => {
  let site, browser, worker, stranger, coordinator, washer, path;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    washer = sql(site, "SELECT organisation_id || '|' || capability_id FROM capability WHERE capability_key = 'cap-golden-wash-crates'").split('|');
    const other = sql(site, `SELECT MIN(organisation_id) FROM organisation WHERE organisation_id <> ${washer[0]}`);
    const works = (id) => [{ role: 'organisation_user', kind: 'organisation', id }];
    worker = plantPerson(site, { name: 'Wim Wasser', email: 'wim@wasser.example', roles: works(washer[0]) });
    stranger = plantPerson(site, { name: 'Zoë Zoeker', email: 'zoe@zoeker.example', roles: works(other) });
    const hub = sql(site, `SELECT hub_id FROM hub_area JOIN organisation USING (nis) WHERE organisation_id = ${washer[0]} LIMIT 1`);
    coordinator = plantPerson(site, { name: 'Cora Coördinator', email: 'cora@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hub || hubNumber(site, 'Leuven') }] });
    path = `/nl/capabilities/${idText(washer[1])}`;
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  const openAs = (person, address, options) => openPageAs(browser, site, person, address, { javaScriptEnabled: true, ...options });
  const look = async (page, name) => {
    assert.deepEqual(await axe(page), []);
    for (const [label, size] of Object.entries({ phone: sizes.phone, desk: sizes.desk })) {
      await page.setViewportSize(size);
      assert.deepEqual(await tooWide(page), [], `${name} ${label}`);
      await screenshot(page, `net7-${name}-${label}`);
    }
  };

  test('a question in one sentence becomes filters, results say why, near misses what they lack', async () => {
    const page = await openAs(null, '/nl/capabilities');
    await page.fill('#q', 'Wie kan 500 kg kratten wassen binnen 60 km van Leuven in maart?');
    await page.getByRole('button', { name: 'Zoek' }).click();
    assert.equal(await page.inputValue('#work'), 'wash');
    assert.equal(await page.inputValue('#kg'), '500');
    assert.equal(await page.inputValue('#what'), 'kratten');
    assert.equal(await page.inputValue('#radius'), '60');
    assert.equal(await page.inputValue('#place'), 'Leuven');
    assert.match(await page.inputValue('#when'), /^20\d\d-03$/);
    assert.match(await page.textContent('.workshops'), /km van Leuven, .*kg vrij in maart/);
    const offered = await page.locator('#permit option').allTextContents();
    assert.ok(offered.includes('gevaarlijk elektro-afval'));
    assert.deepEqual(offered.filter((words) => /^(hazardous|cold-chain)-/.test(words)), [], 'names, not keys');
    await keepHtml('net7-directory', await page.content());
    await look(page, 'directory');
    await page.fill('#kg', '900000');
    await page.getByRole('button', { name: 'Toon', exact: true }).click();
    assert.match(await page.textContent('main'), /Niemand past helemaal/);
    assert.match(await page.textContent('main'), /Te weinig ruimte/);
    const csv = await page.request.get(site.origin + await page.getAttribute('a[href*="list.csv"]', 'href'));
    const lines = (await csv.text()).trimEnd().split('\r\n');
    assert.match(lines[0], /^\uFEFF?past;naam;.*;km;vrij in kg;.*;prijs in euro per ton;/);
    assert.match(lines[1], /^net niet;/);
    assert.match(lines[1], /;\d+,\d\d;/, 'a price is a number that a spreadsheet adds up');
    await page.context().close();
  });

  test('a workshop adds work, is told what is wrong, changes it, pauses it and undoes that', async () => {
    const page = await openAs(worker, '/nl/our-capabilities');
    await page.getByRole('link', { name: 'Nieuw werk toevoegen' }).click();
    await page.selectOption('#kind', 'wash');
    await page.fill('#name_nl', 'Textiel wassen op 60 graden');
    await page.fill('#accepts', 'textiel\nxqzvw');
    for (const [row, share] of [[1, '70'], [2, '40']]) {
      await page.fill(`#material_${row}`, row === 1 ? 'textiel' : 'hout');
      await page.fill(`#yield_${row}`, share);
    }
    await page.fill('#capacity', '1.000');
    await page.fill('#cost', '120');
    await page.fill('#min_batch', '200');
    await page.fill('#max_batch', '100');
    await page.getByRole('button', { name: 'Zet open' }).click();
    const found = await page.textContent('.errsum');
    for (const what of [/xqzvw/, /110 %/, /grootste partij is kleiner/]) assert.match(found, what);
    assert.equal(await page.inputValue('#capacity'), '1.000');
    await look(page, 'form-errors');
    await page.fill('#accepts', 'textiel');
    await page.fill('#yield_2', '20');
    await page.fill('#max_batch', '500');
    await page.getByLabel('gevaarlijk textielafval').check();
    await page.fill('#permits', 'Gekoeld bewaren en vervoeren; eigen vergunning');
    await page.getByRole('button', { name: 'Zet open' }).click();
    assert.match(await page.textContent('[role=status]'), /Bewaard/);
    for (const known of ['gevaarlijk textielafval', 'gekoeld bewaren en vervoeren']) assert.ok(await page.getByLabel(known).isChecked(), known);
    assert.equal(await page.inputValue('#permits'), 'eigen vergunning');
    const address = page.url();
    await page.fill('#capacity', '1.200');
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
    await page.getByRole('button', { name: 'Pauzeer' }).click();
    assert.match(await page.textContent('.pagehead'), /Gepauzeerd/);
    await page.getByRole('button', { name: 'Maak de laatste wijziging ongedaan' }).click();
    assert.match(await page.textContent('.pagehead'), /Open/);
    assert.equal(await page.inputValue('#capacity'), '1200');
    assert.match(await page.textContent('main'), /Laatste wijziging ongedaan gemaakt/);
    await look(page, 'form');
    // Somebody else saved meanwhile: what was typed stays.
    const second = await openAs(worker, new URL(address).pathname);
    await second.fill('#capacity', '1.500');
    await second.getByRole('button', { name: 'Bewaar', exact: true }).click();
    await page.fill('#capacity', '1.300');
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
    assert.match(await page.textContent('[role=alert]'), /1500/);
    assert.equal(await page.inputValue('#capacity'), '1.300');
    const hidden = await openAs(stranger, new URL(address).pathname);
    assert.match(await hidden.textContent('h1'), /Deze pagina is er niet/);
    for (const each of [page, second, hidden]) await each.context().close();
  });

  test('a booking takes room, overbooking names the week, others see steps alone', async () => {
    const page = await openAs(worker, `${path}/calendar`);
    const before = await page.textContent('dl.figs');
    await page.fill('#title', 'Festival De Zomer');
    await page.fill('#kilograms', '300');
    await page.getByRole('button', { name: 'Boek', exact: true }).click();
    assert.match(await page.textContent('[role=status]'), /Bewaard/);
    assert.match(await page.textContent('main'), /Festival De Zomer/);
    assert.notEqual(await page.textContent('dl.figs'), before);
    await page.fill('#title', 'Te veel');
    await page.fill('#kilograms', '5.000');
    await page.getByRole('button', { name: 'Boek', exact: true }).click();
    assert.match(await page.textContent('.errsum'), /Week \d+ van 20\d\d heeft nog 400 kg vrij/);
    assert.equal(await page.inputValue('#title'), 'Te veel');
    await page.selectOption('#exception_from', { index: 4 });
    await page.selectOption('#exception_to', { index: 5 });
    await page.getByRole('button', { name: 'Voeg toe' }).click();
    await page.locator('.weektable summary').click();
    assert.match(await page.textContent('main'), /Gesloten/);
    await keepHtml('net7-calendar', await page.content());
    await look(page, 'calendar');
    const open = await openAs(stranger, `${path}/calendar`);
    assert.doesNotMatch(await open.textContent('main'), /Festival/);
    assert.equal(await open.locator('main form').count(), 0);
    await look(open, 'calendar-others');
    const hub = await openAs(coordinator, `${path}/calendar`);
    assert.match(await hub.textContent('main'), /Festival De Zomer/);
    for (const each of [page, open, hub]) await each.context().close();
  });
});
