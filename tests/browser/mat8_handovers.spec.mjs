// MAT8: two sides agree, one registers a delivery at the weighing bench, the other one confirms, disputes or corrects.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, keepHtml, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { root, startKringwerk } from './kringwerk.mjs';
import { idText, openAs as openPageAs, plantPerson, sql } from './people.mjs';

describe('hand-overs', () => {
  let site, browser, giver, taker, outsider, takerName;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    const [first, second, third] = sql(site, 'SELECT organisation_id FROM stream WHERE organisation_id IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT 3').split('\n');
    takerName = sql(site, `SELECT name FROM organisation WHERE organisation_id = ${second}`);
    const works = (id) => [{ role: 'organisation_user', kind: 'organisation', id }];
    giver = plantPerson(site, { name: 'Gil Gever', email: 'gil@gever.example', roles: works(first) });
    taker = plantPerson(site, { name: 'Tao Nemer', email: 'tao@nemer.example', roles: works(second) });
    outsider = plantPerson(site, { name: 'Bo Buiten', email: 'bo@buiten.example', roles: works(third) });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openAs = (person, path, options) => openPageAs(browser, site, person, path, options);
  const pathOf = (page) => new URL(page.url()).pathname;
  const linkIn = (mail, pages) => new URL(mail.text.match(new RegExp(`http\\S+/${pages}/\\S+`))[0]).pathname;
  const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
  const main = (page) => page.textContent('main');

  /** Proposes as the giver; answers the path of the agreement. */
  const agree = async (partner, { email = '', what = 'Gebroken kratten', repeat = 'once', mass = '2.000', stream = '' } = {}) => {
    const page = await openAs(giver, '/nl/agreements/new');
    await page.fill('#partner', partner);
    await page.fill('#email', email);
    if (stream) await page.selectOption('#stream', stream);
    await page.fill('#what', what);
    await page.fill('#mass', mass);
    await page.check(`#repeat-${repeat}`);
    await page.fill('#from', '2026-01-01');
    await page.fill('#price', '40,50');
    await page.selectOption('#basis', 'tonne');
    await press(page, 'Stel voor');
    assert.match(pathOf(page), /^\/nl\/agreements\/[0-9a-z]{13}$/, await main(page));
    const path = pathOf(page);
    await page.context().close();
    return path;
  };
  const accept = async (person, path) => {
    const page = await openAs(person, path);
    await press(page, 'Akkoord');
    assert.match(await page.textContent('.pagehead'), /loopt/);
    await page.context().close();
  };
  /** Registers as `person`, without script; answers the path of the hand-over. */
  const register = async (person, path, weighed, more = async () => {}) => {
    const page = await openAs(person, `${path}/handovers/new`, { size: sizes.phone });
    await page.fill('#weighed', weighed);
    await more(page);
    await press(page, 'Schrijf op');
    const made = pathOf(page);
    assert.match(made, /^\/nl\/handovers\/[0-9a-z]{13}$/, await main(page));
    await page.context().close();
    return made;
  };

  test('a weight on a phone, confirmed by the other side, counts to the gram', async () => {
    const path = await agree(takerName);
    await site.mailbox.waitFor('tao@nemer.example', /Ga je akkoord/);
    const hidden = await openAs(outsider, path);
    assert.doesNotMatch(await main(hidden), /kratten/);
    await accept(taker, path);

    const bench = await openAs(taker, `${path}/handovers/new`, { size: sizes.phone, javaScriptEnabled: true });
    assert.equal(await bench.getAttribute('#weighed', 'inputmode'), 'decimal');
    assert.equal(await bench.isVisible('#refused'), false);
    await bench.fill('#weighed', '482,5');
    await bench.locator('label', { hasText: 'Deels geweigerd' }).click();
    await bench.fill('#refused', '82,125');
    await bench.fill('#accepted', '300');
    await press(bench, 'Schrijf op');
    assert.match(await bench.textContent('.errsum'), /300\u00A0kg.*82,125\u00A0kg.*482,5\u00A0kg/s);
    assert.match(await bench.textContent('.errsum'), /Kies waarom/);
    await screenshot(bench, 'mat8-bench-error-360');
    assert.deepEqual(await axe(bench), []);
    assert.deepEqual(await tooWide(bench), []);
    assert.equal(await bench.inputValue('#weighed'), '482,5');
    await bench.fill('#accepted', '');
    await bench.selectOption('#reason', 'wet');
    await press(bench, 'Schrijf op');
    const handover = pathOf(bench);
    assert.match(await main(bench), /Wacht op/);

    const mail = await site.mailbox.waitFor('gil@gever.example', /Klopt dit/);
    assert.match(mail.text, /400,375\u00A0kg aanvaard, 82,125\u00A0kg geweigerd/);
    const before = await openAs(giver, path);
    assert.match(await main(before), /Wacht op bevestiging\s*482,5\u00A0kg/);
    const page = await openAs(giver, handover);
    assert.match(await main(page), /Te nat/);
    await screenshot(page, 'mat8-confirm-1280');
    await press(page, 'Klopt, ik bevestig');
    assert.match(await page.textContent('.pagehead'), /bevestigd/);
    assert.match(await main(page), /door beide bevestigd/);
    await site.mailbox.waitFor('tao@nemer.example', /Bevestigd/);

    const view = await openAs(giver, path);
    assert.match(await main(view), /Aanvaard\s*400,375\u00A0kg/);
    assert.match(await main(view), /Nog open\s*1\.599,625\u00A0kg/);
    await screenshot(view, 'mat8-agreement-1280');
    const csv = await view.context().request.get(`${site.origin}${path}/handovers.csv`);
    assert.match(await csv.text(), /;482,5;400,375;82,125;Te nat;door beide bevestigd\r\n/);
    for (const each of [hidden, bench, before, page, view]) await each.context().close();
  });

  test('somebody without account confirms by a link that works once; a correction needs the other side', async () => {
    const path = await agree('Bakker Jans', { email: 'jans@bakker.example', what: 'Broodzakken', repeat: 'month', mass: '500' });
    const asked = await site.mailbox.waitFor('jans@bakker.example', /Ga je akkoord/);
    assert.match(asked.text, /\u20AC\u00A040,50 per ton/);
    const consent = await openAs(null, linkIn(asked, 'agreements/answer'), { size: sizes.phone });
    assert.equal(sql(site, "SELECT state FROM agreement WHERE what = 'Broodzakken'"), 'proposed');
    await press(consent, 'Akkoord');
    assert.match(await consent.textContent('.pagehead'), /loopt/);
    assert.equal(await consent.getByRole('button', { name: 'Akkoord' }).count(), 0);

    const ticket = join(root, 'tests/contracts/files/photo_with_place.jpg');
    const handover = await register(giver, path, '120', (page) => page.setInputFiles('#file', ticket));
    const mail = await site.mailbox.waitFor('jans@bakker.example', /Klopt dit.*Broodzakken/);
    const link = linkIn(mail, 'handovers/answer');
    const page = await openAs(null, link, { size: sizes.phone, javaScriptEnabled: true });
    assert.match(await main(page), /gewogen, met weegbon/);
    const image = page.locator('.photos img');
    await image.scrollIntoViewIfNeeded();
    assert.ok(await image.evaluate((it) => it.decode().then(() => it.naturalWidth > 0)));
    await screenshot(page, 'mat8-link-360');
    assert.deepEqual(await axe(page), []);
    await page.locator('summary', { hasText: 'ander cijfer' }).click();
    await page.fill('#weighed', '118,5');
    await press(page, 'Stuur mijn cijfer');
    assert.match(await main(page), /Deze link is al gebruikt/);

    await site.mailbox.waitFor('gil@gever.example', /Klopt dit.*Broodzakken/);
    const own = await openAs(giver, '/nl/my');
    assert.match(await main(own), /Bakker Jans schreef 118,5\u00A0kg op/);
    await own.getByRole('link', { name: 'Broodzakken', exact: true }).click();
    await press(own, 'Klopt, ik bevestig');
    assert.match(await own.textContent('.pagehead'), /bevestigd/);

    await own.locator('summary', { hasText: 'Vraag een verbetering' }).click();
    await own.fill('#weighed', '119');
    await press(own, 'Vraag de verbetering');
    assert.match(await own.textContent('.errsum'), /Leg kort uit/);
    await own.fill('#note', 'De pallet woog mee.');
    await press(own, 'Vraag de verbetering');
    assert.match(await own.textContent('.pagehead'), /verbetering gevraagd/);
    const correction = await site.mailbox.waitFor('jans@bakker.example', /De pallet woog mee/);
    const last = await openAs(null, linkIn(correction, 'handovers/answer'));
    assert.match(await main(last), /118,5\u00A0kg.*119\u00A0kg/s);
    await press(last, 'Klopt, ik bevestig');
    const view = await openAs(giver, handover);
    assert.match(await main(view), /119\u00A0kg.*118,5\u00A0kg.*120\u00A0kg/s);
    await screenshot(view, 'mat8-history-1280');
    const balance = await openAs(giver, path, { javaScriptEnabled: true });
    assert.match(await main(balance), /Per periode/);
    assert.match(await main(balance), /Aanvaard\s*119\u00A0kg/);
    keepHtml('mat8-agreement', await balance.content());
    await screenshot(balance, 'mat8-periods-1280');
    assert.deepEqual(await axe(balance), []);
    for (const each of [consent, page, own, last, view, balance]) await each.context().close();
  });

  test('MAT6: what is agreed is no longer free in list and detail, and comes back when it ends', async () => {
    const [number, organisation] = sql(site, "SELECT stream_id, organisation_id FROM stream WHERE kind = 'offer' AND state = 'open' AND visibility = 'public' AND unit = 't' AND rhythm = 'month' AND amount_thousandths >= 2000 AND organisation_id IS NOT NULL ORDER BY 1 LIMIT 1").split('|');
    sql(site, `UPDATE stream SET amount_thousandths = 3000 WHERE stream_id = ${number}`);
    sql(site, `UPDATE role_grant SET scope_id = ${organisation} WHERE person_id = ${giver.id}`);
    const stream = idText(number);
    const path = await agree(takerName, { what: 'Een deel', repeat: 'month', mass: '500', stream });
    await accept(taker, path);
    const detail = await openAs(null, `/nl/offers/${stream}`);
    assert.match(await main(detail), /2,5\ston per maand[^]*Van 3\ston per maand is 500\skg al afgesproken/);
    await screenshot(detail, 'mat6-partly-1280');
    const view = await openAs(giver, path);
    assert.match(await main(view), /Nog vrij: 2\.500\skg per maand/);
    await screenshot(view, 'mat6-agreement-1280');
    const list = await fetch(`${site.origin}/nl/map/list.csv?status=partly_agreed`);
    assert.match(await list.text(), new RegExp(`${stream};.*;2,5;ton;`));
    await view.locator('summary', { hasText: 'Afspraak stoppen' }).click();
    await view.locator('button[value=end]').click();
    const again = await openAs(null, `/nl/offers/${stream}`);
    assert.match(await main(again), /3\ston per maand/);
    assert.doesNotMatch(await main(again), /al afgesproken/);
    for (const each of [detail, view, again]) await each.context().close();
  });
});
