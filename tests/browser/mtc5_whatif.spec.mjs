// MTC5: a coordinator changes something, sees before, after and difference, keeps, shares and compares it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk, until } from './kringwerk.mjs';
import { hubNumber, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('what if', () => {
  let site, browser, coordinator, reader, stranger;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const person = (name, role, kind, id) => plantPerson(site, { name, email: `${name.toLowerCase()}@hub.example`, roles: [{ role, kind, id }] });
    coordinator = person('Cato', 'coordinator', 'hub', hubNumber(site, 'Leuven'));
    stranger = person('Sus', 'coordinator', 'hub', hubNumber(site, 'Kortrijk'));
    reader = person('Lid', 'organisation_user', 'organisation', sql(site, 'SELECT MIN(organisation_id) FROM organisation'));
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  const openAs = (person, path, options) => openPageAs(browser, site, person, path, { javaScriptEnabled: true, ...options });

  async function begin(page, name, hub = '') {
    await page.goto(`${site.origin}/nl/what-if`);
    await page.fill('#name', name);
    if (hub) await page.selectOption('#hub', { label: hub });
    await page.getByRole('button', { name: 'Begin' }).click();
    assert.match(page.url(), /\/nl\/what-if\/[0-9a-z]{13}$/);
  }
  async function choose(page, kind) {
    await page.selectOption('#kind', kind);
    await page.getByRole('button', { name: 'Volgende stap' }).click();
  }
  const calculate = (page) => page.getByRole('button', { name: 'Reken uit' }).click();

  test('a plan first; then a workshop more, in steps without JavaScript', async () => {
    const page = await openAs(coordinator, '/nl/what-if', { javaScriptEnabled: false });
    assert.match(await page.textContent('main'), /Er is nog geen plan/);
    await page.goto(`${site.origin}/nl/plan/new`);
    await page.getByRole('button', { name: 'Reken het plan uit' }).click();
    await until(() => sql(site, "SELECT COUNT(*) FROM plan_run WHERE state = 'done'") === '1', 120, 'the worker');
    await begin(page, 'Wasstraat in Hasselt');
    await choose(page, 'add_activity');
    await page.fill('#amount', '2,5');
    await page.fill('#place', 'Hasselt');
    await page.fill('#hours', '20');
    await calculate(page);
    const text = await page.textContent('main');
    assert.match(text, /Erbij: 2\.500.kg per week in Hasselt/);
    for (const label of ['Waarde', 'Materiaal gebruikt', 'Restafval', 'Uren sociaal werk', 'Vervoer over de weg', 'CO2e']) assert.ok(text.includes(label), label);
    await choose(page, 'set_policy');
    await page.selectOption('#subject', 'tau_eur_per_tkm');
    await page.fill('#number', '0,5');
    await calculate(page);
    assert.equal(await page.locator('ul.list li').count(), 2);
    await page.context().close();
  });

  test('bad input is said at its field and what was typed is kept', async () => {
    const page = await openAs(coordinator, '/nl/what-if');
    await begin(page, 'Fouten');
    await choose(page, 'add_activity');
    await page.fill('#amount', 'veel');
    await page.fill('#place', 'Nergenshuizen');
    await page.fill('#cost', '-3');
    await calculate(page);
    assert.equal(await page.locator('.field.err').count(), 3);
    assert.equal(await page.inputValue('#amount'), 'veel');
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mtc5-errors-1280');
    await page.goto(page.url().replace('/change', ''));
    await choose(page, 'remove_stream');
    await page.fill('#stream', 'zzzz bestaat niet');
    await calculate(page);
    assert.match(await page.textContent('.field.err'), /niets dat daarop lijkt/);
    await page.context().close();
  });

  test('the network reads a shared scenario and may not change it; a hub keeps its own to itself', async () => {
    const list = await openAs(reader, '/nl/what-if');
    await list.getByRole('link', { name: 'Wasstraat in Hasselt' }).click();
    assert.match(await list.textContent('main'), /Met wijziging/);
    assert.equal(await list.getByRole('button').filter({ hasText: 'Verwijder' }).count(), 0);
    assert.deepEqual(await axe(list), []);
    for (const theme of ['light', 'dark']) {
      await list.emulateMedia({ colorScheme: theme });
      await screenshot(list, `mtc5-scenario-1280-${theme}`);
    }
    await list.setViewportSize(sizes.phone);
    assert.deepEqual(await tooWide(list), []);
    await screenshot(list, 'mtc5-scenario-360-light');
    const page = await openAs(coordinator, '/nl/what-if');
    await page.fill('#name', 'Van ons alleen');
    await page.selectOption('#hub', { index: 1 });
    await page.getByRole('button', { name: 'Begin' }).click();
    const address = page.url();
    for (const person of [reader, stranger]) {
      const other = await openAs(person, '/nl/what-if');
      assert.doesNotMatch(await other.textContent('main'), /Van ons alleen/);
      const hidden = await other.goto(address);
      const absent = await other.request.get(`${site.origin}/nl/what-if/0000000000001`);
      assert.equal(hidden.status(), 404);
      assert.equal(absent.status(), 404);
      await other.context().close();
    }
    for (const each of [list, page]) await each.context().close();
  });

  test('scenarios side by side, renamed and deleted; an old page does not overwrite a new one', async () => {
    const page = await openAs(coordinator, '/nl/what-if');
    await begin(page, 'Minder vervoer');
    const address = page.url();
    await choose(page, 'set_capacity');
    await page.fill('#amount', '2');
    const old = await openAs(coordinator, address.replace(site.origin, '') + '/change?kind=set_capacity');
    await calculate(page);
    await old.fill('#amount', '3');
    await calculate(old);
    assert.match(await old.textContent('.note'), /intussen gewijzigd/);
    assert.equal(await old.inputValue('#amount'), '3');
    await page.goto(`${site.origin}/nl/what-if`);
    for (const name of ['Wasstraat in Hasselt', 'Minder vervoer']) await page.getByLabel(`kies ${name}`).check();
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mtc5-list-1280');
    await page.getByRole('button', { name: /Vergelijk/ }).click();
    assert.equal(await page.locator('thead th').count(), 3);
    assert.deepEqual(await axe(page), []);
    await page.setViewportSize(sizes.phone);
    assert.deepEqual(await tooWide(page), []);
    await screenshot(page, 'mtc5-compare-360');
    await page.goto(address);
    await page.fill('#name', 'Ander woord');
    await page.getByRole('button', { name: 'Bewaar de naam' }).click();
    assert.match(await page.textContent('h1'), /Ander woord/);
    await page.getByRole('button', { name: 'Verwijder dit scenario' }).click();
    assert.doesNotMatch(await page.textContent('main'), /Ander woord/);
    assert.match(sql(site, "SELECT group_concat(action) FROM (SELECT action FROM audit_line WHERE action LIKE 'scenario.%' ORDER BY line_number)"), /scenario.made.*scenario.changed.*scenario.renamed.*scenario.deleted/);
    for (const each of [page, old]) await each.context().close();
  });
});
