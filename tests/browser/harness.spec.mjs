// The harness itself: every check must be able to go red. Runs against stand_in.mjs, never against the product.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { axe, htmlFolder, launchBrowser, page1280, page360, Person, tooWide } from './browser.mjs';
import { htmlErrors } from './check_html.mjs';
import { checks, inspect } from './inspect.mjs';
import { startKringwerk } from './kringwerk.mjs';

const standIn = fileURLToPath(new URL('stand_in.mjs', import.meta.url));

describe('the harness', () => {
  let site, browser;
  before(async () => {
    site = await startKringwerk({ command: ({ port }) => [process.execPath, standIn, String(port)] });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
    for (const name of ['harness-good', 'harness-bad-html']) rmSync(join(htmlFolder, `${name}.html`), { force: true });
  });

  async function redChecks(path, want = {}) {
    const name = path === '/bad-html' ? 'harness-bad-html' : 'harness-good';
    const found = await inspect(browser, site.origin + path, { status: 200, language: 'nl', ...want }, name);
    return checks.filter((check) => found[check].length > 0);
  }

  test('finds nothing on a good page', async () => assert.deepEqual(await redChecks('/good'), []));
  test('takes an expected 404 as good', async () => assert.deepEqual(await redChecks('/none', { status: 404 }), []));
  test('finds a wrong status', async () => assert.deepEqual(await redChecks('/none'), ['status']));
  test('finds a missing heading', async () => assert.ok((await redChecks('/no-heading')).includes('heading')));
  test('finds every fault of a faulty page', async () => {
    const found = await inspect(browser, `${site.origin}/faulty`, { status: 200, language: 'nl' }, 'harness-good');
    assert.deepEqual(found.language, ['lang is en instead of nl']);
    assert.deepEqual(found.heading, ['h1: ["Proef","Proef"]']);
    for (const complaint of [/Content Security Policy/, /leaves loopback: http:\/\/192\.0\.2\.1/, /status 404: .*lost\.png/]) {
      assert.match(found.quiet.join('\n'), complaint);
    }
  });

  async function onPage(open, path, look) {
    const page = await open(browser);
    try {
      await page.goto(site.origin + path);
      return await look(page);
    } finally {
      await page.context().close();
    }
  }
  test('axe finds a field without label', async () => assert.match((await onPage(page360, '/no-label', axe)).join(), /label/));
  test('axe finds pale text', async () => assert.match((await onPage(page1280, '/pale', axe)).join(), /color-contrast/));
  test('axe finds text that is pale in the dark only', async () => {
    assert.deepEqual(await onPage(page360, '/pale-in-dark', axe), []);
    const dark = (b) => page360(b, { dark: true });
    assert.match((await onPage(dark, '/pale-in-dark', axe)).join(), /color-contrast/);
  });
  test('finds what sticks out at 320 only', async () => {
    assert.deepEqual(await onPage(page360, '/too-wide', tooWide), []);
    assert.deepEqual(await redChecks('/too-wide'), ['width']);
  });
  test('the Nu checker finds bad HTML and passes good HTML', async () => {
    await redChecks('/good');
    await redChecks('/bad-html');
    const errors = htmlErrors(['harness-good', 'harness-bad-html'].map((name) => join(htmlFolder, `${name}.html`)));
    assert.deepEqual([...errors.keys()], ['harness-bad-html.html']);
  });
  test('a person is counted', async () => {
    const person = await onPage(page360, '/good', async (page) => {
      const counted = new Person(page);
      await counted.type('#who', 'Zoë');
      await counted.choose('#what', 'b');
      await counted.tap('#send');
      await page.locator('h1').click();
      await counted.tabTo('#who');
      return counted;
    });
    assert.deepEqual([person.taps, person.characters], [2, 3]);
    assert.ok(person.keys >= 1);
  });
  test('a mail is kept and read', async () => {
    await sendMail(site.mailbox.port, 'Subject: =?utf-8?q?Vraag_caf=C3=A9?=\r\nContent-Type: text/plain; charset=utf-8\r\n'
      + 'Content-Transfer-Encoding: quoted-printable\r\n\r\nD=C3=A1g\r\n');
    const mail = await site.mailbox.waitFor('hub@example.org', /caf/);
    assert.equal(mail.subject, 'Vraag café');
    assert.equal(mail.text.trim(), 'Dág');
  });
  test('a program that ends at once is reported', async () => {
    await assert.rejects(startKringwerk({ command: () => [process.execPath, '-e', 'process.exit(7)'] }), /ended with 7/);
  });
  test('the program stops on request and leaves nothing', async () => {
    const other = await startKringwerk({ command: ({ port }) => [process.execPath, standIn, String(port)] });
    assert.deepEqual(await other.stop(), { code: 0, signal: null });
    await assert.rejects(fetch(`${other.origin}/readyz`));
  });
});

async function sendMail(port, message) {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const lines = ['EHLO test', 'MAIL FROM:<kringwerk@localhost>', 'RCPT TO:<hub@example.org>', 'DATA', `${message}.`, 'QUIT'];
  for await (const answer of socket) {
    if (/^\d{3} /m.test(answer) && lines.length > 0) socket.write(`${lines.shift()}\r\n`);
  }
}
