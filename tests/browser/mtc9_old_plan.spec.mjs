// MTC9: what is hidden after a plan was made is gone from all its pages and files at once; a hub's plan is for that hub.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk, until } from './kringwerk.mjs';
import { hubNumber, idText, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('an old plan after something was hidden', () => {
  let site, browser, coordinator, other, hub;
  const golden = "(SELECT stream_id FROM stream WHERE title_nl LIKE '2 ton hard polypropyleen per maand, Leuven%')";
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    hub = hubNumber(site, 'Leuven');
    const elsewhere = sql(site, `SELECT MAX(hub_id) FROM hub WHERE hub_id <> ${hub}`);
    coordinator = plantPerson(site, { name: 'Cato Coördinator', email: 'cato@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hub }] });
    other = plantPerson(site, { name: 'Otto Ander', email: 'otto@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: elsewhere }] });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  const openAs = (person, path, options) => openPageAs(browser, site, person, path, { javaScriptEnabled: true, ...options });
  const show = (visibility) => sql(site, `UPDATE stream SET visibility = '${visibility}', version = version + 1 WHERE stream_id = ${golden};
    UPDATE stream_list_version SET version = version + 1`);

  async function makePlan(page, forHub = false) {
    await page.goto(`${site.origin}/nl/plan/new`);
    if (forHub) await page.selectOption('#hub', { index: 1 });
    await page.getByRole('button', { name: 'Reken het plan uit' }).click();
    await page.locator('.gapbar').waitFor({ timeout: 120_000 });
    return new URL(page.url()).pathname;
  }
  const status = async (page, path) => (await page.request.get(site.origin + path)).status();

  test('a hidden stream is out of the page, the files and the scenarios with the next look; a new plan brings all back', async () => {
    const page = await openAs(coordinator, '/nl/plan');
    const path = await makePlan(page);
    await page.goto(`${site.origin}/nl/what-if`);
    await page.fill('#name', 'Halve haul');
    await page.getByRole('button', { name: 'Begin' }).click();
    const scenario = new URL(page.url()).pathname;
    await page.selectOption('#kind', 'set_policy');
    await page.getByRole('button', { name: 'Volgende stap' }).click();
    await page.selectOption('#subject', 'tau_eur_per_tkm');
    await page.fill('#number', '0,1');
    await page.getByRole('button', { name: 'Reken uit' }).click();
    assert.match(await page.textContent('main'), /€/);
    const id = idText(sql(site, `SELECT ${golden}`));
    const flows = async () => (await page.request.get(`${site.origin}${path}/files/flows.csv`)).text();
    assert.ok((await flows()).includes(id));
    assert.equal(await status(page, `${path}/files/PLAN.json`), 200);

    show('private');
    const start = Date.now();
    await page.goto(site.origin + path);
    console.log(`the page without the stream: ${Date.now() - start} ms`);
    assert.match(await page.textContent('#part'), /Een deel van dit plan is niet meer zichtbaar/);
    assert.doesNotMatch(await page.textContent('main'), /waarde voor het netwerk/);
    assert.ok(!(await flows()).includes(id));
    for (const name of ['PLAN.json', 'offers.csv', 'names.csv', 'policy.toml']) assert.equal(await status(page, `${path}/files/${name}`), 409, name);
    for (const [name, size] of [['360', sizes.phone], ['1280', sizes.desk]]) {
      await page.setViewportSize(size);
      assert.deepEqual(await axe(page), []);
      assert.deepEqual(await tooWide(page), []);
      await screenshot(page, `mtc9-part-${name}`);
    }
    await page.goto(`${site.origin}${path}/files/PLAN.json`);
    assert.match(await page.textContent('h1'), /niet meer beschikbaar/);
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mtc9-file');
    await page.goto(site.origin + scenario);
    assert.match(await page.textContent('#part'), /De uitkomst is niet meer zichtbaar/);
    assert.doesNotMatch(await page.textContent('main'), /€/);
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mtc9-scenario');

    await makePlan(page);
    assert.equal(await page.locator('#part').count(), 0);
    await page.goto(site.origin + scenario);
    await page.getByRole('button', { name: 'Reken uit op het nieuwste plan' }).click();
    assert.match(await page.textContent('main'), /€/);
    await page.context().close();
  });

  test('a plan for the own hub holds what only the hub may see, and is found by its people alone', async () => {
    show('hub');
    const page = await openAs(coordinator, '/nl/plan/new');
    assert.deepEqual(await axe(page), []);
    const path = await makePlan(page, true);
    assert.match(await page.textContent('.pagehead'), /alleen voor/);
    const id = idText(sql(site, `SELECT ${golden}`));
    assert.ok((await (await page.request.get(`${site.origin}${path}/files/flows.csv`)).text()).includes(id));
    await page.goto(`${site.origin}/nl/plan/runs`);
    assert.equal(await page.locator(`a[href="${path}"]`).count(), 1);
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mtc9-runs');
    await page.goto(`${site.origin}/nl/what-if`);
    await page.fill('#name', 'Van de hub');
    await page.selectOption('#hub', { index: 1 });
    await page.getByRole('button', { name: 'Begin' }).click();
    const scenario = new URL(page.url()).pathname;
    assert.equal(sql(site, "SELECT COUNT(*) FROM scenario JOIN plan_run USING (run_id) WHERE plan_run.hub_id IS NOT NULL AND name = 'Van de hub'"), '1');
    const stranger = await openAs(other, '/nl/plan/runs');
    assert.equal(await stranger.locator(`a[href="${path}"]`).count(), 0);
    for (const hidden of [path, `${path}/files/flows.csv`, scenario]) assert.equal(await status(stranger, hidden), 404, hidden);
    for (const each of [page, stranger]) await each.context().close();
  });
});
