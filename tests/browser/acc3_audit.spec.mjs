// ACC3 as an auditor meets it: the list of deeds, its filter, the file to take along, and `kringwerk verify audit`.
// Sessions are put into the store by hand. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { root, startKringwerk } from './kringwerk.mjs';

const binary = join(root, process.env.KRINGWERK_BINARY ?? 'build/release/kringwerk');
const tokens = { auditor: '0123456789abcdefghjkmnpqrs', citizen: '1123456789abcdefghjkmnpqrs' };

function sql(site, text) {
  return execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(site.data, 'kringwerk.db'), text], { encoding: 'utf8' }).trim();
}

function layPeople(site) {
  const now = Date.now();
  const hash = (token) => createHash('sha256').update(token).digest('hex');
  sql(site, `INSERT INTO person VALUES (601, 'an@example.org', 'An Voorbeeld', 'an', 'nl', 'active', 'x', NULL, ${now}, 1),
      (602, 'bo@example.org', 'Bo Voorbeeld', 'bo', 'nl', 'active', 'x', NULL, ${now}, 1);
    INSERT INTO role_grant VALUES (611, 601, 'auditor', 'network', 0, '2026-01-01', NULL, 'effective', NULL, NULL, ${now}, NULL, 1);
    INSERT INTO session VALUES ('${hash(tokens.auditor)}', 601, 'Chromium', 1, ${now}, ${now}, ${now}, NULL),
      ('${hash(tokens.citizen)}', 602, 'Chromium', 0, ${now}, ${now}, ${now}, NULL);`);
}

function verify(site) {
  const done = spawnSync(binary, ['verify', 'audit', '--data', site.data, '--json'], { encoding: 'utf8' });
  return { code: done.status, ...JSON.parse(done.stdout) };
}

describe('the audit trail', () => {
  let site, browser;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    layPeople(site);
    const page = await openPage(browser);
    await page.goto(`${site.origin}/nl/hubs`);
    await page.locator('tbody tr th a').first().click();
    const hub = page.url().split('/').at(-1);
    for (const question of ['Wie haalt pallets op?', 'Kan dit in hout?']) {
      await page.goto(`${site.origin}/nl/hubs/${hub}/ask`);
      await page.locator('#question').fill(question);
      await page.locator('#email').fill('jo@bedrijf.example');
      await page.locator('main form button').click();
      await page.waitForURL(/questions/);
    }
    await page.context().close();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const signedIn = async (token, options) => {
    const page = await openPage(browser, options);
    await page.context().addCookies([{ name: 'session', value: token, url: site.origin }]);
    return page;
  };

  for (const [size, dark] of [[sizes.phone, false], [sizes.desk, false], [sizes.desk, true]]) {
    test(`the auditor reads who did what at ${size.width}${dark ? ', dark' : ''}`, async () => {
      const page = await signedIn(tokens.auditor, { size, dark });
      const answer = await page.goto(`${site.origin}/nl/audit`);
      assert.equal(answer.status(), 200);
      await page.getByRole('heading', { name: 'Wat er gebeurde' }).waitFor();
      const rows = page.locator('tbody tr');
      assert.ok(await rows.count() >= 2);
      assert.match(await rows.first().innerText(), /stelde een vraag aan een hub|downloadde het logboek/);
      assert.match(await page.locator('tbody').innerText(), /Een bezoeker zonder account/);
      assert.deepEqual(await tooWide(page), []);
      assert.deepEqual(await axe(page), []);
      assert.deepEqual(page.complaints, []);
      keepHtml(`audit-${size.width}`, await answer.text());
      await screenshot(page, `acc3-audit-${size.width}${dark ? '-dark' : ''}`);
      await page.context().close();
    });
  }

  test('the filter finds, and says what it does not know', async () => {
    const page = await signedIn(tokens.auditor, { size: sizes.desk });
    await page.goto(`${site.origin}/nl/audit`);
    await page.getByLabel('Handeling').selectOption('question.asked');
    await page.getByRole('button', { name: 'Toon' }).click();
    assert.equal(await page.locator('tbody tr').count(), 2);
    await page.getByLabel('Wie').fill('niemand@example.org');
    await page.getByRole('button', { name: 'Toon' }).click();
    await page.getByText('We vinden niemand met dit e-mailadres').first().waitFor();
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'acc3-audit-refused');
    await page.getByLabel('Wie').fill('an@example.org');
    await page.getByRole('button', { name: 'Toon' }).click();
    await page.getByText('Geen regels gevonden').waitFor();
    assert.deepEqual(await tooWide(page), []);
    await page.context().close();
  });

  test('taking the list along is a line of it', async () => {
    const page = await signedIn(tokens.auditor, { size: sizes.desk });
    await page.goto(`${site.origin}/nl/audit`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
    assert.equal(download.suggestedFilename(), 'kringwerk-audit.csv');
    const text = readFileSync(await download.path(), 'utf8');
    assert.match(text, /stelde een vraag aan een hub;question\.asked/);
    assert.match(text, /\r\n1;20\d\d-\d\d-\d\d \d\d:\d\d:\d\d;/);
    await page.goto(`${site.origin}/nl/account/history`);
    assert.match(await page.locator('main').innerText(), /downloadde het logboek/);
    assert.match(await page.locator('main').innerText(), /Aantal regels: ‘\d+’/);
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'acc3-own-history');
    await page.context().close();
  });

  test('others do not get there, and see their own deeds only', async () => {
    const page = await signedIn(tokens.citizen);
    assert.equal((await page.goto(`${site.origin}/nl/audit`)).status(), 404);
    assert.equal((await page.goto(`${site.origin}/nl/account/history`)).status(), 200);
    await page.getByText('Er staat nog niets').waitFor();
    await page.context().close();
    const answer = await fetch(`${site.origin}/nl/audit`, { redirect: 'manual' });
    assert.equal(answer.status, 303);
    assert.match(answer.headers.get('location'), /^\/nl\/sign-in/);
  });

  test('the page of an offer shows its history to those who may see it', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${site.origin}/nl/offers/new`);
    await visitor.fill('#what', '2 ton harde plastic per maand');
    await visitor.fill('#place', '3000');
    await visitor.fill('#email', 'jo@bedrijf.example');
    await visitor.locator('main form button.btn').click();
    const link = /http\S+\/offers\/confirm\/\S+/;
    await visitor.goto((await site.mailbox.waitFor('jo@bedrijf.example', link)).text.match(link)[0]);
    await visitor.locator('main form button.btn').click();
    await visitor.waitForURL(/\/nl\/offers\/[0-9a-z]{13}$/);
    assert.equal(await visitor.locator('#history').count(), 0);
    for (const size of [sizes.phone, sizes.desk]) {
      const page = await signedIn(tokens.auditor, { size });
      await page.goto(visitor.url());
      const history = await page.locator('#history').innerText();
      assert.match(history, /Geschiedenis[^]*bevestigde een aanbod[^]*Status: van ‘ontwerp’ naar ‘open’[^]*vulde een aanbod in/);
      assert.match(history, /Iemand met de persoonlijke link/);
      assert.deepEqual(await tooWide(page), []);
      assert.deepEqual(await axe(page), []);
      await page.locator('#history').screenshot({ path: join(root, `build/screenshots/acc3-history-${size.width}.png`) });
      await page.context().close();
    }
    await visitor.context().close();
  });

  test('verify says whole, and names the line that somebody edits', () => {
    const whole = verify(site);
    assert.equal(whole.code, 0);
    assert.ok(whole.lines >= 2 && whole.anchors >= 1);
    sql(site, 'UPDATE audit_line SET record_id = record_id + 1 WHERE line_number = 2');
    const broken = verify(site);
    assert.equal(broken.code, 3);
    assert.equal(broken.first.fault, 'line_changed');
    assert.equal(broken.first.line, 2);
    assert.equal(broken.first.record, 'case');
    sql(site, 'UPDATE audit_line SET record_id = record_id - 1 WHERE line_number = 2');
    assert.equal(verify(site).code, 0);
  });
});
