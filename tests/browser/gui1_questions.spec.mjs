// GUI1: a question reaches the board of its hub, is answered by mail and handed over; the asker sees each state by link.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('the questions of a hub', () => {
  let site, browser, leuven, mechelen;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const at = (part) => [{ role: 'coach', kind: 'hub', id: hubNumber(site, part) }];
    leuven = plantPerson(site, { name: 'Lena Leuven', email: 'lena@hub.example', roles: at('Leuven') });
    mechelen = plantPerson(site, { name: 'Mo Mechelen', email: 'mo@hub.example', roles: at('Mechelen') });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openAs = (person, path, options) => openPageAs(browser, site, person, path, options);

  /** Asks the hub of Leuven; answers the address of the asker's page. */
  const ask = async (question, email) => {
    const page = await openAs(null, '/nl/hubs');
    await page.getByRole('link', { name: /Leuven/ }).first().click();
    await page.goto(`${page.url()}/ask`);
    await page.fill('#question', question);
    await page.fill('#email', email);
    await page.click('form button.btn');
    const address = page.url();
    assert.match(address, /\/questions\/[0-9a-z]{26}$/);
    await page.context().close();
    return address;
  };

  test('answered by mail, and the asker sees it by link', async () => {
    const link = await ask('Wie neemt lijmresten aan?', 'vraag@bedrijf.example');
    const page = await openAs(leuven, '/nl/questions');
    await screenshot(page, 'gui1-board-1280');
    await page.getByRole('link', { name: 'Wie neemt lijmresten aan?' }).click();
    assert.match(await page.textContent('main'), /vraag@bedrijf\.example/);
    const stale = await openAs(leuven, new URL(page.url()).pathname);
    await page.getByRole('button', { name: 'Verstuur het antwoord' }).click();
    assert.match(await page.textContent('.errsum'), /Jouw antwoord/);
    await page.fill('#words', 'De Schakel neemt ze aan.\nBel gerust.');
    await page.getByRole('button', { name: 'Verstuur het antwoord' }).click();
    assert.match(await page.textContent('.time'), /Lena Leuven van .*antwoordde per mail/);
    const mail = await site.mailbox.waitFor('vraag@bedrijf.example', /De Schakel neemt ze aan/);
    assert.match(mail.subject, /^Antwoord van /);
    await screenshot(page, 'gui1-question-1280');

    await stale.fill('#words', 'Mijn andere antwoord');
    await stale.getByRole('button', { name: 'Verstuur het antwoord' }).click();
    assert.match(await stale.textContent('.note.warn'), /Iemand anders was je voor/);
    assert.equal(await stale.inputValue('#words'), 'Mijn andere antwoord');
    assert.equal(sql(site, "SELECT COUNT(*) FROM hub_case_entry WHERE kind = 'reply'"), '1');

    const asker = await openAs(null, new URL(link).pathname);
    assert.match(await asker.textContent('.pagehead'), /beantwoord/i);
    assert.doesNotMatch(await asker.textContent('main'), /De Schakel/);
    assert.match(sql(site, "SELECT group_concat(action) FROM audit_line WHERE record_type = 'case'"), /case\.answered/);
    for (const each of [page, stale, asker]) await each.context().close();
  });

  test('handed over with its thread; a late one is said in words; others find nothing', async () => {
    await ask('Wie wast bakken?', 'bakken@bedrijf.example');
    const page = await openAs(leuven, '/nl/questions');
    await page.getByRole('link', { name: 'Wie wast bakken?' }).click();
    const path = new URL(page.url()).pathname;
    const other = await openAs(mechelen, path);
    assert.match(await other.textContent('h1'), /Deze pagina is er niet/);
    await page.locator('summary', { hasText: 'Geef aan een andere hub' }).click();
    await page.selectOption('#hub', { label: await page.locator('#hub option', { hasText: 'Mechelen' }).first().textContent() });
    await page.fill('#hub_words', 'Jullie wasstraat past.');
    await page.getByRole('button', { name: 'Geef door' }).click();
    assert.match(page.url(), /\/nl\/questions$/);
    await page.goto(site.origin + path);
    assert.match(await page.textContent('h1'), /Deze pagina is er niet/);
    await site.mailbox.waitFor('bakken@bedrijf.example', /behandelt nu je vraag/);
    sql(site, "UPDATE hub_case SET answer_due_on = '2026-01-05' WHERE question = 'Wie wast bakken?'");
    await other.goto(`${site.origin}/nl/questions?state=late`);
    assert.match(await other.textContent('tbody'), /dagen te laat/);
    await other.getByRole('link', { name: 'Wie wast bakken?' }).click();
    assert.match(await other.textContent('.time'), /Lena Leuven gaf de vraag aan/);
    for (const each of [page, other]) await each.context().close();
  });

  for (const path of ['/nl/questions', '/fr/questions', '/nl/my', '/en/my']) {
    test(`${path} is for everybody`, async () => {
      for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
        const page = await openAs(leuven, path, { size, javaScriptEnabled: true });
        const file = `gui1${path.replaceAll('/', '-')}-${name}`;
        await screenshot(page, file);
        keepHtml(file, await page.content());
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await tooWide(page), []);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      }
    });
  }
});
