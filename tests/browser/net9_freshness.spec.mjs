// NET9: a mail with a link, without login, confirms, changes or ends what is due; stale is flagged, then leaves the
// chains; the coordinator's board has the rest.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk, until } from './kringwerk.mjs';
import { hubNumber, idText, openAs as openPageAs, plantPerson, sql } from './people.mjs';

const letterLink = /http:\/\/\S+\/nl\/freshness\/letter\/[0-9a-z]{13}\/[0-9a-z]{26}/;
const day = 86_400_000;
const contact = 'jo@firma.example';

describe('records stay confirmed', () => {
  let site, browser, coordinator, administrator;
  const number = (n) => 5_000_000_000_000 + n;
  const openAs = (who, path, options) => openPageAs(browser, site, who, path, options);
  /** SQL for a copy of the shipped golden offer, so many days after its last confirmation. */
  const plant = (n, age, email = contact) => {
    const columns = sql(site, "SELECT group_concat(name) FROM pragma_table_info('stream')").split(',');
    const own = {
      stream_id: number(n), title_nl: `'Bakken ${n}'`, contact_email: `'${email}'`, is_example: 0, source_key: "'typed'",
      organisation_id: 'NULL', confirmed_at_ms: Date.now() - age * day, secret_hash: "''", version: 1,
    };
    return `
      INSERT INTO stream SELECT ${columns.map((name) => own[name] ?? name)} FROM stream WHERE title_nl LIKE '2 ton hard polypropyleen%' AND is_example = 1 LIMIT 1;
      INSERT INTO stream_row SELECT ${sql(site, "SELECT group_concat(name) FROM pragma_table_info('stream_row')").split(',')
    .map((name) => ({ stream_id: number(n), confirmed_at_ms: own.confirmed_at_ms, words: `'bakken ${n}'` })[name] ?? name)}
        FROM stream_row WHERE stream_id = (SELECT stream_id FROM stream WHERE title_nl LIKE '2 ton hard polypropyleen%' AND is_example = 1 LIMIT 1);`;
  };
  const column = (n, name) => sql(site, `SELECT ${name} FROM stream WHERE stream_id = ${number(n)}`);
  const address = (n) => `/nl/offers/${idText(number(n))}`;
  const card = (page, n) => page.locator('section', { has: page.getByRole('heading', { name: `Bakken ${n}`, exact: true }) });

  before(async () => {
    site = await startKringwerk({ more: ['--freshness-pause', '1'] });
    browser = await launchBrowser();
    coordinator = plantPerson(site, {
      name: 'Cato', email: 'cato@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hubNumber(site, 'Leuven') }],
    });
    administrator = plantPerson(site, { name: 'Ada', email: 'ada@net.example', roles: [{ role: 'administrator', kind: 'network' }] });
    // All at once: the next look of the worker must find all that is due.
    const planted = [plant(6, 50, ''), plant(7, 31, 'refused@hub.example'),
      ...[[1, 24], [2, 31], [3, 50], [4, 25], [5, 10]].map(([n, age]) => plant(n, age))];
    sql(site, `BEGIN; ${planted.join('')} UPDATE stream_list_version SET version = version + 1; COMMIT;`);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  test('what is stale is flagged on its page and in the list; what is hidden says so', async () => {
    const page = await openAs(null, address(3));
    assert.match(await page.textContent('main'), /Niet bevestigd sinds .*Het doet niet meer mee in ketens/s);
    await screenshot(page, 'net9-stale-1280');
    await page.goto(`${site.origin}${address(2)}`);
    assert.match(await page.textContent('main'), /Niet bevestigd sinds .*Het doet nog mee in ketens/s);
    await page.goto(`${site.origin}/nl/materials?q=bakken+2`);
    assert.match(await page.locator('tr.muted').first().textContent(), /Niet bevestigd sinds/);
    await page.context().close();
  });

  test('one mail asks for all that is due; looking at its link, or following it, changes nothing', async () => {
    const mail = await site.mailbox.waitFor(contact, /Kloppen deze \d gegevens nog/, 30);
    for (const n of [1, 2, 3, 4]) assert.match(mail.text, new RegExp(`Bakken ${n} `));
    assert.doesNotMatch(mail.text, /Bakken 5 /);
    const header = (name) => mail.headers.find(({ key }) => key === name)?.value;
    assert.match(header('list-unsubscribe'), /^<http:\/\/\S+\/freshness\/stop\/\S+>$/);
    assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
    const url = mail.text.match(letterLink)[0];
    const before = column(1, 'version');
    for (let i = 0; i < 3; i += 1) assert.equal((await fetch(url)).status, 200);
    assert.equal((await fetch(url, { method: 'POST', body: 'deed=all', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })).status, 403);
    assert.equal((await fetch(url.replace(/.{5}$/, 'zzzzz'))).status, 404);
    assert.equal(column(1, 'version'), before);
  });

  test('the three answers, each once, without an account', async () => {
    const [mail] = site.mailbox.mails.filter(({ to }) => to.includes(contact));
    const page = await openAs(null, new URL(mail.text.match(letterLink)[0]).pathname, { size: sizes.phone });
    await screenshot(page, 'net9-letter-360');
    await card(page, 3).getByRole('button', { name: 'Klopt nog' }).click();
    assert.match(await card(page, 3).textContent(), /Klopt nog, zei je op/);
    assert.equal(await card(page, 3).getByRole('button').count(), 0);
    await page.goto(`${site.origin}${address(3)}`);
    assert.doesNotMatch(await page.textContent('main'), /Niet bevestigd/);
    await page.goBack();

    await card(page, 2).locator('summary').click();
    await card(page, 2).getByLabel('Hoeveel, en hoe vaak?').fill('nul');
    await card(page, 2).getByLabel('Tot wanneer?').fill('2020-01-01');
    await card(page, 2).getByRole('button', { name: 'Bewaren en bevestigen' }).click();
    assert.equal(await card(page, 2).getByLabel('Hoeveel, en hoe vaak?').inputValue(), 'nul');
    assert.ok((await card(page, 2).locator('.msg-err').count()) >= 1);
    await card(page, 2).getByLabel('Hoeveel, en hoe vaak?').fill('1,5');
    await card(page, 2).getByLabel('Tot wanneer?').fill('');
    await card(page, 2).getByRole('button', { name: 'Bewaren en bevestigen' }).click();
    assert.match(await card(page, 2).textContent(), /Aangepast op/);
    assert.equal(column(2, 'amount_thousandths'), '1500');

    await card(page, 4).locator('summary').click();
    await card(page, 4).getByLabel('Iets anders veranderd?').fill('De kleur is nu blauw.');
    await card(page, 4).getByRole('button', { name: 'Naar de hub sturen' }).click();
    await card(page, 1).getByRole('button', { name: 'Niet meer' }).click();
    assert.equal(column(1, 'state'), 'closed');
    assert.match(await page.textContent('main'), /Klaar, bedankt/);
    const seen = await openAs(null, new URL(page.url()).pathname, { size: sizes.phone, javaScriptEnabled: true });
    assert.deepEqual(await axe(seen), []);
    assert.deepEqual(await tooWide(seen), []);
    await screenshot(seen, 'net9-letter-done-360');
    await seen.context().close();
    assert.match(sql(site, "SELECT group_concat(DISTINCT action) FROM audit_line WHERE action LIKE 'freshness.%'"), /freshness\.confirmed/);
    await page.context().close();
  });

  test('the board shows what waits for the hub: a note, a refused address, nobody to ask', async () => {
    await until(() => sql(site, 'SELECT COUNT(*) FROM bounced_address') === '1', 20, 'the bounce');
    const page = await openAs(coordinator, '/nl/my');
    await page.locator('main').getByRole('link', { name: 'Nog geldig?' }).click();
    const row = (n) => page.locator('tr', { has: page.getByRole('link', { name: `Bakken ${n}`, exact: true }) });
    assert.match(await row(4).textContent(), /De kleur is nu blauw/);
    assert.match(await row(7).textContent(), /adres weigert mail/);
    assert.match(await row(6).textContent(), /geen adres bekend/);
    assert.match(await page.textContent('.tabs'), /Aan jou \(\d+\)/);

    await row(7).getByRole('link', { name: 'Verbeter het adres' }).click();
    await screenshot(page, 'net9-address-1280');
    await page.getByLabel('E-mailadres').fill('geen adres');
    await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
    assert.equal(await page.getByLabel('E-mailadres').inputValue(), 'geen adres');
    await page.getByLabel('E-mailadres').fill('nieuw@firma.example');
    await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await site.mailbox.waitFor('nieuw@firma.example', /klopt dit nog/i, 20);

    for (const n of [4, 6]) await row(n).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Bevestig wat aangevinkt is' }).click();
    assert.match(await page.textContent('[role=status]'), /2 bevestigd/);
    assert.equal(await row(6).count(), 0);
    const file = await page.request.get(`${site.origin}/nl/freshness/list.csv`);
    assert.match(await file.text(), /;20\d\d-\d\d-\d\d;\d+;nieuw@firma\.example;/);
    const stranger = await openAs(null, '/nl/freshness');
    assert.doesNotMatch(await stranger.textContent('main'), /Bakken/);
    await stranger.context().close();
    await page.context().close();
  });

  test('the administrator sees the board of all hubs', async () => {
    const page = await openAs(administrator, '/nl/my');
    await page.locator('main').getByRole('link', { name: 'Nog geldig?' }).click();
    assert.match(await page.textContent('.lead'), /alle hubs/);
    assert.match(await page.textContent('#hub'), /Alle hubs.*De Keet Aalst.*Smart Loops/s);
    assert.ok(await page.locator('tbody tr').count() >= 1);
    await screenshot(page, 'net9-board-administrator-1280');
    await page.context().close();
  });

  test('the directory marks a stale capability; a hidden one is no answer any more', async () => {
    const name = sql(site, "SELECT name_nl FROM capability WHERE kind = 'wash' AND state = 'open' LIMIT 1");
    const age = (days) => sql(site, `UPDATE capability SET confirmed_at_ms = ${Date.now() - days * day}, version = version + 1 WHERE name_nl = '${name}'`);
    age(190);
    const page = await openAs(null, '/nl/capabilities?work=wash');
    assert.match(await page.locator('.workshops li.muted').first().textContent(), /Niet bevestigd sinds/i);
    await screenshot(page, 'net9-directory-stale-1280');
    age(300);
    await page.reload();
    assert.equal(await page.locator('h2:has-text("passen") ~ ul').first().locator('li.muted').count(), 0);
    await page.context().close();
  });

  test('the administrator sets the clocks within bounds', async () => {
    const page = await openAs(administrator, '/nl/freshness/clocks');
    await page.getByLabel('Aanbod: niet meer bevestigd na dagen').fill('3');
    await page.getByRole('button', { name: 'Bewaren' }).click();
    assert.match(await page.textContent('.errsum'), /van 7 tot 1.?095/);
    assert.equal(await page.getByLabel('Aanbod: niet meer bevestigd na dagen').inputValue(), '3');
    await page.getByLabel('Aanbod: niet meer bevestigd na dagen').fill('9');
    await page.getByRole('button', { name: 'Bewaren' }).click();
    assert.match(await page.textContent('[role=status]'), /Bewaard/);
    await page.goto(`${site.origin}${address(5)}`);
    assert.match(await page.textContent('main'), /Niet bevestigd sinds/);
    assert.match(sql(site, "SELECT COUNT(*) FROM audit_line WHERE action = 'clock.changed'"), /^1$/);
    await page.context().close();
  });

  for (const [who, path] of [['coordinator', '/nl/freshness'], ['coordinator', '/fr/freshness?show=stale'], ['administrator', '/nl/freshness/clocks']]) {
    test(`${path} is for everybody`, async () => {
      for (const colorScheme of ['light', 'dark']) {
        for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
          const page = await openAs(who === 'coordinator' ? coordinator : administrator, path, { size, javaScriptEnabled: true, colorScheme });
          await screenshot(page, `net9${path.replaceAll(/[/?=]/g, '-')}-${name}-${colorScheme}`);
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(await tooWide(page), []);
          assert.deepEqual(page.complaints, []);
          await page.context().close();
        }
      }
    });
  }
});
