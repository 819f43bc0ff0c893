// MAT6: how far a listing has come: its owner and its hub take the steps of the table, each stands in the history, a new date
// revives what has expired, and what has ended matches nothing. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, idText, openAs, plantPerson, sql } from './people.mjs';

const text = async (page) => (await page.locator('main').textContent()).replace(/\s+/g, ' ');

describe('status of a listing', () => {
  let site, browser, owner, coordinator, stranger, id, status, visitor;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const organisation = sql(site, "SELECT organisation_id FROM stream WHERE title_nl = 'Restwarmte van de ovens'");
    const other = sql(site, "SELECT organisation_id FROM stream WHERE title_nl = 'Halve hal met kade'");
    owner = plantPerson(site, { name: 'Ona', email: 'ona@example.org', roles: [{ role: 'organisation_user', kind: 'organisation', id: organisation }] });
    stranger = plantPerson(site, { name: 'Stijn', email: 'stijn@example.org', roles: [{ role: 'organisation_user', kind: 'organisation', id: other }] });
    coordinator = plantPerson(site, { name: 'Cas', email: 'cas@example.org', roles: [{ role: 'coordinator', kind: 'hub', id: hubNumber(site, 'Leuven') }] });
    id = idText(sql(site, "SELECT stream_id FROM stream WHERE title_nl = 'Restwarmte van de ovens'"));
    status = `/nl/streams/${id}/status`;
    visitor = await openPage(browser, { size: sizes.desk });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  const take = async (page, step, more = {}) => {
    await page.goto(site.origin + status);
    await page.check(`[name=step][value=${step}]`);
    if (more.outcome) await page.selectOption('#outcome', more.outcome);
    if (more.lastDay) await page.fill('#last_day', more.lastDay);
    await page.getByRole('button', { name: 'Bewaar de status' }).click();
  };
  const isListed = async (query) => {
    await visitor.goto(`${site.origin}/nl/materials?q=restwarmte&resource=energy${query}`);
    return (await text(visitor)).includes('Restwarmte van de ovens');
  };
  const matches = async () => {
    await visitor.goto(`${site.origin}/nl/offers/${idText(sql(site, "SELECT stream_id FROM stream WHERE title_nl = 'Warmte om hout te drogen'"))}`);
    return (await text(visitor)).includes('Restwarmte van de ovens');
  };

  test('owner and coordinator change it; others find no such page', async () => {
    const page = await openAs(browser, site, owner, `/nl/offers/${id}`, { javaScriptEnabled: true });
    await page.getByRole('link', { name: 'Status wijzigen' }).click();
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'mat6-open-1280');
    await take(page, 'talks');
    assert.match(await text(page), /in gesprek/);
    assert.ok(await isListed('&status=in_talks'));
    assert.ok(await matches(), 'who talks can still be found');
    const hub = await openAs(browser, site, coordinator, status, { size: sizes.phone, javaScriptEnabled: true });
    assert.deepEqual(await axe(hub), []);
    assert.deepEqual(await tooWide(hub), []);
    await take(hub, 'agree');
    assert.match(await text(hub), /afgesproken/);
    await screenshot(hub, 'mat6-agreed-360');
    assert.ok(await isListed('&status=agreed'));
    assert.ok(!await matches(), 'what is agreed matches nothing');
    for (const person of [stranger, undefined]) {
      const other = await openAs(browser, site, person, status);
      assert.doesNotMatch(await text(other), /Restwarmte/);
      await other.context().close();
    }
    await hub.context().close();
    await page.context().close();
  });

  test('closing asks why, and the history shows each step', async () => {
    const page = await openAs(browser, site, owner, status);
    await take(page, 'close');
    assert.match(await text(page), /Kies waarom je afsluit/);
    await take(page, 'close', { outcome: 'here' });
    const all = await text(page);
    assert.match(all, /gesloten.*Afgesproken via Kringwerk/);
    assert.match(all, /in gesprek/);
    assert.ok(!await isListed(''));
    assert.ok(await isListed('&status=closed'));
    assert.ok(!await matches());
    await screenshot(page, 'mat6-closed-1280');
    await page.context().close();
  });

  test('two at once: the second sees where it stands', async () => {
    const page = await openAs(browser, site, owner, status);
    const hub = await openAs(browser, site, coordinator, status);
    await take(page, 'revive');
    await hub.check('[name=step][value=revive]');
    await hub.getByRole('button', { name: 'Bewaar de status' }).click();
    assert.match(await text(hub), /intussen gewijzigd/);
    await page.context().close();
    await hub.context().close();
  });

  test('an expired one is revived by a new date', async () => {
    sql(site, `UPDATE stream SET state = 'expired', available_to_on = '2026-01-31', version = version + 1 WHERE title_nl = 'Restwarmte van de ovens'; UPDATE stream_list_version SET version = version + 1`);
    assert.ok(!await isListed(''));
    assert.ok(await isListed('&status=expired'));
    assert.ok(!await matches());
    const page = await openAs(browser, site, owner, status);
    await take(page, 'revive', { lastDay: '2026-02-01' });
    assert.match(await text(page), /in het verleden/);
    await take(page, 'revive', { lastDay: '2031-02-01' });
    assert.match(await text(page), /Nu: open/);
    assert.ok(await isListed(''));
    assert.ok(await matches());
    await page.context().close();
  });
});
