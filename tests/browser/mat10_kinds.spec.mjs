// MAT10: food, water, heat and power, room and machines can be offered, needed, filtered and shown on the map; what is no material
// is matched straight by what it is, distance, time and quantity. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { idText, openAs, plantPerson, sql } from './people.mjs';

const text = async (page) => (await page.locator('main').textContent()).replace(/\s+/g, ' ');

describe('kinds of offers and needs', () => {
  let site, browser, phone, desk, owner;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    phone = await openPage(browser);
    desk = await openPage(browser, { size: sizes.desk });
    const organisation = sql(site, "SELECT organisation_id FROM organisation WHERE organisation_key = 'voorbeeldfabriek-halve-hal'");
    owner = plantPerson(site, { name: 'Hanne', email: 'hanne@example.org', roles: [{ role: 'organisation_user', kind: 'organisation', id: organisation }] });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  const looksRight = async (page, name) => {
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await tooWide(page), []);
    assert.deepEqual(page.complaints, []);
    await screenshot(page, `mat10-${name}`);
  };
  const addressOf = (title) => `/nl/offers/${idText(sql(site, `SELECT stream_id FROM stream WHERE title_nl = '${title}'`))}`;

  test('the kind comes first; each form has its own fields and at most six questions', async () => {
    for (const [resource, unit, field] of [['food', 'kg', 'use_by'], ['water', 'm3', 'variety'], ['energy', 'kwh', 'temperature'],
      ['space', 'm2', 'free_from'], ['machine', 'hour', 'hours_from']]) {
      await phone.goto(`${site.origin}/nl/offers/new?resource=${resource}`);
      assert.equal(await phone.locator('#unit').inputValue(), unit);
      assert.equal(await phone.locator(`main [name=${field}]`).count(), 1);
      const numbers = (await phone.locator('form label, form legend').allTextContents()).filter((words) => /^\s*\d\./.test(words));
      assert.ok(numbers.length <= 6, `${resource}: ${numbers}`);
      assert.equal(await phone.locator('[name=waste_code]').count(), resource === 'food' ? 1 : 0);
      await looksRight(phone, `form-${resource}-360`);
    }
  });

  test('a visitor offers heat; a wrong field is told and nothing typed is lost', async () => {
    await phone.goto(`${site.origin}/nl/offers/new`);
    await phone.getByRole('link', { name: 'Warmte of stroom' }).click();
    await phone.fill('#what', 'Restwarmte van de drukpers');
    await phone.fill('#amount', '5000');
    await phone.check('[name=rhythm][value=month]');
    await phone.fill('#place', 'Leuven');
    await phone.fill('#email', 'jo@voorbeeld.example');
    await phone.selectOption('#variety', 'heat');
    await phone.fill('#temperature', '55,5');
    await phone.fill('#hours_from', '08:00');
    await phone.locator('main form button.btn').first().click();
    assert.match(await text(phone), /hele graden/);
    assert.equal(await phone.inputValue('#what'), 'Restwarmte van de drukpers');
    assert.equal(await phone.inputValue('#temperature'), '55,5');
    await phone.fill('#temperature', '55');
    await phone.fill('#hours_to', '20:00');
    await phone.locator('main form button.btn').first().click();
    assert.match(await text(phone), /Past rechtstreeks/);
    assert.match(await text(phone), /Warmte om hout te drogen/);
    assert.match(await text(phone), /55 °C/);
  });

  test('kilowatt-hours never come into a field of kilograms', async () => {
    await desk.goto(`${site.origin}/nl/offers/new`);
    assert.equal(await desk.locator('#unit option[value=kwh]').count(), 0);
    await desk.goto(`${site.origin}/nl/offers/new?resource=energy`);
    assert.deepEqual(await desk.locator('#unit option').evaluateAll((all) => all.map((one) => one.value)), ['kwh']);
  });

  test('direct matches are ranked and explained, near-misses say why not', async () => {
    await desk.goto(site.origin + addressOf('Restwarmte van de ovens'));
    const all = await text(desk);
    assert.match(all, /Warmte om hout te drogen.*km.*uur per dag.*12\.000 kWh|Warmte om hout te drogen/);
    assert.match(all, /temperatuur past niet/);
    assert.match(all, /Het verschil is 15 °C/);
    await desk.locator('ol.direct details').first().evaluate((one) => { one.open = true; });
    const points = (await desk.locator('ol.direct li').first().locator('dd').allTextContents())
      .map((line) => Number(line.match(/([\d,]+) van/)[1].replace(',', '.')));
    const score = Number((await desk.locator('ol.direct summary').first().textContent()).match(/([\d,]+)\s*$/)[1].replace(',', '.'));
    assert.ok(Math.abs(points.reduce((a, b) => a + b) - score) < 0.001, `${points} = ${score}`);
    await looksRight(desk, 'heat-1280');
    await phone.goto(site.origin + addressOf('Opslag voor herstelde meubels'));
    assert.match(await text(phone), /Halve hal met kade.*dagen samen/);
    await looksRight(phone, 'space-360');
    await phone.goto(site.origin + addressOf('Water om voertuigen te wassen'));
    assert.match(await text(phone), /Regenwater van ons dak/);
    assert.match(await text(phone), /kwaliteit te laag/);
    await phone.goto(site.origin + addressOf('Bestelwagen om voeding op te halen'));
    assert.match(await text(phone), /Bestelwagen op weekdagen/);
    await phone.goto(site.origin + addressOf('Naaiwerk voor een proefreeks'));
    assert.match(await text(phone), /te ver|Hoeveel het is, is niet bekend/);
  });

  test('cold food goes to who keeps it cold, and nobody else', async () => {
    await desk.goto(site.origin + addressOf('Yoghurt die bijna vervalt'));
    const all = await text(desk);
    assert.match(all, /Voorbeeldkeuken De Koeling/);
    const chains = await desk.locator('[id^=chain-]').allTextContents();
    assert.ok(chains.length > 0 && chains.every((words) => !words.includes('Droog Rek')), 'no chain without cooling');
    assert.match(all, /gekoeld/);
    await looksRight(desk, 'food-1280');
  });

  test('list and map filter by kind', async () => {
    await desk.goto(`${site.origin}/nl/materials?resource=space`);
    assert.match(await text(desk), /Halve hal met kade/);
    assert.doesNotMatch(await text(desk), /Restwarmte/);
    assert.equal(await desk.locator('#resource').inputValue(), 'space');
    await looksRight(desk, 'list-1280');
    await phone.goto(`${site.origin}/nl/map?resource=water`);
    assert.match(await text(phone), /Regenwater van ons dak/);
    assert.match((await phone.locator('svg').allTextContents()).join(' ') + await text(phone), /Leuven/);
  });

  test('the full form has the details of goods, and of other kinds their own', async () => {
    const page = await openAs(browser, site, owner, '/nl/our-streams/new?resource=material', { javaScriptEnabled: true });
    await page.fill('#what', 'Houten binnendeuren');
    await page.fill('#amount', '24');
    await page.selectOption('#unit', 'piece');
    await page.check('[name=rhythm][value=once]');
    await page.fill('#place', 'Leuven');
    await page.locator('#details summary').click();
    await page.fill('#unit_weight', '28,5');
    await page.fill('#contamination', '3');
    await page.selectOption('#packaging', 'pallet');
    await page.selectOption('#transport', 'third_party');
    await page.fill('#length', '201,5');
    await page.fill('#width', '0');
    await page.fill('#from', '2027-03-01');
    await page.locator('button[value=save]').click();
    assert.match(await text(page), /meer dan 0 cm/);
    assert.equal(await page.inputValue('#length'), '201,5');
    await looksRight(page, 'details-error-1280');
    await page.fill('#width', '83');
    await page.locator('button[value=save]').click();
    assert.equal(await page.inputValue('#unit_weight'), '28,5');
    await page.goto(site.origin + addressOf('Houten binnendeuren'));
    for (const words of [/201,5 × 83 × onbekend cm/, /28,5 kg/, /op paletten/, /derde/i, /684 kg/]) assert.match(await text(page), words);
    await page.goto(`${site.origin}/nl/our-streams/new?kind=need&resource=machine`);
    assert.equal(await page.locator('#unit_weight').count(), 0);
    assert.match(await text(page), /Prijs per uur/);
    await looksRight(page, 'need-machine-1280');
    await page.context().close();
  });
});
