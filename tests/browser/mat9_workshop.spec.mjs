// MAT9: in a workshop people type what they have and look for, and the big screen shows at once what fits together.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk, until } from './kringwerk.mjs';
import { hubNumber, openAs as openPageAs, plantPerson, sql } from './people.mjs';

const wall = { width: 1920, height: 1080 };

describe('a workshop', () => {
  let site, browser, coordinator, code;
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
  const write = async (page, kind, words, who = '') => {
    await page.goto(`${site.origin}/nl/room/${code}`);
    await page.locator('form.panel .opt', { hasText: kind }).locator('input').check();
    await page.fill('#typed', words);
    await page.fill('#who', who);
    await page.getByRole('button', { name: 'Zet op het scherm' }).click();
  };

  test('the coordinator opens a room and gets a code', async () => {
    const page = await openAs(coordinator, '/nl/rooms');
    assert.match(await page.textContent('main'), /nog geen zaal/);
    await page.getByRole('button', { name: 'Open de zaal' }).click();
    assert.equal(await page.locator('.errsum li').count() >= 1, true);
    await page.fill('#name', 'Circulaire vrijdag');
    await page.fill('#place', 'Leuven');
    await page.getByRole('button', { name: 'Open de zaal' }).click();
    assert.match(await page.textContent('h1'), /Circulaire vrijdag/);
    const shown = await page.textContent('.joincode');
    assert.match(shown, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    code = shown.replace('-', '').toLowerCase();
    assert.equal(await page.locator('svg.qr').count(), 1);
    await page.context().close();
  });

  test('a phone types, and the screen shows the match within seconds', async () => {
    const screen = await openPage(browser, { size: wall });
    await screen.goto(`${site.origin}/nl/room/${code}/screen`);
    assert.match(await screen.textContent('main'), /Scan de code/);
    const phone = await openAs(null, `/nl/room?code=${code.slice(0, 4)}-${code.slice(4).toUpperCase()}`, { size: sizes.phone });
    assert.match(phone.url(), new RegExp(`/room/${code}$`));
    await write(phone, 'Ik heb', '2 ton houten pallets per maand in Leuven', 'Brouwerij Stroom');
    assert.match(await phone.textContent('#own'), /pallet/i);
    assert.match(await phone.textContent('#own'), /2 ton per maand/);
    const other = await openAs(null, `/nl/room/${code}`, { size: sizes.phone });
    await write(other, 'Ik zoek', 'houten pallets, 1 ton per maand in Gent', 'Ann');
    await until(async () => /rechtstreeks/.test(await screen.textContent('.board')), 10, 'the match on the screen');
    const match = await screen.locator('.matches > .inside').first().textContent();
    assert.match(match, /Brouwerij Stroom, Leuven/);
    assert.match(match, /Ann, Gent/);
    assert.deepEqual(screen.complaints, []);
    await screen.waitForTimeout(1000);
    await screenshot(screen, 'mat9_screen_two');
    for (const each of [screen, phone, other]) await each.context().close();
  });

  test('what was not recognised is put right by choosing, and a stranger changes nothing', async () => {
    const phone = await openAs(null, `/nl/room/${code}`, { size: sizes.phone });
    await write(phone, 'Ik heb', '300 kg frobnikels');
    assert.match(await phone.textContent('#own'), /niet herkend/);
    await phone.locator('#own details summary').first().click();
    await phone.locator('#own select').first().selectOption({ label: await phone.locator('#own select option').nth(5).textContent() });
    await phone.getByRole('button', { name: 'Bewaar' }).first().click();
    assert.doesNotMatch(await phone.textContent('#own'), /niet herkend/);
    const other = await openAs(null, `/nl/room/${code}`, { size: sizes.phone });
    assert.equal(await other.locator('#own li').count(), 0, 'cards of others are not there to be changed');
    await write(phone, 'Ik heb', 'bel mij op 0475 12 34 56 voor hout');
    assert.match(await phone.textContent('.errsum'), /telefoon/i);
    for (const each of [phone, other]) await each.context().close();
  });

  test('a full room looks right on the wall and on a phone', async () => {
    const phone = await openAs(null, `/nl/room/${code}`, { size: sizes.phone });
    const words = [['Ik heb', '500 kg PP folie per week in Mechelen', 'Verpakt bv'], ['Ik zoek', '3 ton harde plastic per maand in Genk', ''],
      ['Ik heb', '40 m3 isolatie uit afbraak in Gent', 'Sloop'], ['Ik zoek', 'textiel voor poetsdoeken, 200 kg per maand', 'Poets'],
      ['Ik heb', '1 ton textiel per maand in Aalst', 'Kringwinkel'], ['Ik zoek', '100 stoelen', 'De Zaal']];
    for (const [kind, typed, who] of words) await write(phone, kind, typed, who);
    for (const dark of [false, true]) {
      const screen = await openPage(browser, { size: wall, dark });
      await screen.goto(`${site.origin}/nl/room/${code}/screen`);
      assert.deepEqual(await axe(screen), []);
      assert.deepEqual(await tooWide(screen), []);
      assert.equal(await screen.evaluate(() => document.documentElement.scrollHeight), wall.height, 'nobody scrolls a wall');
      await screenshot(screen, `mat9_screen${dark ? '_dark' : ''}`);
      await screen.setViewportSize(sizes.phone);
      assert.deepEqual(await tooWide(screen), []);
      await screenshot(screen, `mat9_screen_phone${dark ? '_dark' : ''}`);
      await screen.context().close();
    }
    for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
      for (const dark of [false, true]) {
        const page = await openAs(coordinator, `/nl/room/${code}`, { size, dark, javaScriptEnabled: true });
        for (const path of [`/nl/room/${code}`, '/nl/room', '/nl/rooms']) {
          await page.goto(site.origin + path);
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(await tooWide(page), []);
          await screenshot(page, `mat9_${path.split('/')[2]}${path.includes(code) ? '_join' : ''}_${name}${dark ? '_dark' : ''}`);
        }
        await page.locator('tbody a').first().click();
        assert.equal(await page.locator('.cardform').count(), 0, 'no card has its form until it is asked for');
        await page.getByRole('link', { name: /Zet recht/ }).first().click();
        assert.equal(await page.locator('.cardform').count(), 1);
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await tooWide(page), []);
        await screenshot(page, `mat9_host_${name}${dark ? '_dark' : ''}`);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      }
    }
    await phone.context().close();
  });

  test('a chosen card becomes a draft for a company, the cards a table', async () => {
    const page = await openAs(coordinator, '/nl/rooms');
    await page.locator('tbody a').first().click();
    const room = page.url();
    await page.locator('li', { hasText: 'houten pallets per maand in Leuven' }).getByRole('link', { name: /Zet klaar/ }).click();
    assert.match(await page.inputValue('#what'), /houten pallets/);
    assert.match(await page.inputValue('#place'), /Leuven/);
    await page.fill('#company', 'Brouwerij Stroom');
    await page.fill('#email', 'stroom@bedrijf.example');
    await page.getByRole('button', { name: /Stuur ter bevestiging/ }).click();
    assert.match(page.url(), /\/on-behalf\?sent=1$/);
    await site.mailbox.waitFor('stroom@bedrijf.example');
    const csv = await (await page.request.get(`${room}/cards.csv`)).text();
    assert.match(csv, /Ik heb;.*houten pallets.*Brouwerij Stroom/);
    assert.match(csv, /;20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\r\n/);
    await page.context().close();
  });

  test('closing ends the code and takes the names away', async () => {
    const page = await openAs(coordinator, '/nl/rooms');
    await page.locator('tbody a').first().click();
    await page.getByRole('button', { name: 'Sluit de zaal' }).click();
    assert.match(await page.textContent('.lead'), /gesloten/);
    assert.doesNotMatch(await page.textContent('main'), /Brouwerij Stroom/);
    assert.equal(sql(site, "SELECT COUNT(*) FROM room_card WHERE writer_name <> '' OR author_hash <> ''"), '0');
    for (const path of ['', '/screen', '/live']) {
      const answer = await page.request.get(`${site.origin}/nl/room/${code}${path}`);
      assert.equal(answer.status(), 404);
    }
    const late = await openAs(null, `/nl/room?code=${code}`, { size: sizes.phone });
    assert.match(await late.textContent('.errsum'), /geen zaal open/);
    assert.match(sql(site, 'SELECT action FROM audit_line ORDER BY line_number'), /room\.opened[\s\S]*room_card\.written[\s\S]*room\.exported\nroom\.closed/);
    for (const each of [page, late]) await each.context().close();
  });
});
