// MAT1: a photo of an offer, made anew without place and device, seen by whoever sees the offer.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { root, startKringwerk } from './kringwerk.mjs';
import { idText, openAs as openPageAs, plantPerson, sql } from './people.mjs';

const photo = join(root, 'tests/contracts/files/photo_with_place.jpg');

describe('photos', () => {
  let site, browser, owner, offer;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const [id, organisation] = sql(site, "SELECT stream_id, organisation_id FROM stream WHERE state = 'open' AND visibility = 'public' AND kind = 'offer' AND organisation_id IS NOT NULL ORDER BY stream_id LIMIT 1").split('|');
    offer = idText(id);
    owner = plantPerson(site, { name: 'Oda Eigenaar', email: 'oda@eigenaar.example', roles: [{ role: 'organisation_user', kind: 'organisation', id: organisation }] });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  const openAs = (person, path, options) => openPageAs(browser, site, person, path, options);
  const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

  test('a photo is added on a phone, loses its place, is seen with its words and leaves with its offer', async () => {
    const page = await openAs(owner, `/nl/our-streams/${offer}`, { size: sizes.phone, javaScriptEnabled: true });
    await page.getByRole('link', { name: "Foto's" }).click();
    await press(page, 'Voeg toe');
    assert.match(await page.textContent('.errsum'), /Kies eerst een bestand/);
    const wrong = join(site.data, 'foto.jpg');
    writeFileSync(wrong, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    await page.setInputFiles('#file', wrong);
    await page.fill('#alt', 'Tien blauwe kratten op een pallet');
    await press(page, 'Voeg toe');
    assert.match(await page.textContent('.errsum'), /geen foto/);
    assert.equal(await page.inputValue('#alt'), 'Tien blauwe kratten op een pallet');
    await page.setInputFiles('#file', photo);
    await press(page, 'Voeg toe');
    assert.match(await page.textContent('main'), /Bewaard/);
    await screenshot(page, 'mat1-photos-360');
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await tooWide(page), []);

    const visitor = await openAs(null, `/nl/offers/${offer}`, { javaScriptEnabled: true });
    const image = visitor.getByRole('img', { name: 'Tien blauwe kratten op een pallet' });
    await image.scrollIntoViewIfNeeded();
    assert.deepEqual(await image.evaluate((it) => it.decode().then(() => [it.naturalWidth, it.naturalHeight])), [240, 480]);
    await screenshot(visitor, 'mat1-offer-photo-1280');
    const address = site.origin + (await visitor.locator('.photos a').getAttribute('href'));
    const answer = await fetch(address);
    assert.equal(answer.headers.get('content-type'), 'image/jpeg');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.match(answer.headers.get('content-security-policy'), /sandbox/);
    const kept = join(site.data, 'kept.jpg');
    writeFileSync(kept, Buffer.from(await answer.arrayBuffer()));
    const told = (file) => execFileSync('exiftool', ['-a', '-G1', '-s', '--ExifTool:all', '--System:all', file], { encoding: 'utf8' });
    assert.match(told(photo), /GPSLatitude/);
    assert.doesNotMatch(told(kept), /GPS|EXIF|IFD0|XMP|IPTC|Pixelphone|geheim|Comment/i);
    assert.match(told(kept), /ImageHeight\s*: 640/);
    assert.equal(readFileSync(join(site.data, 'kringwerk.db')).includes('Pixelphone'), false);

    sql(site, `UPDATE stream SET visibility = 'private' WHERE stream_id = (SELECT stream_id FROM attachment)`);
    assert.equal((await fetch(address)).status, 404);
    await press(page, 'Verwijder');
    assert.match(await page.textContent('main'), /Nog geen foto/);
    assert.equal(sql(site, 'SELECT COUNT(*) FROM attachment_content'), '0');
    await visitor.context().close();
    await page.context().close();
  });

  test('a guest adds a photo to the draft; it goes public with it and the link changes nothing more', async () => {
    const page = await openAs(null, '/nl/offers/new', { size: sizes.phone });
    await page.fill('#what', '2 ton gebroken kratten');
    await page.fill('#place', '3000');
    await page.fill('#email', 'gast@bedrijf.example');
    await page.locator('form button.btn').click();
    await page.getByRole('link', { name: 'Voeg foto’s toe' }).click();
    const own = page.url();
    await page.setInputFiles('#file', photo);
    await page.fill('#alt', 'Kapotte kratten');
    await press(page, 'Voeg toe');
    assert.match(await page.textContent('main'), /Bewaard/);
    const seen = await page.getByRole('img', { name: 'Kapotte kratten' }).getAttribute('src');
    assert.match(seen, /\/offers\/draft\//);
    assert.equal((await fetch(site.origin + seen)).status, 200);
    assert.equal((await fetch(site.origin + seen.replace(/^.*(\/media)/, '$1'))).status, 404);
    await screenshot(page, 'mat1-guest-photo-360');
    const mail = await site.mailbox.waitFor('gast@bedrijf.example', /offers\/confirm/);
    await page.goto(mail.text.match(/http\S+\/nl\/offers\/confirm\/\S+/)[0]);
    await press(page, 'Ja, zet mijn aanbod op de kaart');
    assert.equal(await page.getByRole('img', { name: 'Kapotte kratten' }).count(), 1);
    assert.equal((await fetch(own)).status, 404);
    await page.context().close();
  });
});
