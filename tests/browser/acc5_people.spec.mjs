// ACC5: roles are given from a person's page, an administrator's role needs a second administrator, invitations go by mail.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('people and roles', () => {
  let site, browser, first, second, coordinator;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const administrator = [{ role: 'administrator', kind: 'network' }];
    first = plantPerson(site, { name: 'Ada Eerst', email: 'ada@netwerk.example', roles: administrator });
    second = plantPerson(site, { name: 'Bob Tweede', email: 'bob@netwerk.example', roles: administrator });
    const hub = hubNumber(site, 'Leuven');
    coordinator = plantPerson(site, { name: 'Cato Coördinator', email: 'cato@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hub }] });
    plantPerson(site, { name: 'Dora Derde', email: 'dora@netwerk.example' });
    plantPerson(site, { name: '=HYPERLINK("x")', email: 'coach@hub.example', roles: [{ role: 'coach', kind: 'hub', id: hub }] });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openAs = (person, path, options) => openPageAs(browser, site, person, path, options);

  test('a proposed auditor waits for the second administrator, who is asked on the first page', async () => {
    const page = await openAs(first, '/nl/people?q=dora');
    await page.getByRole('link', { name: 'Dora Derde' }).click();
    await page.selectOption('#role', 'auditor');
    await page.selectOption('#scope', 'network');
    await page.getByRole('button', { name: 'Geef een rol' }).click();
    assert.match(await page.textContent('.tbl'), /wacht op goedkeuring/);
    assert.equal(await page.getByRole('button', { name: 'Keur goed' }).count(), 0, 'nobody approves the own proposal');
    const other = await openAs(second, '/nl/my');
    await screenshot(other, 'acc5-my-1280');
    await other.getByRole('link', { name: /^Beslis/ }).click();
    await screenshot(other, 'acc5-person-1280');
    await other.getByRole('button', { name: 'Keur goed' }).click();
    assert.match(await other.textContent('.tbl'), /Beslist door Bob Tweede/);
    assert.equal(sql(site, "SELECT action FROM audit_line WHERE action LIKE 'grant.%' ORDER BY line_number"), 'grant.proposed\ngrant.approved');
    for (const each of [page, other]) await each.context().close();
  });

  test('a coordinator sees the own hub, cannot give more, and takes the list along without formulas', async () => {
    const page = await openAs(coordinator, '/nl/people');
    const text = await page.textContent('tbody');
    assert.match(text, /Cato/);
    assert.doesNotMatch(text, /Ada Eerst/);
    const csv = await page.request.get(`${site.origin}/nl/people/list.csv`, { headers: { cookie: `session=${coordinator.cookie.value}` } });
    const lines = await csv.text();
    assert.match(lines, /;?"?'=HYPERLINK/);
    assert.match(lines, /;20\d\d-\d\d-\d\d;\r\n/);
    assert.match(sql(site, 'SELECT group_concat(action) FROM audit_line'), /people\.exported/);
    const refused = await openAs(coordinator, '/nl/people');
    await refused.goto(`${site.origin}/nl/people/000000000000z`);
    assert.match(await refused.textContent('h1'), /Deze pagina is er niet/);
    assert.equal(await refused.getByRole('link', { name: 'Aanmelden' }).count(), 0, 'a refusal still knows who is signed in');
    for (const each of [page, refused]) await each.context().close();
  });

  test('a coordinator invites a coach, sends again and takes back', async () => {
    const page = await openAs(coordinator, '/nl/people/invitations');
    await page.fill('#email', 'nieuw@hub.example');
    await page.fill('#name', 'Nina Nieuw');
    await page.selectOption('#role', 'coach');
    await page.getByRole('button', { name: 'Verstuur de uitnodiging' }).click();
    await site.mailbox.waitFor('nieuw@hub.example', /\/invitations\//);
    assert.match(await page.textContent('tbody'), /nieuw@hub\.example.*open/s);
    await page.getByRole('button', { name: 'Stuur opnieuw' }).click();
    await page.getByRole('button', { name: 'Trek in' }).click();
    assert.doesNotMatch(await page.textContent('tbody'), /Trek in/);
    assert.equal(sql(site, "SELECT COUNT(*) FROM invitation WHERE ended_at_ms IS NULL AND email = 'nieuw@hub.example'"), '0');
    await page.context().close();
  });

  test('a suspended account is signed out at once', async () => {
    const victim = plantPerson(site, { name: 'Vic Weg', email: 'vic@hub.example' });
    const page = await openAs(first, '/nl/people?q=vic');
    await page.getByRole('link', { name: 'Vic Weg' }).click();
    await page.getByRole('button', { name: 'Schors dit account' }).click();
    assert.match(await page.textContent('.pagehead'), /geschorst/);
    const gone = await openAs(victim, '/nl/my');
    assert.match(gone.url(), /\/sign-in/);
    for (const each of [page, gone]) await each.context().close();
  });

  for (const path of ['/nl/people', '/fr/people', '/nl/people/invitations', '/nl/my']) {
    test(`${path} is for everybody`, async () => {
      for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
        const page = await openAs(first, path, { size, javaScriptEnabled: true });
        await screenshot(page, `acc5${path.replaceAll('/', '-')}-${name}`);
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await tooWide(page), []);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      }
    });
  }
});
