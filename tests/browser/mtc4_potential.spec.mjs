// MTC4: where one tonne or one hour more is worth most, per hub, process and material, as an interval.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk, until } from './kringwerk.mjs';
import { hubNumber, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('potential', () => {
  let site, browser, coordinator, reader, outsider;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const hub = hubNumber(site, 'Leuven');
    coordinator = plantPerson(site, { name: 'Cato Coördinator', email: 'cato@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hub }] });
    reader = plantPerson(site, { name: 'Organisatie Lid', email: 'lid@bedrijf.example', roles: [{ role: 'organisation_user', kind: 'organisation', id: sql(site, 'SELECT MIN(organisation_id) FROM organisation') }] });
    outsider = plantPerson(site, { name: 'Zonder Rol', email: 'zonder@burger.example' });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  // With scripts only so that axe can look; the pages themselves have none.
  const openAs = (person, path, options) => openPageAs(browser, site, person, path, { javaScriptEnabled: true, ...options });

  test('before the first plan the page says what is missing; without a role it is not there', async () => {
    const page = await openAs(coordinator, '/nl/potential');
    assert.match(await page.textContent('.empty'), /Er is nog geen plan/);
    assert.deepEqual(await axe(page), []);
    const nobody = await openAs(outsider, '/nl/potential');
    assert.match(await nobody.textContent('h1'), /Deze pagina is er niet/);
    for (const each of [page, nobody]) await each.context().close();
  });

  test('after a plan every row has an interval, a hub and the records it rests on', async () => {
    const start = await openAs(coordinator, '/nl/plan/new');
    await start.getByRole('button', { name: 'Reken het plan uit' }).click();
    await until(() => sql(site, "SELECT COUNT(*) FROM plan_run_file WHERE name = 'potential.csv'") === '1', 120, 'the worker');
    const page = await openAs(reader, '/nl/potential');
    assert.match(await page.textContent('tbody'), /waard (tussen )?€ [0-9.,]+ (en € [0-9.,]+ )?per ton/);
    assert.ok(await page.locator('.interval-bar').count() > 3);
    assert.ok(await page.locator('.map .interval').count() > 0);
    assert.ok(await page.locator('tbody a').count() > 3);
    assert.match(await page.textContent('main'), /Wat dit niet zegt/);
    assert.deepEqual(await axe(page), []);
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme });
      await screenshot(page, `mtc4-potential-1280-${theme}`);
    }
    await page.setViewportSize(sizes.phone);
    assert.deepEqual(await tooWide(page), []);
    await screenshot(page, 'mtc4-potential-360-light');
    await page.context().close();
    await start.context().close();
  });

  test('filters narrow the rows, and the same rows can be taken along', async () => {
    const page = await openAs(reader, '/nl/potential', { javaScriptEnabled: false });
    const all = await page.locator('tbody tr').count();
    await page.selectOption('#kind', 'need');
    await page.getByRole('button', { name: 'Toon' }).click();
    const rows = await page.locator('tbody tr').count();
    assert.ok(rows > 0 && rows < all);
    for (const text of await page.locator('tbody th').allTextContents()) assert.match(text, /Vraag naar/);
    const csv = await page.request.get(`${site.origin}/nl/potential/list.csv?kind=need`);
    const lines = (await csv.text()).trim().split('\r\n');
    assert.ok(lines.length - 1 >= rows, 'the file has every row');
    assert.match(lines[0], /ondergrens;bovengrens;/);
    for (const line of lines.slice(1)) assert.match(line, /;-?\d+,\d\d;-?\d+,\d\d;euro per ton;/);
    await page.goto(`${site.origin}/nl/potential?hub=0123456789abc`);
    assert.match(await page.textContent('.empty'), /geen plek/);
    await page.context().close();
  });
});
