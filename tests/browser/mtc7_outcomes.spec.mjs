// MTC7: what came of introductions is counted by reason without small numbers, and moves the ranking within bounds.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, idText, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('outcomes and weights', () => {
  let site, browser, admin, officer, company, hub;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    hub = hubNumber(site, 'Leuven');
    admin = plantPerson(site, { name: 'Ada Beheer', email: 'ada@net.example', roles: [{ role: 'administrator', kind: 'network' }] });
    officer = plantPerson(site, { name: 'Bea Beleid', email: 'bea@hub.example', roles: [{ role: 'policy_officer', kind: 'hub', id: hub }] });
    const organisation = sql(site, 'SELECT MIN(organisation_id) FROM organisation');
    company = plantPerson(site, { name: 'Cas Bedrijf', email: 'cas@b.example',
      roles: [{ role: 'organisation_user', kind: 'organisation', id: organisation }] });
    const material = sql(site, "SELECT material_id FROM stream WHERE title_nl LIKE '2 ton hard poly%'");
    let id = 9_000_000;
    const outcomes = (kind, reason, count) => Array.from({ length: count }, () => {
      id += 1;
      const now = Date.now() - 3_600_000;
      return `INSERT INTO introduction VALUES (${id}, 'chain', '${kind === 'agreed' ? 'agreed' : 'failed'}', NULL, NULL, ${hub},
        '${material}', 'supply', '', ${admin.id}, ${now}, '2026-12-01', ${now}, 2);
        INSERT INTO introduction_hub VALUES (${id}, ${hub});
        INSERT INTO introduction_outcome VALUES (${id}, ${id}, '${kind}', 'need', '${reason}', '', NULL, ${now});`;
    }).join('');
    sql(site, `BEGIN; ${outcomes('no', 'distance', 24)}${outcomes('failed', 'price', 7)}${outcomes('no', 'quality', 2)}${outcomes('agreed', '', 11)} COMMIT;`);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  const openAs = (person, path, options) => openPageAs(browser, site, person, path, options);

  test('the report counts by reason, material, limit, hub and quarter, and tells no small number', async () => {
    const page = await openAs(officer, '/nl/why-matches-fail');
    const rows = await page.locator('tbody tr').allTextContents();
    assert.match(rows[0], /Te ver\s*24/);
    assert.match(rows[2], /kwaliteit past niet\s*minder dan 3/);
    assert.match(await page.textContent('main'), /minstens 31 keer/);
    for (const [tab, first] of [['Materiaal', /31|33/], ['Wat de hoeveelheid beperkt', /het aanbod\s*33/], ['Hub', /Leuven\s*33/], ['Kwartaal', /kwartaal \d\s*33/]]) {
      await page.locator('.tabs').getByRole('link', { name: tab, exact: true }).click();
      assert.match(await page.locator('tbody tr').first().textContent(), first);
    }
    await page.goto(`${site.origin}/nl/why-matches-fail?by=reason&reason=price`);
    assert.equal(await page.locator('tbody tr').count(), 1);
    await page.goto(`${site.origin}/nl/why-matches-fail?by=reason&hub=${idText(hubNumber(site, 'Mechelen'))}`);
    assert.match(await page.textContent('main'), /nog niets te tellen/);
    const csv = await (await fetch(`${site.origin}/nl/why-matches-fail/counts.csv`,
      { headers: { cookie: `session=${officer.cookie.value}` } })).text();
    assert.match(csv, /Te ver;24;0;0/);
    assert.match(csv, /kwaliteit past niet;minder dan 3/);
    const denied = await openAs(company, '/nl/why-matches-fail');
    assert.match(await denied.textContent('h1'), /Deze pagina is er niet/);
    for (const each of [page, denied]) await each.context().close();
  });

  test('an administrator applies a step, chains are ranked by it, and one click takes it back', async () => {
    const offer = idText(sql(site, "SELECT stream_id FROM stream WHERE title_nl LIKE '2 ton hard poly%'"));
    const shown = await openAs(null, `/nl/offers/${offer}`);
    const before = await shown.textContent('main');
    assert.match(before, /0,2444/);
    const reader = await openAs(officer, '/nl/weights');
    assert.match(await reader.textContent('main'), /was 24 van 33 keer de reden; we verwachten 15\s%/);
    assert.equal(await reader.getByRole('button', { name: 'Pas toe' }).count(), 0);
    const page = await openAs(admin, '/nl/weights');
    const stale = await openAs(admin, '/nl/weights');
    await page.getByRole('button', { name: 'Pas toe' }).click();
    assert.match(await page.locator('tbody tr').first().textContent(), /\+5,0\s%/);
    assert.match(await page.textContent('.time'), /toegepast \(Ada Beheer\)/);
    await stale.getByRole('button', { name: 'Pas toe' }).click();
    assert.match(await stale.textContent('h1'), /veranderd|iemand/i);
    await shown.reload();
    assert.match(await shown.textContent('main'), /0,2566.*bijgesteld|bijgesteld/s);
    assert.doesNotMatch(await shown.textContent('main'), /0,2444 per/);
    assert.match(sql(site, "SELECT group_concat(action) FROM audit_line WHERE record_type = 'weight'"), /weights\.applied/);
    await screenshot(page, 'mtc7-applied-1280');
    await page.getByRole('button', { name: 'Terug naar de vorige versie' }).click();
    assert.match(await page.locator('tbody tr').first().textContent(), /gelijk aan het beleid/);
    await shown.reload();
    assert.match(await shown.textContent('main'), /0,2444/);
    await page.getByRole('button', { name: 'Zet aan' }).click();
    assert.match(await page.textContent('.pagehead'), /leert elke week vanzelf/);
    await page.getByRole('button', { name: 'Zet uit' }).click();
    assert.match(await page.textContent('.pagehead'), /alleen na een klik/);
    for (const each of [shown, reader, page, stale]) await each.context().close();
  });

  test('every page is for everybody', async () => {
    for (const [i, [person, path]] of [[officer, '/nl/why-matches-fail'], [officer, '/fr/why-matches-fail?by=hub'],
      [admin, '/nl/weights'], [officer, '/en/weights']].entries()) {
      for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
        for (const dark of [false, true]) {
          const page = await openAs(person, path, { size, dark, javaScriptEnabled: true });
          const file = `mtc7-${i}-${name}${dark ? '-dark' : ''}`;
          await screenshot(page, file);
          if (!dark) keepHtml(file, await page.content());
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(await tooWide(page), []);
          assert.deepEqual(page.complaints, []);
          await page.context().close();
        }
      }
    }
  });
});
