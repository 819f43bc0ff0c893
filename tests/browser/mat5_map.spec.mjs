// MAT5: map, table and drawing of the same streams under one address; a map to zoom, with a keyboard too; files to take
// along that another program reads; views that are kept. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, openAs, plantPerson, sql } from './people.mjs';

const drawn = '[data-map][data-shown]';
const number = (text) => Number(/\d+/.exec(text.replaceAll('.', ''))[0]);

describe('the material map', () => {
  let site, browser, painter;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    painter = await launchBrowser({ drawing: 'webgl' });
  });
  after(async () => {
    await browser?.close();
    await painter?.close();
    await site?.stop();
  });

  const region = async (query) => (await fetch(`${site.origin}/nl/map/region.json?box=2,49.5,7,52&zoom=7&${query}`)).json();

  test('without JavaScript: drawing, table, flows and two lists of months', async () => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${site.origin}/nl/map?family=hout&from=2026-12&to=2027-02`);
    assert.equal(await page.locator('.drawn svg.map').count(), 1);
    assert.ok(await page.locator('.sankey').count() === 1);
    assert.ok((await page.locator('tbody').first().locator('tr').count()) > 5);
    assert.equal(await page.locator('select[name=from] option:checked').textContent(), 'december 2026');
    assert.equal(await page.locator('select[name=to] option:checked').textContent(), 'februari 2027');
    await page.locator('select[name=kind]').selectOption('need');
    await page.locator('form.filters button.btn:visible').last().click();
    const count = number(await page.locator('[data-part=found] b').first().textContent());
    const asked = new URL(page.url()).searchParams;
    assert.deepEqual([asked.get('family'), asked.get('kind'), asked.get('from')], ['hout', 'need', '2026-12']);
    assert.equal((await region(asked.toString())).total, count, 'map and page show the same number');
    assert.deepEqual(await tooWide(page), []);
    await page.context().close();
  });

  test('a map to zoom: clusters, a card with links, the keyboard, one address for the view', async () => {
    const page = await openPage(painter, { size: sizes.desk });
    await page.goto(`${site.origin}/nl/map`);
    await page.waitForSelector(drawn);
    assert.ok(await page.locator('.drawn').isHidden());
    const sum = (await page.locator('.mcircle').evaluateAll((all) => all.map((one) => one.textContent || '1')));
    const total = number(await page.locator('[data-part=found] b').first().textContent());
    assert.equal(sum.reduce((so, one) => so + Number(one), 0), total, 'the circles hold all streams');
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mat5-1280');

    const first = page.locator('.mcircle[tabindex="0"]');
    assert.equal(await first.count(), 1, 'one circle is in the tab order');
    await first.focus();
    const name = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    await page.keyboard.press('ArrowRight');
    const next = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    assert.notEqual(next, name);
    assert.match(next, /keer (aanbod|vraag)/);
    await page.locator('.mcircle[aria-label*="en omgeving"]').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/at=[\d.]+\/[\d.]+\/[\d.]+/);
    for (let i = 0; i < 9 && !(await page.locator('.mapcard:visible').count()); i += 1) {
      await page.keyboard.press('Enter');
      await page.waitForTimeout(700);
    }
    assert.ok((await page.locator('.mapcard a').count()) > 0, 'a circle that does not split opens a card with links');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('.mapcard').isHidden());
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains('mcircle')), 'the focus is back');

    const zoomed = page.url();
    await page.locator('select[name=family]').selectOption('hout');
    await page.waitForURL(/family=hout/);
    assert.match(page.url(), /family=hout/);
    assert.ok(new URL(page.url()).searchParams.get('at') === new URL(zoomed).searchParams.get('at'));
    assert.ok(await page.locator('select[name=material]').isVisible());
    await page.locator('[data-time] input[data-of=to]').focus();
    await page.keyboard.press('Home');
    await page.waitForURL(/to=2\d{3}-\d\d/);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  test('on a phone, in the dark', async () => {
    const page = await openPage(painter, { dark: true, hasTouch: true });
    await page.goto(`${site.origin}/nl/map?family=metaal`);
    await page.locator('figure.xl').scrollIntoViewIfNeeded();
    await page.waitForSelector(drawn);
    assert.deepEqual(await tooWide(page), []);
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mat5-360-dark');
    await page.context().close();
  });

  test('without WebGL the drawing stays', async () => {
    const page = await openPage(browser, { size: sizes.desk });
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${site.origin}/nl/map`, { waitUntil: 'networkidle' });
    assert.ok(await page.locator('.drawn svg.map').isVisible());
    assert.ok(await page.locator('[data-map]').isHidden());
    assert.ok(!asked.some((url) => /\/map[._]/.test(url)), 'nothing of the zoomable map was fetched');
    await page.context().close();
  });

  test('files: GDAL reads the GeoJSON, the CSV has as many rows, both what is seen', async () => {
    const query = 'family=kunststof&kind=offer';
    const { total } = await region(query);
    const file = join(site.data, 'map.geojson');
    const answer = await fetch(`${site.origin}/nl/map/list.geojson?${query}`);
    assert.match(answer.headers.get('content-type'), /geo\+json/);
    writeFileSync(file, await answer.text());
    const told = execFileSync('ogrinfo', ['-al', '-so', file], { encoding: 'utf8' });
    assert.match(told, new RegExp(`Feature Count: ${total}\\b`));
    assert.match(told, /Geometry: Point/);
    assert.match(told, /kg_per_week: Real/);
    const csv = await (await fetch(`${site.origin}/nl/map/list.csv?${query}`)).text();
    assert.equal(csv.trimEnd().split('\r\n').length, total + 1);
    const table = join(site.data, 'kringwerk.csv');
    writeFileSync(table, csv);
    const read = execFileSync('ogrinfo', ['-al', '-so', table, '-oo', 'AUTODETECT_TYPE=YES', '-oo', 'X_POSSIBLE_NAMES=lengtegraad',
      '-oo', 'Y_POSSIBLE_NAMES=breedtegraad'], { encoding: 'utf8' });
    assert.match(read, new RegExp(`Feature Count: ${total}\\b`));
    assert.match(read, /Geometry: Point/);
    assert.match(read, /Extent: \([2-6]\.\d+, (49|50|51)\.\d+\)/);
    assert.match(read, /hoeveelheid: (Real|Integer)/);
    assert.match(read, /lengtegraad: Real/);
    assert.match(read, /laatst bevestigd: Date/);
  });

  test('somebody keeps a view, finds it again, renames and deletes it', async () => {
    const hub = hubNumber(site, 'Leuven');
    const coach = plantPerson(site, { name: 'An Coach', email: 'an@hub.example', roles: [{ role: 'coach', kind: 'hub', id: hub }] });
    const page = await openAs(browser, site, coach, '/nl/map?family=hout&at=9.00/50.8800/4.7000', { javaScriptEnabled: true });
    const form = page.locator('#views form');
    await form.locator('[name=name]').fill('Hout rond Leuven');
    await form.locator('button').click();
    assert.match(page.url(), /family=hout.*at=9.00\/50.8800\/4.7000/);
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mat5-views-1280');
    await page.goto(`${site.origin}/nl/my`);
    await page.getByRole('link', { name: 'Hout rond Leuven' }).click();
    assert.match(page.url(), /family=hout/);
    await page.locator('#views a.push').click();
    await page.locator('[name=name]').fill('');
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
    assert.equal(await page.locator('.errsum').count(), 1, 'a view without a name is refused');
    assert.deepEqual(await axe(page), []);
    await page.locator('[name=name]').fill('Ons hout');
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
    assert.equal(await page.locator('input[name=name]').inputValue(), 'Ons hout');
    await screenshot(page, 'mat5-view-1280');
    await page.getByRole('button', { name: 'Verwijder' }).click();
    assert.equal(sql(site, 'SELECT count(*) FROM saved_view'), '0');
    assert.equal(sql(site, "SELECT count(*) FROM audit_line WHERE action LIKE 'saved_view.%'"), '3');
    await page.context().close();
  });
});
