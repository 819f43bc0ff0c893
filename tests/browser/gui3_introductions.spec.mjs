// GUI3: a coordinator introduces the two ends of a chain; both answer by the link in their mail, talk, and tell the end.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, idText, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('introductions', () => {
  let site, browser, coordinator, elsewhere, giver, taker, offer, need;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const stream = (title) => {
      const [id, organisation] = sql(site, `SELECT stream_id, organisation_id FROM stream WHERE title_nl = '${title}'`).split('|');
      return { id, organisation };
    };
    offer = stream('2 ton hard polypropyleen per maand, Leuven');
    need = stream('Maalgoed PP voor nieuwe kratten');
    const at = (role, part) => [{ role, kind: 'hub', id: hubNumber(site, part) }];
    coordinator = plantPerson(site, { name: 'Cora Coördinator', email: 'cora@hub.example', roles: at('coordinator', 'Leuven') });
    elsewhere = plantPerson(site, { name: 'Els Elders', email: 'els@hub.example', roles: at('coach', 'Brugge') });
    const works = (id) => [{ role: 'organisation_user', kind: 'organisation', id }];
    giver = plantPerson(site, { name: 'Gil Gever', email: 'gil@gever.example', roles: works(offer.organisation) });
    taker = plantPerson(site, { name: 'Tao Nemer', email: 'tao@nemer.example', roles: works(need.organisation) });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openAs = (person, path, options) => openPageAs(browser, site, person, path, options);
  const linkIn = (mail) => new URL(mail.text.match(/http\S+\/introductions\/answer\/\S+/)[0]).pathname;
  const count = (what) => Number(sql(site, `SELECT COUNT(*) FROM ${what}`));

  /** Proposes from the first chain of the offer; answers the path of the introduction. */
  const propose = async (message) => {
    const page = await openAs(coordinator, `/nl/offers/${idText(offer.id)}`);
    await page.getByRole('link', { name: 'Stel een introductie voor' }).first().click();
    await page.fill('#message', message);
    await page.getByRole('button', { name: 'Stel voor' }).click();
    const path = new URL(page.url()).pathname;
    await page.context().close();
    return path;
  };

  test('both say yes by link, see each other, and agree', async () => {
    const visitor = await openAs(null, `/nl/offers/${idText(offer.id)}`);
    assert.equal(await visitor.getByRole('link', { name: 'Stel een introductie voor' }).count(), 0);
    const path = await propose('De kratten van Leuven passen bij jullie maalgoed.');
    assert.match(path, /^\/nl\/introductions\/[0-9a-z]{13}$/);
    const toGiver = await site.mailbox.waitFor('gil@gever.example', /Past dit bij elkaar/);
    const toTaker = await site.mailbox.waitFor('tao@nemer.example', /Past dit bij elkaar/);
    assert.match(toTaker.text, /2 ton hard polypropyleen/);
    assert.match(toTaker.text, /De kratten van Leuven passen/);
    assert.doesNotMatch(toTaker.text + toGiver.text, /@gever|@nemer/);

    const page = await openAs(null, linkIn(toGiver));
    assert.doesNotMatch(await page.textContent('main'), /@nemer/);
    await page.getByRole('button', { name: 'Stuur je antwoord' }).click();
    assert.match(await page.textContent('.errsum'), /Jouw antwoord/);
    await page.check('input[value=later]');
    await page.getByRole('button', { name: 'Stuur je antwoord' }).click();
    assert.match(await page.textContent('.errsum'), /Kies een reden/);
    await page.check('input[value=yes]');
    await page.getByRole('button', { name: 'Stuur je antwoord' }).click();
    assert.match(await page.textContent('main'), /Bewaard/);
    assert.doesNotMatch(await page.textContent('main'), /@nemer/);

    const other = await openAs(null, linkIn(toTaker));
    await other.check('input[value=yes]');
    await other.getByRole('button', { name: 'Stuur je antwoord' }).click();
    assert.match(await other.textContent('main'), /gil@gever\.example/);
    const talks = await site.mailbox.waitFor('gil@gever.example', /Jullie zeggen allebei ja/);
    assert.match(talks.text, /tao@nemer\.example/);
    // The link is the same in every mail.
    assert.equal(linkIn(talks), linkIn(toGiver));

    const own = await openAs(taker, path);
    assert.match(await own.textContent('main'), /in gesprek/);
    await own.check('input[value=agreed]');
    await own.getByRole('button', { name: 'Bewaar' }).click();
    assert.match(await own.textContent('.pagehead'), /akkoord/);
    await site.mailbox.waitFor('cora@hub.example', /akkoord/);
    assert.equal(count("audit_line WHERE record_type = 'introduction'"), 4);
    for (const each of [visitor, page, other, own]) await each.context().close();
  });

  test('a no ends it with its reason; what was written beside it is for the hub', async () => {
    const path = await propose('Nog eens?');
    const mail = await site.mailbox.waitFor('tao@nemer.example', /Nog eens/);
    const page = await openAs(null, linkIn(mail));
    const stale = await openAs(null, linkIn(mail));
    await page.check('input[value=no]');
    await page.selectOption('#reason', 'distance');
    await page.fill('#words', 'Bel mij op 0470 12 34 56');
    await page.getByRole('button', { name: 'Stuur je antwoord' }).click();
    assert.match(await page.textContent('.errsum'), /telefoonnummer/i);
    await page.fill('#words', 'Zestig kilometer is ons te ver.');
    await page.getByRole('button', { name: 'Stuur je antwoord' }).click();
    assert.match(await page.textContent('.pagehead'), /niet gelukt/);

    await stale.check('input[value=yes]');
    await stale.getByRole('button', { name: 'Stuur je antwoord' }).click();
    assert.match(await stale.textContent('.note.warn'), /Iemand anders was je voor/);
    const giverPage = await openAs(giver, path);
    assert.match(await giverPage.textContent('.time'), /Te ver/);
    assert.doesNotMatch(await giverPage.textContent('main'), /Zestig kilometer|@nemer/);
    const hub = await openAs(coordinator, path);
    assert.match(await hub.textContent('.time'), /Zestig kilometer/);
    await site.mailbox.waitFor('gil@gever.example', /een kant zegt nee\nReden: Te ver/);
    for (const each of [page, stale, giverPage, hub]) await each.context().close();
  });

  test('late ones stand first and say so; who has no part finds nothing', async () => {
    const path = await propose('Een derde keer?');
    const page = await openAs(elsewhere, path);
    assert.match(await page.textContent('h1'), /Deze pagina is er niet/);
    const board = await openAs(coordinator, '/nl/introductions/board');
    assert.doesNotMatch(await board.textContent('tbody'), /te laat/);
    sql(site, "UPDATE introduction SET due_on = '2026-01-05' WHERE state = 'proposed'");
    await board.goto(`${site.origin}/nl/introductions/board?state=late`);
    assert.match(await board.textContent('tbody'), /dagen te laat/);
    await board.goto(`${site.origin}/nl/introductions/board?state=all`);
    assert.equal(await board.locator('tbody tr').count(), 3);
    assert.match(await board.locator('tbody tr').first().textContent(), /te laat/);
    const asked = await openAs(giver, '/nl/my', { javaScriptEnabled: true });
    assert.match(await asked.locator('.todo li', { hasText: 'Maalgoed PP' }).first().textContent(), /te laat.*Jouw antwoord wordt gevraagd/s);
    assert.deepEqual(await axe(asked), []);
    await screenshot(asked, 'gui3-my');
    await asked.context().close();
    const ofHub = await openAs(coordinator, '/nl/my');
    assert.match(await ofHub.locator('.todo li', { hasText: 'Maalgoed PP' }).first().textContent(), /te laat.*antwoordde nog niet/s);
    await ofHub.context().close();
    const mine = await openAs(giver, '/nl/introductions?state=all');
    assert.equal(await mine.locator('tbody tr').count(), 3);
    const nothing = await openAs(elsewhere, '/nl/introductions/board?state=all');
    assert.match(await nothing.textContent('main'), /geen introducties/i);

    await board.goto(site.origin + path);
    await board.locator('summary', { hasText: 'Voorstel terugnemen' }).click();
    await board.getByRole('button', { name: 'Neem terug' }).click();
    assert.match(await board.textContent('.pagehead'), /teruggenomen/);
    await site.mailbox.waitFor('tao@nemer.example', /voorstel teruggenomen/);
    for (const each of [page, board, mine, nothing]) await each.context().close();
  });

  test('the link in the mail tells of a stream of the network what its holder may see, without a page that is not there', async () => {
    await propose('Alleen voor het netwerk?');
    const show = (visibility) => sql(site, `UPDATE stream SET visibility = '${visibility}', description_nl = 'Schoon en droog bewaard' WHERE stream_id = ${need.id}`);
    const mail = await site.mailbox.waitFor('gil@gever.example', /Alleen voor het netwerk/);
    const page = await openAs(null, linkIn(mail), { javaScriptEnabled: true });
    const links = async () => page.locator('main a', { hasText: 'Bekijk' }).evaluateAll((all) => all.map((one) => one.href));
    for (const href of await links()) assert.equal((await page.request.get(href)).status(), 200, href);
    const before = (await links()).length;
    show('network');
    await page.reload();
    for (const href of await links()) assert.equal((await page.request.get(href)).status(), 200, href);
    assert.equal((await links()).length, before - 1);
    assert.match(await page.textContent('main'), /Schoon en droog bewaard/);
    assert.deepEqual(await axe(page), []);
    await screenshot(page, 'gui3-link-network');
    show('private');
    await page.reload();
    assert.doesNotMatch(await page.textContent('main'), /Schoon en droog bewaard|Maalgoed/);
    show('public');
    sql(site, "UPDATE introduction SET state = 'withdrawn' WHERE state = 'proposed'");
    await page.context().close();
  });

  test('every page is for everybody', async () => {
    const path = await propose('Kijk nog eens.');
    const mail = await site.mailbox.waitFor('gil@gever.example', /Kijk nog eens/);
    const pair = `offer=${idText(offer.id)}&need=${idText(need.id)}`;
    const other = sql(site, `SELECT stream_id FROM stream WHERE kind = 'need' AND state = 'open' AND visibility = 'public' AND stream_id <> ${need.id} LIMIT 1`);
    const pages = [[coordinator, path], [coordinator, '/nl/introductions/board?state=all'], [giver, '/nl/introductions?state=all'],
      [null, linkIn(mail)], [null, linkIn(mail).replace('/nl/', '/fr/')], [coordinator, `/nl/introductions/new?${pair}`],
      [coordinator, `/nl/introductions/new?offer=${idText(offer.id)}&need=${idText(other)}`], [elsewhere, '/en/introductions/board']];
    for (const [i, [person, address]] of pages.entries()) {
      for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
        for (const dark of [false, true]) {
          const page = await openAs(person, address, { size, dark, javaScriptEnabled: true });
          const file = `gui3-${i}-${name}${dark ? '-dark' : ''}`;
          await screenshot(page, file);
          if (!dark) keepHtml(file, await page.content());
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(await tooWide(page), []);
          assert.deepEqual(page.complaints, []);
          await page.context().close();
        }
      }
    }
  });
});
