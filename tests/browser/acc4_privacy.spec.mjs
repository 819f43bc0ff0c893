// ACC4: somebody sees what is kept about them, gives and takes back consent, takes all of it along and has it erased; what an
// administrator sees; personal numbers stay out of texts. Sessions are planted in the store. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { root, startKringwerk } from './kringwerk.mjs';

const tokens = { an: 'a'.repeat(26), bo: 'b'.repeat(26) };
const hash = (token) => createHash('sha256').update(token).digest('hex');

/** Statements on the store while the program runs. */
function sql(site, statements) {
  execFileSync('sqlite3', [join(site.data, 'kringwerk.db')], { input: `.timeout 20000\n${statements}` });
}

function plant(site) {
  const now = Date.now();
  const person = (id, name) => `INSERT INTO person VALUES (${id}, '${name}@qzcanary.example', '${name} Qzcanary', '${name}', 'nl',
    'active', 'hash', ${now}, ${now}, 1); INSERT INTO session VALUES ('${hash(tokens[name])}', ${id}, 'Firefox', 1, ${now}, ${now}, ${now}, NULL);`;
  sql(site, `${person(901, 'an')} ${person(902, 'bo')}
    INSERT INTO role_grant VALUES (911, 902, 'administrator', 'network', 0, '2026-01-01', NULL, 'effective', NULL, NULL, ${now}, NULL, 1);
    INSERT INTO hub_case SELECT 921, hub_id, NULL, 'received', 'qzcanary question', 'An Qzcanary', 'An@qzcanary.example', 'nl',
      '2026-12-01', 'h921', ${now}, 1 FROM hub ORDER BY list_order LIMIT 1;
    INSERT INTO hub_case_step VALUES (921, 'received', ${now});`);
}

describe('the own data', () => {
  let site, browser;
  const pages = {};
  before(async () => {
    site = await startKringwerk();
    plant(site);
    browser = await launchBrowser();
    for (const name of ['an', 'bo']) {
      pages[name] = await openPage(browser, { javaScriptEnabled: false });
      await pages[name].context().addCookies([{ name: 'session', value: tokens[name], url: site.origin }]);
    }
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** A look at the page as it stands: both widths, both colour schemes, axe. */
  async function look(address, who, name) {
    for (const [label, size] of [['360', sizes.phone], ['1280', sizes.desk]]) {
      const page = await openPage(browser, { size });
      if (who) await page.context().addCookies([{ name: 'session', value: tokens[who], url: site.origin }]);
      await page.goto(site.origin + address, { waitUntil: 'networkidle' });
      await screenshot(page, `acc4-${name}-${label}`);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        assert.deepEqual(await axe(page), [], `${address} ${label} ${colorScheme}`);
      }
      assert.deepEqual(await tooWide(page), [], `${address} ${label}`);
      await page.context().close();
    }
  }

  test('without an account there is nothing to see, and the statement tells how long things are kept', async () => {
    const page = await openPage(browser, {});
    await page.goto(`${site.origin}/nl/account/privacy`);
    assert.match(page.url(), /\/nl\/sign-in/);
    await page.context().close();
    for (const [language, words] of [['nl', '730 dagen nadat de vraag gesloten is'], ['en', '730 days after the question was closed'],
      ['fr', '730 jours après la clôture de la question']]) {
      const answer = await fetch(`${site.origin}/${language}/privacy`);
      assert.ok((await answer.text()).includes(words), language);
    }
    await look('/nl/privacy', null, 'statement');
  });

  test('consent is given, kept as history, and taken back', async () => {
    const { an } = pages;
    await an.goto(`${site.origin}/nl/account/privacy`);
    await an.getByRole('button', { name: /Instemmen.*Nieuws/ }).click();
    assert.ok(await an.getByText('Je stemt in').first().isVisible());
    await an.getByRole('button', { name: /Intrekken.*Nieuws/ }).click();
    const history = await an.locator('ol.time li').allTextContents();
    assert.equal(history.length, 2);
    assert.match(history[0], /ingetrokken \(tekst 1\)/);
    assert.match(history[1], /Ingestemd met/);
    await look('/nl/account/privacy', 'an', 'own');
  });

  test('the export is one file with the own data only', async () => {
    const { an } = pages;
    await an.goto(`${site.origin}/nl/account/privacy`);
    const [download] = await Promise.all([an.waitForEvent('download'), an.getByRole('button', { name: 'Download mijn gegevens' }).click()]);
    const json = JSON.parse(readFileSync(await download.path(), 'utf8'));
    assert.equal(json.format, 'kringwerk.person.1');
    const rows = (name) => json.records.filter((part) => part.class === name).flatMap((part) => part.rows);
    assert.equal(rows('account')[0].name, 'an Qzcanary');
    assert.equal(rows('question')[0].question, 'qzcanary question');
    assert.equal(rows('consent').length, 2);
    assert.ok(!JSON.stringify(json).includes('bo@'));
  });

  test('an administrator sees what is due, somebody else finds nothing there', async () => {
    const { an, bo } = pages;
    assert.equal((await an.goto(`${site.origin}/nl/admin/retention`)).status(), 404);
    assert.equal((await bo.goto(`${site.origin}/nl/admin/retention`)).status(), 200);
    await look('/nl/admin/retention', 'bo', 'retention');
  });

  test('no page shows the address of whoever offers or asks', async () => {
    const { bo } = pages;
    for (const address of ['/nl', '/nl/materials', '/nl/hubs', '/nl/questions']) {
      await bo.goto(site.origin + address);
      assert.ok(!(await bo.content()).includes('@qzcanary'), address);
    }
  });

  test('personal numbers stay out of public texts, beside the field and without the number', async () => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${site.origin}/nl/offers/new`);
    await page.locator('#what').fill('Houten paletten, 0470 12 34 56');
    await page.locator('#note').fill('Mail jo@bedrijf.be');
    await page.locator('form[method=post] button').last().click();
    const findings = (await page.locator('.errsum li').allTextContents()).join(' ');
    assert.match(findings, /telefoonnummer \(…56\)/);
    assert.match(findings, /e-mailadres \(j…@b….be\)/);
    await page.context().close();
  });

  test('the last administrator stays; somebody else sees what goes and what stays, and is gone after that', async () => {
    const { an, bo } = pages;
    await bo.goto(`${site.origin}/nl/account/privacy/erase`);
    await bo.locator('#sure').check();
    await bo.getByRole('button', { name: 'Wis mijn gegevens' }).click();
    assert.match(await bo.locator('.errsum').textContent(), /laatste beheerder/);

    await an.goto(`${site.origin}/nl/account/privacy/erase`);
    const tables = await an.locator('table').allTextContents();
    assert.match(tables[0], /Vragen aan een hub/);
    assert.match(tables[1], /Waar je mee instemde/);
    await look('/nl/account/privacy/erase', 'an', 'erase');
    await an.getByRole('button', { name: 'Wis mijn gegevens' }).click();
    assert.match(await an.locator('.errsum').textContent(), /zeker weet/);
    await an.locator('#sure').check();
    await an.getByRole('button', { name: 'Wis mijn gegevens' }).click();
    assert.match(await an.locator('[role=status]').textContent(), /gewist/);
    await an.goto(`${site.origin}/nl/account/privacy`);
    assert.match(an.url(), /\/nl\/sign-in/);

    const command = join(root, process.env.KRINGWERK_BINARY ?? 'build/release/kringwerk');
    const dry = execFileSync(command, ['privacy', 'retention', '--data', site.data], { encoding: 'utf8' });
    assert.match(dry, /Dry run/);
    assert.match(execFileSync(command, ['privacy', 'retention', '--data', site.data, '--apply'], { encoding: 'utf8' }), /Done/);
    for (const ending of ['', '-wal']) {
      const bytes = readFileSync(join(site.data, `kringwerk.db${ending}`)).toString('latin1');
      assert.ok(!bytes.includes('an@qzcanary') && !bytes.includes('qzcanary question'), ending);
    }
  });
});
