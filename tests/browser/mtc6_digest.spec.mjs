// MTC6: a new offer that fits reaches the people concerned by one mail, which one click ends.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { openAs as openPageAs, plantPerson, sql } from './people.mjs';

const confirmLink = /http:\/\/\S+\/nl\/offers\/confirm\/\S+/;
const settingsLink = /http:\/\/\S+\/nl\/digest\/[0-9a-z]{13}\/[0-9a-z]{26}/;

describe('mails about new matches', () => {
  let site, browser, person;
  before(async () => {
    site = await startKringwerk({ more: ['--digest-settle', '0'] });
    browser = await launchBrowser();
    // Somebody who works for all who look for something that hard plastic can become.
    const owners = sql(site, `SELECT DISTINCT s.organisation_id FROM stream s JOIN material m USING (material_id)
      WHERE m.family = 'kunststof' AND s.kind = 'need' AND s.visibility = 'public' AND s.state = 'open' AND s.organisation_id IS NOT NULL`);
    person = plantPerson(site, {
      name: 'Wim', email: 'wim@firma.example',
      roles: owners.split('\n').map((id) => ({ role: 'organisation_user', kind: 'organisation', id })),
    });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openAs = (who, path, options) => openPageAs(browser, site, who, path, options);
  const offer = async (amount, email) => {
    const page = await openPage(browser, { size: sizes.phone, javaScriptEnabled: false });
    await page.goto(`${site.origin}/nl/offers/new`);
    await page.fill('#what', `${amount} ton harde plastic per maand`);
    await page.fill('#place', '3000');
    await page.fill('#email', email);
    await page.locator('form button.btn').click();
    const mail = await site.mailbox.waitFor(email, confirmLink);
    await page.goto(mail.text.match(confirmLink)[0]);
    await page.getByRole('button', { name: 'Ja, zet mijn aanbod op de kaart' }).click();
    assert.match(page.url(), /\/nl\/offers\/[0-9a-z]{13}$/);
    const address = new URL(page.url()).pathname;
    await page.context().close();
    return address;
  };
  const digests = () => site.mailbox.mails.filter((mail) => mail.to.includes('wim@firma.example'));

  test('one mail tells of it, with links to the offer and to end it', async () => {
    const address = await offer(20, 'jo@bedrijf.example');
    const mail = await site.mailbox.waitFor('wim@firma.example', /nieuwe match/, 60);
    assert.match(mail.text, new RegExp(address));
    assert.match(mail.text, /harde plastic/);
    const header = (name) => mail.headers.find(({ key }) => key === name)?.value;
    assert.match(header('list-unsubscribe'), /^<http:\/\/\S+>$/);
    assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
    assert.equal(header('auto-submitted'), 'auto-generated');

    // Another one the same day waits.
    await offer(30, 'ja@bedrijf.example');
    await new Promise((done) => setTimeout(done, 12_000));
    assert.equal(digests().length, 1);
  });

  test('looking at the link changes nothing; one click ends the mails; the page starts them again', async () => {
    const url = digests()[0].text.match(settingsLink)[0];
    const page = await openAs(null, new URL(url).pathname);
    assert.ok(await page.isChecked('input[name=rhythm][value=daily]'));
    assert.match(await page.textContent('.lead'), /wim@firma\.example/);
    const click = (to) => fetch(to, {
      method: 'POST', redirect: 'manual', body: 'List-Unsubscribe=One-Click',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    assert.equal((await click(url.replace(/.{5}$/, 'zzzzz'))).status, 404);
    assert.equal((await click(url)).status, 303);
    await page.reload();
    assert.ok(await page.isChecked('input[name=rhythm][value=never]'));
    await page.check('input[name=rhythm][value=weekly]');
    await page.getByRole('button', { name: 'Bewaren' }).click();
    assert.match(await page.textContent('[role=status]'), /Bewaard/);
    assert.ok(await page.isChecked('input[name=rhythm][value=weekly]'));
    await page.getByRole('button', { name: 'Geen mails meer' }).click();
    assert.ok(await page.isChecked('input[name=rhythm][value=never]'));
    assert.match(sql(site, "SELECT COUNT(*) FROM audit_line WHERE action = 'digest.changed'"), /^3$/);
    await page.context().close();
  });

  test('the own page does the same for an account', async () => {
    const page = await openAs(person, '/nl/my');
    await page.getByRole('link', { name: 'Mails over matches' }).click();
    await page.check('input[name=rhythm][value=weekly]');
    await page.getByRole('button', { name: 'Bewaren' }).click();
    assert.ok(await page.isChecked('input[name=rhythm][value=weekly]'));
    await page.context().close();
  });

  for (const path of ['/nl/my/digest', '/fr/my/digest?saved=1']) {
    test(`${path} is for everybody`, async () => {
      for (const colorScheme of ['light', 'dark']) {
        for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
          const page = await openAs(person, path, { size, javaScriptEnabled: true, colorScheme });
          await screenshot(page, `mtc6${path.replaceAll(/[/?=]/g, '-')}-${name}-${colorScheme}`);
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(await tooWide(page), []);
          assert.deepEqual(page.complaints, []);
          await page.context().close();
        }
      }
    });
  }
});
