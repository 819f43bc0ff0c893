// NET10: a coordinator brings in a list from Excel: columns, faults, import, nothing new the second time, undo.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';
import { hubNumber, openAs as openPageAs, plantPerson, sql } from './people.mjs';

const pasted = [
  ['Firma', 'Waar', 'Soort', 'Ondernemingsnummer', 'Web'],
  ['De Nieuwe Maker', '3000 Leuven', 'bedrijf', '', 'nieuwemaker.example'],
  ['Kapot Nummer', 'Leuven', 'bedrijf', '0123.456.789', ''],
  ['Elders NV', 'Genk', 'bedrijf', '', ''],
  ['Stad Leuven', 'Leuven', 'lokaal bestuur', '', ''],
].map((cells) => cells.join('\t')).join('\n');

describe('a list from Excel', () => {
  let site, browser, coordinator, other;
  before(async () => {
    site = await startKringwerk();
    browser = await launchBrowser();
    coordinator = plantPerson(site, {
      name: 'Cato', email: 'cato@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hubNumber(site, 'Leuven') }],
    });
    other = plantPerson(site, {
      name: 'Gina', email: 'gina@hub.example', roles: [{ role: 'coordinator', kind: 'hub', id: hubNumber(site, 'Genk') }],
    });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  // With scripts: a list that takes longer than a moment is waited for on a page that looks again with one.
  const openAs = (person, path, options) => openPageAs(browser, site, person, path, { javaScriptEnabled: true, ...options });
  const organisations = () => Number(sql(site, 'SELECT COUNT(*) FROM organisation'));
  const paste = async (page, text) => {
    await page.goto(`${site.origin}/nl/import`);
    await page.fill('#pasted', text);
    await page.getByRole('button', { name: 'Lees de lijst' }).click();
    assert.match(page.url(), /\/nl\/import\/[0-9a-z]{13}\/columns$/);
  };
  const figure = async (page, label) => (await page.locator('dl.figs > div', { hasText: label }).locator('dd').textContent()).trim();

  test('columns corrected, faults seen, brought in, nothing new the second time, undone', async () => {
    const before = organisations();
    const page = await openAs(coordinator, '/nl/import');
    await page.getByRole('button', { name: 'Lees de lijst' }).click();
    assert.match(await page.locator('.errsum').textContent(), /geen enkele gevulde rij/);

    await paste(page, pasted);
    const select = (header) => page.getByLabel(header, { exact: true });
    assert.equal(await select('Firma').inputValue(), 'name');
    assert.equal(await select('Ondernemingsnummer').inputValue(), 'kbo');
    assert.equal(await select('Waar').inputValue(), '', 'no field of an organisation is called Waar');
    await page.getByRole('button', { name: 'Bekijk de rijen' }).click();
    assert.match(await page.locator('.errsum').textContent(), /Gemeente of postcode/);
    await select('Waar').selectOption('place');
    await page.getByRole('button', { name: 'Bekijk de rijen' }).click();
    assert.match(page.url(), /\/nl\/import\/[0-9a-z]{13}$/);

    const row = (title) => page.locator('tbody tr', { hasText: title });
    assert.match(await row('De Nieuwe Maker').textContent(), /Nieuw/);
    assert.match(await row('Kapot Nummer').textContent(), /Met fout.*Ondernemingsnummer:/s);
    assert.match(await row('Elders NV').textContent(), /Met fout.*buiten het gebied/s);
    assert.equal(organisations(), before, 'looking changes nothing');
    await page.getByRole('button', { name: /^Breng .* binnen$/ }).click();
    assert.equal(await figure(page, 'Nieuw'), '1');
    assert.equal(await figure(page, 'Met fout'), '2');
    assert.equal(organisations(), before + 1);
    const first = page.url();

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Download de rijen/ }).click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const held = Buffer.concat(chunks).toString('utf8');
    assert.match(held, /Kapot Nummer;Leuven;bedrijf;0123\.456\.789;;"?Ondernemingsnummer: /);

    await paste(page, pasted);
    assert.equal(await select('Waar').inputValue(), 'place', 'the hub remembers what a column means');
    await page.getByRole('button', { name: 'Bekijk de rijen' }).click();
    await page.getByRole('button', { name: /^Breng .* binnen$/ }).click();
    assert.equal(await figure(page, 'Nieuw'), '0');
    assert.equal(organisations(), before + 1);

    await page.goto(first);
    await page.getByRole('button', { name: 'Maak ongedaan' }).click();
    assert.match(await page.locator('.note.info').textContent(), /Alles staat weer zoals het was/);
    assert.equal(organisations(), before);
    assert.match(sql(site, 'SELECT DISTINCT action FROM audit_line'), /import\.undone/);
    await page.context().close();
  });

  test('a row that looks like an organisation waits for a decision', async () => {
    const page = await openAs(coordinator, '/nl/import');
    sql(site, "UPDATE organisation SET website = 'https://www.tweeling.example' WHERE name = 'Stad Leuven'");
    await paste(page, 'Naam\tGemeente\tSoort\tWebsite\nTweeling\tLeuven\tbedrijf\ttweeling.example');
    await page.getByRole('button', { name: 'Bekijk de rijen' }).click();
    assert.match(await page.textContent('tbody'), /Te beslissen.*Lijkt op Stad Leuven/s);
    for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
      const look = await openAs(coordinator, new URL(page.url()).pathname, { size });
      await screenshot(look, `net10-preview-${name}`);
      assert.deepEqual(await axe(look), []);
      assert.deepEqual(await tooWide(look), []);
      await look.context().close();
    }
    await page.locator('tbody select').selectOption('create');
    await page.getByRole('button', { name: /^Breng .* binnen$/ }).click();
    assert.equal(await figure(page, 'Nieuw'), '1');
    sql(site, "UPDATE organisation SET version = version + 1 WHERE name = 'Tweeling'");
    await page.getByRole('button', { name: 'Maak ongedaan' }).click();
    assert.match(await page.locator('.note.stop').textContent(), /Tweeling: is sindsdien gewijzigd/);
    await page.context().close();
  });

  test('another hub does not see it', async () => {
    const own = await openAs(coordinator, '/nl/import');
    const address = await own.locator('table a').first().getAttribute('href');
    const page = await openAs(other, address);
    assert.match(await page.textContent('h1'), /Deze pagina is er niet/);
    for (const each of [own, page]) await each.context().close();
  });

  test('the pages are for everybody', async () => {
    const page = await openAs(coordinator, '/nl/import');
    const reports = await page.locator('table a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    await paste(page, pasted);
    const columns = new URL(page.url()).pathname;
    await page.context().close();
    const paths = { new: '/nl/import', columns, report: reports.at(-1), fr: '/fr/import' };
    for (const [what, path] of Object.entries(paths)) {
      for (const [name, size] of Object.entries({ 360: sizes.phone, 1280: sizes.desk })) {
        for (const colorScheme of ['light', 'dark']) {
          const look = await openAs(coordinator, path, { size, dark: colorScheme === 'dark' });
          await screenshot(look, `net10-${what}-${name}-${colorScheme}`);
          assert.deepEqual(await axe(look), []);
          assert.deepEqual(await tooWide(look), []);
          assert.deepEqual(look.complaints, []);
          await look.context().close();
        }
      }
    }
  });
});
