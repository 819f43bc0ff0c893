// MTC3 and MTC8: a coordinator starts a plan of the network, sees how good it is proven to be, and takes it along.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { root, startKringwerk, until } from './kringwerk.mjs';
import { hubNumber, openAs as openPageAs, plantPerson, sql } from './people.mjs';

const instanceFiles = ['policy.toml', 'materials.csv', 'offers.csv', 'needs.csv', 'workshops.csv', 'activities.csv', 'outputs.csv'];
const binary = resolve(root, process.env.KRINGWERK_BINARY ?? 'build/release/kringwerk');
const kilograms = (text) => Number(text.replace(/[^0-9]/g, ''));

describe('the plan of the network', () => {
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

  // With scripts: axe needs them, and a page that waits looks again with one.
  const openAs = (person, path, options) => openPageAs(browser, site, person, path, { javaScriptEnabled: true, ...options });
  const closed = async (page) => page.context().close();

  /** Starts a plan and waits until its page shows it: by itself, or by its link where there are no scripts. */
  async function startPlan({ fairness = '', javaScriptEnabled = true } = {}) {
    const page = await openAs(coordinator, '/nl/plan/new', { javaScriptEnabled });
    await page.fill('#fairness', fairness);
    await page.getByRole('button', { name: 'Reken het plan uit' }).click();
    await page.waitForURL(/\/nl\/plan\/runs\/[0-9a-z]{13}$/);
    const proof = page.locator('.gapbar');
    const again = page.getByRole('link', { name: 'Kijk nu' });
    await proof.or(again).first().waitFor();
    while (!javaScriptEnabled && await again.count() > 0) await again.click();
    await proof.waitFor({ timeout: 120_000 });
    return page;
  }

  test('before the first plan the page says so, and only planners may start one', async () => {
    const page = await openAs(coordinator, '/nl/plan');
    assert.match(await page.textContent('.empty'), /Er is nog geen plan/);
    assert.deepEqual(await axe(page), []);
    await page.getByRole('link', { name: 'Maak een nieuw plan' }).click();
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mtc3-new-1280');
    const other = await openAs(reader, '/nl/plan');
    assert.equal(await other.getByRole('link', { name: 'Maak een nieuw plan' }).count(), 0);
    await other.goto(`${site.origin}/nl/plan/new`);
    assert.match(await other.textContent('h1'), /Deze pagina is er niet/);
    const nobody = await openAs(outsider, '/nl/plan');
    assert.match(await nobody.textContent('h1'), /Deze pagina is er niet/);
    for (const each of [page, other, nobody]) await closed(each);
  });

  test('what is typed wrong stands beside its field and is kept', async () => {
    const page = await openAs(coordinator, '/nl/plan/new');
    await page.fill('#gap', '80');
    await page.fill('#deadline', 'lang');
    await page.fill('#fairness', '101');
    await page.getByRole('button', { name: 'Reken het plan uit' }).click();
    assert.equal(await page.locator('.field.err').count(), 3);
    assert.equal(await page.inputValue('#gap'), '80');
    assert.deepEqual(await axe(page), []);
    await closed(page);
  });

  test('a plan of the shipped world is done, proven in words, and its sums are the sums of its drawing', async () => {
    const page = await startPlan();
    await screenshot(page, 'mtc3-plan-1280');
    const panel = await page.textContent('.panel');
    assert.match(panel, /Hoogstens [0-9],[0-9]+\s% beter mogelijk|Beter kan niet/);
    assert.match(panel, /Dat is bewezen: geen enkel plan kan meer dan €/);
    assert.match(panel, /Opnieuw nagerekend door een tweede programma, op de kilogram/);
    assert.match(await page.textContent('main'), /Het plan is een voorstel: elke partner beslist zelf/);
    assert.match(await page.textContent('main'), /periode van 13 weken/);
    const rows = await page.locator('#bundles tbody tr').evaluateAll((all) =>
      all.map((row) => [...row.cells].map((cell) => cell.textContent)));
    const bands = await page.locator('.sankey .band').count();
    assert.equal(rows.length, bands, 'one row per band');
    const sum = (end, pattern) => rows.filter((row) => pattern.test(row[end])).reduce((all, row) => all + kilograms(row[3]), 0);
    const balance = Object.fromEntries(await Promise.all(['collected', 'delivered', 'residue', 'untaken'].map(async (id) =>
      [id, kilograms(await page.textContent(`#${id}`))])));
    assert.equal(sum(0, /, aangeboden$/), balance.collected);
    assert.equal(sum(1, /, gebruikt$/), balance.delivered);
    assert.equal(sum(1, /^rest$/), balance.residue);
    assert.equal(sum(1, /^niemand neemt het$/), balance.untaken);
    assert.equal(balance.collected, balance.delivered + balance.residue + balance.untaken);
    assert.ok(balance.collected > 10_000);
    console.log('plan:', sql(site, "SELECT state, ending, round(seconds, 3), gap, round(objective_eur), round(upper_bound_eur), offers, needs, activities FROM plan_run"), JSON.stringify(balance), `${bands} bands`);
    assert.match(sql(site, 'SELECT group_concat(action) FROM audit_line'), /plan\.started/);
    await closed(page);
  });

  test('the page holds on a phone and on a desk, light and dark, for a reader with any role', async () => {
    for (const [name, size] of [['360', sizes.phone], ['1280', sizes.desk]]) {
      const page = await openAs(reader, '/nl/plan', { size });
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        assert.deepEqual(await axe(page), [], `${name} ${colorScheme}`);
        await screenshot(page, `mtc3-plan-${name}-${colorScheme}`);
      }
      assert.deepEqual(await tooWide(page), []);
      assert.deepEqual(page.complaints, []);
      await closed(page);
    }
    for (const language of ['en', 'fr']) {
      const page = await openAs(reader, `/${language}/plan`, { size: sizes.phone });
      assert.deepEqual(await tooWide(page), []);
      assert.doesNotMatch(await page.textContent('main'), /planning\./);
      await closed(page);
    }
  });

  test('the flows are filtered per hub and per material by their address', async () => {
    const page = await openAs(reader, '/nl/plan');
    const found = async () => kilograms((await page.textContent('#found')).split('.')[0]);
    const all = await found();
    const material = await page.locator('#material option').nth(1).getAttribute('value');
    await page.selectOption('#material', material);
    await page.getByRole('button', { name: 'Toon' }).click();
    assert.match(page.url(), new RegExp(`material=${material}`));
    const some = await found();
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
    await page.selectOption('#hub', await page.locator('#hub option').nth(1).getAttribute('value'));
    await page.getByRole('button', { name: 'Toon' }).click();
    assert.ok(await found() <= some);
    await closed(page);
  });

  test('what is taken along passes the verifying command; one kilogram more does not', async () => {
    const page = await openAs(reader, '/nl/plan');
    const plan = await page.getByRole('link', { name: /PLAN.json/ }).getAttribute('href');
    const fetched = async (path) => {
      const answer = await page.request.get(site.origin + path, { headers: { cookie: `session=${reader.cookie.value}` } });
      assert.equal(answer.status(), 200, path);
      return answer.text();
    };
    const folder = mkdtempSync(join(tmpdir(), 'plan-'));
    for (const name of instanceFiles) writeFileSync(join(folder, name), await fetched(plan.replace('PLAN.json', name)));
    const text = await fetched(plan);
    const verify = (json) => {
      writeFileSync(join(folder, 'PLAN.json'), json);
      return execFileSync(binary,
        ['match', 'verify', folder, join(folder, 'PLAN.json')], { encoding: 'utf8', stdio: 'pipe' });
    };
    verify(text);
    assert.throws(() => verify(text.replace(/"kg":(\d+)/, (_, kg) => `"kg":${Number(kg) + 1}`)), (fault) => fault.status === 3);
    const csv = await fetched(plan.replace('PLAN.json', 'flows.csv'));
    const lines = csv.trim().split('\r\n');
    assert.ok(lines.length > 10);
    for (const line of lines.slice(1)) assert.match(line, /;\d+;\d+;c?[0-9a-z]{13};c?[0-9a-z]{13}$/);
    await closed(page);
  });

  test('a share for small social enterprises is met and its price is shown; the history keeps both plans', async () => {
    const page = await startPlan({ fairness: '40', javaScriptEnabled: false });
    const words = await page.textContent('#fairness');
    assert.match(words, /Gevraagd: minstens 40\s% van de uren/);
    assert.ok(Number(words.match(/krijgen zij ([0-9]+,[0-9])\s%/)[1].replace(',', '.')) >= 40);
    assert.match(words, /Die wens kost het netwerk tussen €\s.* en €\s/);
    await closed(page);
    const runs = await openAs(coordinator, '/nl/plan/runs');
    assert.equal(await runs.locator('tbody tr').count(), 2);
    assert.match(await runs.textContent('tbody'), /Cato Coördinator/);
    assert.deepEqual(await axe(runs), []);
    await screenshot(runs, 'mtc3-runs-1280');
    const other = await openAs(reader, '/nl/plan/runs');
    assert.doesNotMatch(await other.textContent('tbody'), /Cato/, 'who may not know a person is not told their name');
    await other.locator('tbody a').last().click();
    assert.match(await other.textContent('#fairness'), /geen aandeel gevraagd/);
    for (const each of [runs, other]) await closed(each);
  });

  test('a plan that waits can be stopped; its page says so and looks no more', async () => {
    // As another process would leave it: held, and never finished.
    const hold = () => sql(site, `INSERT INTO plan_run SELECT 77, asked_by, asked_at_ms + 1000, NULL, period_from_on, period_to_on, gap_wanted, 60, 0, offers, needs, activities, 'running', '', 5, 10, 0.5, 3, '', '', 0, 1, 5, ${Date.now() + 600_000}, asked_at_ms, NULL FROM plan_run ORDER BY run_id LIMIT 1`);
    hold();
    const page = await openAs(coordinator, '/nl/plan/runs/000000000002d');
    assert.match(await page.textContent('h1'), /Wordt berekend/);
    assert.match(await page.textContent('main'), /hoogstens 50,0\s% beter mogelijk/);
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mtc3-progress-1280');

    const stop = page.getByRole('button', { name: 'Stop de berekening' });
    await stop.focus();
    sql(site, 'UPDATE plan_run SET gap = 0.25 WHERE run_id = 77');
    await page.getByText(/hoogstens 25,0\s% beter mogelijk/).waitFor();
    assert.ok(await stop.evaluate((button) => button === document.activeElement), 'who stands on a button stays there');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Wordt gestopt' }).waitFor();
    const again = await openAs(coordinator, '/nl/plan/new');
    await again.getByRole('button', { name: 'Reken het plan uit' }).click();
    assert.match(await again.textContent('.errsum'), /Er wordt al een plan gemaakt/);
    sql(site, 'UPDATE plan_run SET leased_until_ms = 0 WHERE run_id = 77');
    await until(() => sql(site, 'SELECT state FROM plan_run WHERE run_id = 77') === 'cancelled', 30, 'the run to be cancelled');
    await page.getByText('gestopt voor er een plan was').waitFor();
    assert.equal(await page.locator('[data-look]').count(), 0, 'nothing to wait for any more');
    assert.deepEqual(await axe(page), []);
    for (const each of [page, again]) await closed(each);
  });
});
