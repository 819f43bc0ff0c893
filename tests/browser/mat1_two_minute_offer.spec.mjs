// MAT1 as a person does it: an offer on a phone within six fields, twelve taps and 120 characters, with the keyboard alone, and
// with everything that can be wrong in a form. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, openPage, page360, Person, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';

const fields = 6, taps = 12, characters = 120;
const confirmLink = /http:\/\/\S+\/nl\/offers\/confirm\/\S+/;

describe('the two-minute offer', () => {
  let site, browser;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openForm = async (query = '', options = {}) => {
    const page = await page360(browser, { javaScriptEnabled: false, ...options });
    await page.goto(`${site.origin}/nl/offers/new${query}`);
    return page;
  };
  const errors = (page) => page.locator('.errsum li').allTextContents();

  test('on a phone, without script: told, mailed, confirmed, listed', async () => {
    const page = await openForm();
    const person = new Person(page);
    const asked = await page.locator('form .field').count();
    assert.ok(asked <= fields, `${asked} fields`);
    await person.type('#what', '2 ton harde plastic per maand');
    await person.type('#place', '3000');
    await person.type('#email', 'jo@bedrijf.example');
    await person.tap('form button.btn');
    assert.ok(person.taps <= taps && person.characters <= characters, `${person.taps} taps, ${person.characters} characters`);
    assert.match(page.url(), /\/nl\/offers\/draft\/[0-9a-z]{26}$/);
    const secret = page.url().split('/').at(-1);

    const mail = await site.mailbox.waitFor('jo@bedrijf.example', confirmLink);
    await page.goto(`${site.origin}/nl/materials?q=plastic&sort=newest`);
    assert.equal(await page.getByRole('link', { name: 'harde plastic', exact: true }).count(), 0, 'a draft is not listed');
    await page.goto(mail.text.match(confirmLink)[0]);
    await page.goto(mail.text.match(confirmLink)[0]); // a scanner came first: looking changes nothing
    await page.getByRole('button', { name: 'Ja, zet mijn aanbod op de kaart' }).click();
    assert.match(page.url(), /\/nl\/offers\/[0-9a-z]{13}$/);
    await page.goto(`${site.origin}/nl/materials?q=harde+plastic&sort=newest`);
    const row = page.locator('tr', { has: page.getByRole('link', { name: 'harde plastic', exact: true }) }).first();
    assert.match(await row.textContent(), /Leuven/);
    assert.match(await row.textContent(), /2\s+ton/);
    assert.ok(!site.log().includes(secret), 'the secret is not in the log');
    await page.context().close();
  });

  test('what the front page said is filled in, and the recognised material can be changed', async () => {
    const page = await openForm('?what=2+ton+harde+plastic+per+maand&place=3000');
    assert.equal(await page.inputValue('#what'), 'harde plastic');
    assert.equal(await page.inputValue('#amount'), '2');
    assert.equal(await page.inputValue('#unit'), 't');
    assert.ok(await page.isChecked('input[name=rhythm][value=month]'));
    assert.match(await page.locator('.found').textContent(), /harde kunststof/);
    await page.locator('summary').first().click();
    await page.selectOption('#material', 'none');
    await page.context().close();
  });

  test('with the keyboard alone', async () => {
    const page = await openForm('', { javaScriptEnabled: true });
    const person = new Person(page);
    for (const [field, text] of [['#what', '300 kg zaagsel'], ['#place', 'Gent'], ['#email', 'key@bedrijf.example']]) {
      await person.tabTo(page.locator(field));
      await page.keyboard.type(text);
    }
    await person.press('Enter');
    await page.waitForURL(/\/nl\/offers\/draft\//);
    // Who filled in the form cannot confirm by the address alone: that takes the mail.
    assert.equal(await page.locator('form[method=post]').count(), 0);
    const guess = page.url().replace('/draft/', '/confirm/') + '/' + page.url().split('/').pop();
    assert.equal((await page.request.get(guess)).status(), 404);
    const mail = await site.mailbox.waitFor('key@bedrijf.example', confirmLink);
    await page.goto(mail.text.match(confirmLink)[0]);
    await person.tabTo(page.locator('form[action*="/confirm/"] button'));
    await person.press('Enter');
    await page.waitForURL(/\/nl\/offers\/[0-9a-z]{13}$/);
    await page.context().close();
  });

  test('every finding stands beside its field and above, and what was typed stays', async () => {
    const page = await openForm();
    const person = new Person(page);
    await person.type('#what', 'iets <b>&"raars');
    await person.type('#amount', 'veel');
    await person.type('#place', 'Atlantis');
    await person.type('#note', 'regel een\nregel twee');
    await person.type('#email', 'geen adres');
    await person.tap('form button.btn');
    const summary = await errors(page);
    assert.equal(summary.length, 3, summary.join('\n'));
    for (const field of ['amount', 'place', 'email']) {
      assert.equal(await page.locator(`#${field}-error`).count(), 1, `a message beside ${field}`);
      assert.equal(await page.locator(`.errsum a[href="#${field}"]`).count(), 1, `a link to ${field}`);
      assert.equal(await page.getAttribute(`#${field}`, 'aria-invalid'), 'true');
    }
    assert.equal(await page.inputValue('#what'), 'iets <b>&"raars');
    assert.equal(await page.inputValue('#amount'), 'veel');
    assert.equal(await page.inputValue('#note'), 'regel een\nregel twee');
    assert.match(await page.title(), /^Fout/);
    assert.deepEqual(await tooWide(page), []);
    await page.context().close();
    const seen = await openForm('', { javaScriptEnabled: true });
    await seen.locator('form button.btn').click();
    assert.deepEqual(await axe(seen), []);
    await screenshot(seen, 'offer-errors-360');
    await seen.context().close();
  });

  test('a name of several municipalities becomes a choice', async () => {
    const page = await openForm();
    await page.fill('#what', '5 ton hout');
    await page.fill('#place', 'Beveren');
    await page.fill('#email', 'keuze@bedrijf.example');
    await page.click('form button.btn');
    const options = page.locator('input[name=nis]');
    assert.ok(await options.count() >= 2, (await errors(page)).join('\n'));
    await options.first().locator('xpath=..').click();
    await page.click('form button.btn');
    assert.match(page.url(), /\/nl\/offers\/draft\//);
    await page.context().close();
  });

  test('the same form sent again is the same draft, another content another one', async () => {
    const page = await openForm();
    const hidden = async (name) => page.locator(`input[name=${name}]`).first().inputValue();
    const form = { csrf: await hidden('csrf'), key: await hidden('key'), what: '3 ton glas', place: '9000', email: 'twee@bedrijf.example' };
    const send = async (more = {}) => {
      const answer = await page.request.post(`${site.origin}/nl/offers`, { form: { ...form, ...more }, maxRedirects: 0 });
      return [answer.status(), answer.headers().location];
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send()));
    assert.deepEqual(new Set(answers.map(String)).size, 1, answers.map(String).join('\n'));
    assert.equal(answers[0][0], 303);
    assert.notEqual((await send({ what: '4 ton glas' }))[1], answers[0][1]);
    await site.mailbox.waitFor('twee@bedrijf.example');
    await page.context().close();
  });

  const bad = [
    { name: '3 MB of text', fields: { note: 'x'.repeat(3_000_000) }, status: 422, finding: /te lang/ },
    { name: 'a note of emoji over the limit', fields: { note: '🪵'.repeat(2001) }, status: 422, finding: /2\.001/ },
    { name: 'an unknown place', fields: { place: 'Zzz' }, status: 422, finding: /We kennen geen plaats/ },
    { name: 'a bad e-mail address', fields: { email: 'jo@@bedrijf' }, status: 422, finding: /e-mailadres/ },
    { name: 'a line break in the address', fields: { email: 'jo@b.example\nBcc: x@y.example' }, status: 422, finding: /e-mailadres/ },
    { name: 'a negative amount', fields: { amount: '-3' }, status: 422, finding: /meer dan 0/ },
    { name: 'a unit that is none', fields: { amount: '3', unit: 'zak' }, status: 422, finding: /Kies/ },
    { name: 'an invisible turn of direction', fields: { what: 'hout\u202Etxt' }, status: 422, finding: /onzichtbaar/ },
    { name: 'no token', fields: { csrf: '' }, status: 403 },
    { name: 'no key', fields: { key: 'x' }, status: 403 },
  ];
  for (const { name, fields: typed, status, finding } of bad) {
    test(`refused: ${name}`, async () => {
      const page = await openForm();
      const hidden = async (field) => page.locator(`input[name=${field}]`).first().inputValue();
      const form = { csrf: await hidden('csrf'), key: await hidden('key'), what: 'hout', amount: '1', place: '3000', email: 'a@b.example', ...typed };
      const answer = await page.request.post(`${site.origin}/nl/offers`, { form, maxRedirects: 0 });
      assert.equal(answer.status(), status);
      if (finding) assert.match(await answer.text(), finding);
      assert.ok(!site.mailbox.mails.some((mail) => mail.to.includes('a@b.example')), 'no mail');
      await page.context().close();
    });
  }

  test('refused: text that is not UTF-8', async () => {
    const page = await openForm();
    const hidden = async (field) => encodeURIComponent(await page.locator(`input[name=${field}]`).first().inputValue());
    const data = `csrf=${await hidden('csrf')}&key=${await hidden('key')}&what=%FF%FEhout&amount=1&place=3000&email=a%40b.example`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await page.request.post(`${site.origin}/nl/offers`, { data, headers, maxRedirects: 0 });
    assert.equal(answer.status(), 422);
    assert.match(await answer.text(), /We kunnen deze tekst niet lezen/);
    await page.context().close();
  });

  test('refused: more than fits, with a page that says so', async () => {
    const [status, text] = await new Promise((done, failed) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 11_000_000 };
      const sent = request(`${site.origin}/nl/offers`, { method: 'POST', headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (part) => { body += part; }).on('end', () => done([answer.statusCode, body]));
      });
      sent.on('error', failed);
      sent.write('what=x');
    });
    assert.equal(status, 413);
    assert.match(text, /Dat is te groot/);
  });

  test('a form that was open too long keeps what was typed, and one press sends it', async () => {
    const page = await openPage(browser, { size: sizes.phone, javaScriptEnabled: false });
    await page.goto(`${site.origin}/nl/offers/new`);
    await page.fill('#what', '4 ton gemengd hout');
    await page.fill('#place', '3000');
    await page.fill('#email', 'laat@bedrijf.example');
    await page.context().clearCookies();
    await page.locator('form button.btn').click();
    assert.match(await page.textContent('main'), /te lang open[^]*4 ton gemengd hout/);
    await screenshot(page, 'mat1-expired-360');
    assert.deepEqual(await tooWide(page), []);
    await page.getByRole('button', { name: 'Verstuur opnieuw' }).click();
    assert.match(page.url(), /\/offers\/draft\//);
    await page.context().close();
  });

  test('asking a hub about an offer: a link shows the promised day', async () => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${site.origin}/nl/hubs`);
    const hub = await page.locator('a[href^="/nl/hubs/"]').evaluateAll(
      (links) => links.map((link) => link.getAttribute('href')).find((href) => /^\/nl\/hubs\/[0-9a-z]{13}$/.test(href)));
    await page.goto(`${site.origin}${hub}/ask`);
    await page.fill('#email', 'vraag@bedrijf.example');
    await page.click('form button.btn');
    assert.match((await errors(page)).join(), /Typ je vraag/);
    await page.fill('#question', 'Wie kan dit sorteren?');
    await page.click('form button.btn');
    assert.match(page.url(), /\/nl\/questions\/[0-9a-z]{26}$/);
    const state = page.url();
    assert.match(await page.locator('main').textContent(), /ten laatste/);
    const toAsker = await site.mailbox.waitFor('vraag@bedrijf.example');
    assert.ok(toAsker.text.includes(state));
    await site.mailbox.waitFor('netwerk@kringwerk.example', /Wie kan dit sorteren/);
    await page.goto(state.slice(0, -1) + (state.endsWith('0') ? '1' : '0'));
    assert.match(await page.locator('h1').textContent(), /is er niet/);
    await page.context().close();
  });
});
