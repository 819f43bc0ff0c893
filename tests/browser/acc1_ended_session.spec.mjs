// ACC1: what somebody typed while their session ended waits for them to sign in again, and for nobody else.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { openAs, plantPerson, sql } from './people.mjs';

const words = 'zwaluwkanarie pallets met een lang verhaal';

describe('a session that ends while somebody types', () => {
  let site, browser, owner, again, other;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const company = sql(site, 'SELECT organisation_id FROM stream WHERE organisation_id IS NOT NULL ORDER BY stream_id LIMIT 1');
    const roles = [{ role: 'organisation_user', kind: 'organisation', id: company }];
    owner = plantPerson(site, { name: 'An Eerst', email: 'an@bedrijf.example', roles });
    other = plantPerson(site, { name: 'Bo Ander', email: 'bo@bedrijf.example', roles });
    // A later session of the same person.
    again = plantPerson(site, { name: 'Later', email: 'later@bedrijf.example' });
    sql(site, `UPDATE session SET person_id = ${owner.id} WHERE person_id = ${again.id}`);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const hash = () => createHash('sha256').update(owner.cookie.value).digest('hex');
  const seen = (moment) => sql(site, `UPDATE session SET seen_at_ms = ${moment} WHERE session_hash = '${hash()}'`);
  const typed = async (size) => {
    seen(Date.now());
    const page = await openAs(browser, site, owner, '/nl/our-streams/new', { size, javaScriptEnabled: true });
    await page.fill('#what', words);
    await page.locator('[name=amount]').fill('3');
    await page.fill('#place', 'Leuven');
    seen(Date.now() - 86_400_000);
    await page.locator('main button[value=save]').click();
    return page;
  };
  const made = () => Number(sql(site, `SELECT COUNT(*) FROM stream WHERE typed_what = '${words}'`));
  const resend = (page) => page.getByRole('button', { name: 'Ik ben aangemeld: verstuur opnieuw' }).click();
  const become = async (page, person) => {
    await page.context().addCookies([person.cookie]);
  };

  test('the words are there, another person cannot send them, the same person can', async () => {
    const page = await typed(sizes.phone);
    assert.match(await page.textContent('main'), new RegExp(`intussen afgemeld[^]*${words}`));
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await tooWide(page), []);
    await screenshot(page, 'acc1-session-ended-360');
    assert.equal(await page.getByRole('link', { name: 'Meld je aan in een nieuw tabblad' }).getAttribute('target'), '_blank');

    await resend(page);
    assert.match(await page.textContent('main'), new RegExp(`intussen afgemeld[^]*${words}`), 'still not signed in');
    assert.equal(await page.locator('[name=typed_by]').count(), 1);
    assert.equal(made(), 0);

    await become(page, other);
    await resend(page);
    assert.match(await page.textContent('main'), /van iemand anders/);
    assert.doesNotMatch(await page.content(), new RegExp(words));
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'acc1-typed-by-another-360');
    assert.equal(made(), 0);
    await page.context().close();
  });

  test('after signing in again one press sends it, with the new token of the sign-in a second', async () => {
    const page = await typed(sizes.desk);
    await screenshot(page, 'acc1-session-ended-1280');
    await page.context().clearCookies();
    await become(page, again);
    await resend(page);
    assert.match(await page.textContent('main'), new RegExp(`te lang open[^]*${words}`));
    await page.getByRole('button', { name: 'Verstuur opnieuw' }).click();
    await page.waitForURL(/our-streams\/[0-9a-z]{13}$/);
    assert.equal(made(), 1);
    assert.equal(await page.inputValue('#what'), words);
    await page.context().close();
  });

  test('without words, or with a password, it is the way to the sign-in as before', async () => {
    const page = await openAs(browser, site, owner, '/nl/account');
    assert.match(page.url(), /\/sign-in\?to=/);
    const answer = await page.request.post(`${site.origin}/nl/account/password`, {
      form: { password: 'een geheim', new_password: 'nog een geheim' }, headers: { 'sec-fetch-site': 'same-origin' }, maxRedirects: 0,
    });
    assert.doesNotMatch(await answer.text(), /geheim/);
    await page.context().close();
  });
});
