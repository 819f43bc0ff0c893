// NET8: two records of one organisation are found, looked at, merged and taken apart again.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, idText, openAs as openPageAs, plantPerson, sql } from './people.mjs';

const first = 260_001;
const second = 260_002;
const third = 260_003;

describe('duplicate organisations', () => {
  let site, browser, coordinator, other, worker;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const role = (name, hub) => ({ role: 'coordinator', kind: 'hub', id: hubNumber(site, hub) });
    coordinator = plantPerson(site, { name: 'Cato', email: 'cato@hub.example', roles: [role('coordinator', 'Leuven')] });
    other = plantPerson(site, { name: 'Gina', email: 'gina@hub.example', roles: [role('coordinator', 'Genk')] });
    worker = plantPerson(site, { name: 'Wim', email: 'wim@maker.example', roles: [{ role: 'organisation_user', kind: 'organisation', id: first }] });
    const plant = (id, name, website, lat) => sql(site, `
      INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, nis, lon_degrees, lat_degrees, website, languages, is_example, note, source_key, created_at_ms, version)
        SELECT ${id}, 'net8-${id}', '${name}', '${name.toLowerCase()}', 'regular_economy', 'brief', '24062', 4.7005, ${lat}, '${website}', 'nl', 0, '', source_key, 1, 1 FROM organisation LIMIT 1;
      INSERT INTO stream (stream_id, kind, state, visibility, organisation_id, accepted, typed_what, title_nl, title_en, title_fr, description_nl, description_en, description_fr, language, unit, amount_quality, rhythm, nis, packaging, transport, legal_status, waste_code, permits, retention_step, is_example, source_key, contact_email, secret_hash, created_at_ms, version)
        SELECT ${id}, 'offer', 'open', '${id === second ? 'private' : 'public'}', ${id}, '', 'hout', 'Hout van ${id}', '', '', '', '', '', 'nl', 'kg', 'unknown', 'unknown', '24062', '', 'unknown', 'unknown', '', '', '', 0, source_key, '', '', 1, 1 FROM organisation LIMIT 1;`);
    plant(first, 'Houtwerf Zwaan', 'https://houtwerf-zwaan.example', 50.8798);
    plant(second, 'Houtwerf Zwaan bv', 'www.houtwerf-zwaan.example/nl', 50.8799);
    plant(third, 'Houtwerf Zwaar', '', 50.8799);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openAs = (person, path, options) => openPageAs(browser, site, person, path, options);
  const row = (page, name) => page.locator('tbody tr', { hasText: name });

  test('candidates with their reasons; no duplicate is remembered, with who and when', async () => {
    const page = await openAs(coordinator, '/nl/duplicates');
    assert.match(await row(page, 'Houtwerf Zwaan bv').first().textContent(), /zelfde domein houtwerf-zwaan\.example.*11 m en 3 letters verschil/s);
    const pair = page.locator('tbody tr').filter({ has: page.getByRole('link', { name: 'Houtwerf Zwaan', exact: true }) }).filter({ hasText: 'Houtwerf Zwaar' });
    assert.match(await pair.textContent(), /11 m en 1 letter verschil/);
    await pair.getByRole('button', { name: /Geen dubbel/ }).click();
    assert.match(page.url(), /\/nl\/duplicates$/);
    assert.equal(await pair.count(), 0);
    const decided = page.locator('section', { hasText: 'Toch weer tonen' });
    assert.match(await decided.textContent(), /Houtwerf Zwaan en Houtwerf Zwaar\s*Cato, /);
    await page.getByRole('button', { name: /Toch weer tonen/ }).click();
    assert.equal(await pair.count(), 1);
    await page.context().close();
  });

  test('merged with a choice, the old address leads on, and taken apart it is as it was', async () => {
    const page = await openAs(coordinator, '/nl/duplicates');
    await row(page, 'zelfde domein houtwerf-zwaan').getByRole('link', { name: /Samenvoegen/ }).click();
    assert.match(await page.textContent('main'), /We kennen niets dat bij deze organisatie/, 'a private stream is not counted');
    await page.locator('input[name=side_name][value=absorbed]').check();
    const preview = page.url();
    const stale = await openAs(coordinator, preview.slice(site.origin.length));
    sql(site, `UPDATE organisation SET note = 'gewijzigd', version = version + 1 WHERE organisation_id = ${second}`);
    await stale.locator('input[name=side_name][value=absorbed]').check();
    await stale.getByRole('button', { name: 'Voeg samen' }).click();
    assert.match(await stale.locator('.note.warn').textContent(), /Iemand wijzigde intussen/);
    assert.equal(await stale.locator('input[name=side_name][value=absorbed]').isChecked(), true);
    await stale.getByRole('button', { name: 'Voeg samen' }).click();
    assert.match(stale.url(), /\/nl\/duplicates\/merges\/[0-9a-z]{13}$/);
    const merged = stale.url();
    assert.equal(sql(site, `SELECT name FROM organisation WHERE organisation_id = ${first}`), 'Houtwerf Zwaan bv');
    assert.equal(sql(site, `SELECT COUNT(*) FROM stream WHERE organisation_id = ${first}`), '2');
    assert.match(await stale.locator('#history').textContent(), /Cato/);

    const visitor = await openAs(null, `/nl/organisations/${idText(second)}`);
    assert.equal(visitor.url(), `${site.origin}/nl/organisations/${idText(first)}`);
    assert.doesNotMatch(await visitor.textContent('main'), /Hierin samengevoegd/);
    const keeper = await openAs(coordinator, `/nl/organisations/${idText(first)}`);
    await screenshot(keeper, 'net8-organisation-1280');
    await keeper.locator('section', { hasText: 'Hierin samengevoegd' }).last().locator('.list a').click();
    assert.equal(keeper.url(), merged);
    await keeper.context().close();
    const moved = await fetch(`${site.origin}/nl/organisations/${idText(second)}`, { redirect: 'manual' });
    assert.equal(moved.status, 301);
    assert.doesNotMatch(moved.headers.get('cache-control'), /max-age/);
    await visitor.goto(`${site.origin}/nl/offers/${idText(second)}`);
    assert.match(await visitor.textContent('h1'), /Deze pagina is er niet/, 'what was private stays so');
    const own = await openAs(worker, '/nl/our-streams');
    assert.match(await own.textContent('main'), /Hout van 260002/);
    const open = await openAs(null, `/nl/offers/${idText(first)}`);
    assert.match(await open.textContent('main'), /Houtwerf Zwaan bv/, 'pages of streams follow at once');
    await open.context().close();

    for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
      const look = await openAs(coordinator, merged.slice(site.origin.length), { size, javaScriptEnabled: true });
      await screenshot(look, `net8-merged-${name}`);
      assert.deepEqual(await axe(look), []);
      assert.deepEqual(await tooWide(look), []);
      await look.context().close();
    }
    sql(site, `UPDATE organisation SET note = 'later', version = version + 1 WHERE organisation_id = ${first}`);
    await stale.getByRole('button', { name: 'Splits weer' }).click();
    assert.match(await stale.locator('.note.info').textContent(), /Weer gesplitst/);
    assert.equal(sql(site, `SELECT name || '|' || note FROM organisation WHERE organisation_id IN (${first}, ${second}) ORDER BY organisation_id`),
      'Houtwerf Zwaan|later\nHoutwerf Zwaan bv|gewijzigd');
    assert.equal(sql(site, `SELECT COUNT(*) FROM stream WHERE organisation_id = ${first}`), '1');
    assert.match(sql(site, 'SELECT DISTINCT action FROM audit_line'), /organisation\.unmerged/);
    for (const each of [page, stale, visitor, own]) await each.context().close();
  });

  test('two with different people stay apart; another hub sees nothing of it', async () => {
    sql(site, `INSERT INTO role_grant VALUES (260004, ${coordinator.id}, 'organisation_user', 'organisation', ${second}, '2026-01-01', NULL, 'effective', NULL, NULL, 1, NULL, 1)`);
    const path = `/nl/duplicates/merge?survivor=${idText(first)}&absorbed=${idText(second)}`;
    const page = await openAs(coordinator, path);
    assert.match(await page.locator('.note.stop').textContent(), /werken andere mensen/);
    assert.equal(await page.getByRole('button', { name: 'Voeg samen' }).count(), 0);
    const elsewhere = await openAs(other, path);
    assert.match(await elsewhere.textContent('h1'), /Deze pagina is er niet/);
    await elsewhere.goto(`${site.origin}/nl/duplicates`);
    assert.doesNotMatch(await elsewhere.textContent('main'), /Houtwerf/);
    for (const each of [page, elsewhere]) await each.context().close();
    sql(site, 'DELETE FROM role_grant WHERE grant_id = 260004');
  });

  test('the pages are for everybody', async () => {
    const paths = { list: '/nl/duplicates', merge: `/nl/duplicates/merge?survivor=${idText(first)}&absorbed=${idText(second)}`, fr: '/fr/duplicates' };
    for (const [what, path] of Object.entries(paths)) {
      for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
        const look = await openAs(coordinator, path, { size, dark: what === 'fr', javaScriptEnabled: true });
        await screenshot(look, `net8-${what}-${name}`);
        assert.deepEqual(await axe(look), []);
        assert.deepEqual(await tooWide(look), []);
        assert.deepEqual(look.complaints, []);
        await look.context().close();
      }
    }
  });
});
