// ACC1: from invitation to password, app with codes, recovery code, signing out and a new password. On a phone and a desk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, page1280, page360, screenshot, tooWide } from './browser.mjs';
import { root, startKringwerk } from './kringwerk.mjs';

const binary = process.env.KRINGWERK_BINARY ?? 'build/release/kringwerk';
const password = 'vijf gele fietsen in de regen';
const newPassword = 'nu zes groene boten';

/** The code that an app shows `late` seconds from now (RFC 6238). */
function codeOf(key, late = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor((Date.now() / 1000 + late) / 30)));
  const hash = createHmac('sha1', secret).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

for (const [size, open] of [['360', page360], ['1280', page1280]]) {
  describe(`accounts at ${size}`, () => {
    let site, browser, page, key, codes;
    const email = `an${size}@hub.example`;
    before(async () => {
      site = await startKringwerk();
      browser = await launchBrowser();
      page = await open(browser);
    });
    after(async () => {
      await browser?.close();
      await site?.stop();
    });

    async function look(name) {
      await screenshot(page, `acc1-${name}-${size}`);
      keepHtml(`acc1-${name}`, await page.content());
      const found = [...await axe(page), ...await tooWide(page)];
      await page.emulateMedia({ colorScheme: 'dark' });
      found.push(...await axe(page));
      if (size === '1280') await screenshot(page, `acc1-${name}-${size}-dark`);
      await page.emulateMedia({ colorScheme: 'light' });
      assert.deepEqual(found, [], name);
    }
    async function send(fields) {
      for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
      await Promise.all([page.waitForNavigation(), page.click('main form button.btn')]);
    }
    const title = () => page.locator('h1').textContent();
    async function signOut() {
      await page.goto(`${site.origin}/nl/account`);
      await Promise.all([page.waitForNavigation(), page.click('main form[action$="/sign-out"] button')]);
    }
    async function signIn(secret) {
      await page.goto(`${site.origin}/nl/sign-in`);
      await send({ email, password: secret });
    }

    test('an invitation leads to an account and asks for the app', async () => {
      const link = execFileSync(join(root, binary), ['user', 'add-administrator', '--data', site.data, '--email', email,
        '--name', 'An Voorbeeld', '--public-url', site.origin], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
      await page.goto(link);
      await look('invitation');
      await send({ password: 'kort' });
      assert.match(await page.locator('.errsum').textContent(), /minstens 15 tekens/);
      await look('invitation-refused');
      await send({ password });
      assert.equal(await title(), 'App met codes');
      await page.goto(link);
      assert.equal(await title(), 'Deze link werkt niet meer');
      await look('link-ended');
    });

    test('the app is set up and recovery codes are shown once', async () => {
      await page.goto(`${site.origin}/nl/account/second-factor`);
      await look('second-factor');
      key = (await page.locator('.typed-secret code').textContent()).replaceAll(' ', '');
      await send({ code: '000000' });
      assert.match(await page.locator('.errsum').textContent(), /klopt niet/);
      await send({ code: codeOf(key) });
      codes = await page.locator('.codes code').allTextContents();
      assert.equal(new Set(codes).size, 10);
      await look('recovery-codes');
      await site.mailbox.waitFor(email, /app met codes/);
      await page.goto(`${site.origin}/nl/account/second-factor`);
      await look('second-factor-state');
    });

    test('the account page knows the person, this device and the role', async () => {
      await page.goto(`${site.origin}/nl/account`);
      await look('account');
      assert.match(await page.locator('main').textContent(), /beheerder van het netwerk/);
      assert.match(await page.locator('main table').textContent(), /dit toestel/);
      await page.fill('#name', 'An Anders');
      await Promise.all([page.waitForNavigation(), page.click('main form[action$="/account"] button')]);
      assert.equal(await page.inputValue('#name'), 'An Anders');
    });

    test('public pages show who is signed in, and are the same for all visitors', async () => {
      const visitor = await (await fetch(`${site.origin}/nl/hubs`)).text();
      assert.equal(visitor, await (await fetch(`${site.origin}/nl/hubs`)).text());
      assert.match(visitor, /Aanmelden/);
      const answer = await page.goto(`${site.origin}/nl/hubs`);
      assert.match(answer.headers()['cache-control'], /no-store/);
      if (size === '360') await page.click('button.menubtn');
      await page.click('.nav .me summary');
      await look('menu');
    });

    test('after signing out a code is asked, and a recovery code works once', async () => {
      await signOut();
      await page.goto(`${site.origin}/nl/account`);
      assert.match(page.url(), /\/nl\/sign-in\?to=%2Fnl%2Faccount/);
      await look('sign-in');
      await send({ email, password: 'zes gele fietsen in de regen' });
      assert.match(await page.locator('.errsum').textContent(), /klopt niet/);
      await look('sign-in-refused');
      await send({ password });
      assert.equal(await title(), 'Code uit je app');
      await look('sign-in-second');
      await send({ code: codes[0] });
      assert.equal(await title(), 'Mijn account');
      await site.mailbox.waitFor(email, /herstelcode/);
      await signOut();
      await signIn(password);
      await send({ code: codes[0] });
      assert.match(await page.locator('.errsum').textContent(), /klopt niet of is al gebruikt/);
      await send({ code: codes[1] });
      assert.equal(await title(), 'Mijn account');
    });

    test('a new password by mail ends the session; eight characters are enough beside the app', async () => {
      const other = await open(browser);
      await other.goto(`${site.origin}/nl/password-reset`);
      await other.fill('#email', email);
      await Promise.all([other.waitForNavigation(), other.click('main form button')]);
      const mail = await site.mailbox.waitFor(email, /password-reset\//);
      await page.goto(/https?:\S+password-reset\/\S+/.exec(mail.text)[0]);
      await look('reset');
      await send({ password: newPassword });
      assert.equal(await title(), 'Je wachtwoord is veranderd');
      await page.goto(`${site.origin}/nl/account`);
      assert.match(page.url(), /sign-in/);
      await signIn(newPassword);
      await send({ code: codes[2] });
      assert.equal(await title(), 'Mijn account');
      await page.goto(`${site.origin}/nl/account/password`);
      await look('password');
      await send({ current_password: newPassword, password: 'nog acht' });
      assert.match(await page.locator('.note.ok').textContent(), /wachtwoord is veranderd/);
    });

    test('nothing complained', () => assert.deepEqual(page.complaints, []));
  });
}
