// MAT7: a coordinator enters an offer for a company, visibly so; it appears when the company confirms by its mail.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, openAs as openPageAs, plantPerson, sql } from './people.mjs';

const confirmLink = /http:\/\/\S+\/nl\/offers\/confirm\/\S+/;

describe('entered for a company', () => {
  let site, browser, coordinator;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    coordinator = plantPerson(site, {
      name: 'Cato', email: 'cato@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hubNumber(site, 'Leuven') }],
    });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openAs = (person, path, options) => openPageAs(browser, site, person, path, options);
  const enter = async (page, email) => {
    await page.goto(`${site.origin}/nl/on-behalf/new`);
    await page.fill('#company', 'Drukkerij Nieuw');
    await page.fill('#what', '3 ton houten pallets per maand');
    await page.fill('#place', '3000');
    await page.fill('#email', email);
    await page.getByRole('button', { name: /Stuur ter bevestiging/ }).click();
    assert.match(page.url(), /\/on-behalf\?sent=1$/);
  };

  test('mailed, mailed again, confirmed, and its page says who entered it', async () => {
    const page = await openAs(coordinator, '/nl/on-behalf/new');
    await page.getByRole('button', { name: /Stuur ter bevestiging/ }).click();
    assert.equal(await page.locator('.errsum li').count() >= 4, true);
    await enter(page, 'druk@bedrijf.example');
    const old = await site.mailbox.waitFor('druk@bedrijf.example', confirmLink);
    await page.getByRole('button', { name: 'Mail opnieuw' }).click();
    await new Promise((done) => setTimeout(done, 1500));
    const mails = site.mailbox.mails.filter((mail) => mail.to.includes('druk@bedrijf.example'));
    assert.equal(mails.length, 2);
    const company = await openAs(null, new URL(old.text.match(confirmLink)[0]).pathname);
    assert.match(await company.textContent('h1'), /Deze pagina is er niet/, 'the first link is dead');
    await company.goto(mails.at(-1).text.match(confirmLink)[0]);
    await company.locator('form button.btn').click();
    assert.match(company.url(), /\/nl\/offers\/[0-9a-z]{13}$/);
    assert.match(await company.textContent('main'), /Ingevoerd door .*Leuven/);
    await page.goto(`${site.origin}/nl/on-behalf`);
    assert.match(await page.textContent('tbody'), /bevestigd/);
    assert.match(sql(site, 'SELECT action FROM audit_line ORDER BY line_number'), /stream\.entered_for_company\nstream\.link_sent_again/);
    for (const each of [page, company]) await each.context().close();
  });

  test('taken back, its link opens nothing', async () => {
    const page = await openAs(coordinator, '/nl/on-behalf');
    await enter(page, 'terug@bedrijf.example');
    const mail = await site.mailbox.waitFor('terug@bedrijf.example', confirmLink);
    await page.getByRole('button', { name: 'Neem terug' }).first().click();
    assert.match(await page.textContent('tbody'), /teruggenomen/);
    const company = await openAs(null, new URL(mail.text.match(confirmLink)[0]).pathname);
    assert.match(await company.textContent('h1'), /Deze pagina is er niet/);
    for (const each of [page, company]) await each.context().close();
  });

  for (const path of ['/nl/on-behalf', '/nl/on-behalf/new', '/fr/on-behalf/new?kind=need']) {
    test(`${path} is for everybody`, async () => {
      for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
        const page = await openAs(coordinator, path, { size, javaScriptEnabled: true });
        await screenshot(page, `mat7${path.replaceAll(/[/?=]/g, '-')}-${name}`);
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await tooWide(page), []);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      }
    });
  }
});
