// MAT4: the owner decides who sees a listing and its price, site, contact and name; everybody else sees nothing of it, and two
// people who change the same thing do not overwrite each other. Needs build/release/kringwerk. Sessions are planted in the store.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, openPage, screenshot, sizes, tooWide } from './browser.mjs';
import { startKringwerk } from './kringwerk.mjs';

const plant = `
import hashlib, json, sqlite3, sys, time
store = sqlite3.connect(sys.argv[1], timeout=20)
now = int(time.time() * 1000)
one = lambda query: store.execute(query).fetchone()[0]
ours = one("select organisation_id from stream where organisation_id is not null order by stream_id limit 1")
other = one(f"select min(organisation_id) from organisation where organisation_id <> {ours}")
hub = one("select hub_id from hub_area where nis = '24062' limit 1")
far = one(f"select hub_id from hub_area where nis = '44021' and hub_id <> {hub} limit 1")
people = {"owner": ("organisation_user", "organisation", ours), "colleague": ("organisation_user", "organisation", ours),
          "company": ("organisation_user", "organisation", other), "coach": ("coach", "hub", hub),
          "coordinator": ("coordinator", "hub", hub), "far": ("coach", "hub", far)}
for number, (name, (role, kind, scope)) in enumerate(people.items(), 901):
    token = (name + "a" * 26)[:26].replace("o", "0").replace("l", "1").replace("i", "1").replace("u", "v")
    store.execute("insert into person (person_id, email, name, name_sort, language, state, password_hash, created_at_ms, version) values (?, ?, ?, ?, 'nl', 'active', '', ?, 1)", (number, name + "@example.org", name, name, now))
    store.execute("insert into role_grant (grant_id, person_id, role, scope_kind, scope_id, from_on, state, given_at_ms, version) values (?, ?, ?, ?, ?, '2020-01-01', 'effective', ?, 1)", (number * 10, number, role, kind, scope, now))
    store.execute("insert into session (session_hash, person_id, device, has_second_factor, created_at_ms, seen_at_ms, proved_at_ms) values (?, ?, 'Test', 1, ?, ?, ?)", (hashlib.sha256(token.encode()).hexdigest(), number, now, now, now))
    people[name] = token
store.commit()
print(json.dumps(people))
`;
const canary = 'zwaluwkanarie';

describe('who sees a stream', () => {
  let site, browser, tokens, address;
  const pages = {};
  before(async () => {
    site = await startKringwerk();
    tokens = JSON.parse(execFileSync('python3', ['-c', plant, `${site.data}/kringwerk.db`], { encoding: 'utf8' }));
    browser = await launchBrowser();
    for (const [name, token] of Object.entries({ ...tokens, visitor: '' })) {
      pages[name] = await openPage(browser, { size: name === 'colleague' ? sizes.desk : sizes.phone });
      if (token) await pages[name].context().addCookies([{ name: 'session', value: token, url: site.origin }]);
    }
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const sees = async (name, path, words) => {
    const answer = await pages[name].goto(site.origin + path);
    const text = (await pages[name].locator('main').textContent()).replace(/\s+/g, ' ');
    return { status: answer.status(), found: words.every((word) => text.includes(word)), text };
  };
  const save = async (page, values) => {
    for (const [name, value] of Object.entries(values)) {
      const field = page.locator(`main [name=${name}]`).first();
      if (await field.getAttribute('type') === 'radio') await page.locator(`main [name=${name}][value=${value}]`).check();
      else if (await field.evaluate((e) => e.tagName) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    await page.locator('main button[value=save]').click();
  };
  const looksRight = async (page, name) => {
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await tooWide(page), []);
    await screenshot(page, `mat4-${name}`);
  };

  test('an organisation publishes at once, privately, without a mail', async () => {
    const page = pages.owner;
    await page.goto(`${site.origin}/nl/our-streams/new`);
    assert.equal(await page.inputValue('#email'), 'owner@example.org', 'the address is filled in');
    await looksRight(page, 'new-360');
    await save(page, { what: `${canary} bakken`, amount: '2', unit: 't', rhythm: 'month', place: 'Leuven', price: '654,32',
      site: '50.8765, 4.7123', visibility: 'private' });
    await page.waitForURL(/our-streams\/[0-9a-z]{13}$/);
    address = new URL(page.url()).pathname;
    await looksRight(page, 'edit-360');
    await page.goto(`${site.origin}/nl/our-streams`);
    assert.match(await page.locator('main').textContent(), new RegExp(canary));
    await looksRight(page, 'list-360');
    assert.equal(site.mailbox.mails.length, 0);
  });

  const offer = () => address.replace('our-streams', 'offers');
  const expectSeen = async (seers) => {
    for (const name of Object.keys(pages)) {
      const { status, found } = await sees(name, offer(), [canary]);
      const wanted = seers.includes(name);
      assert.deepEqual([name, status, found], [name, wanted ? 200 : 404, wanted]);
    }
  };
  const own = ['owner', 'colleague'];
  test('private: the own organisation and nobody else, not even the hub', () => expectSeen(own));

  for (const [visibility, seers] of [['hub', ['coach', 'coordinator']], ['network', ['coach', 'coordinator', 'company', 'far']],
    ['public', ['coach', 'coordinator', 'company', 'far', 'visitor']]]) {
    test(`${visibility}: page and list agree on who sees it`, async () => {
      await pages.owner.goto(site.origin + address);
      await save(pages.owner, { visibility });
      await pages.owner.waitForURL(/saved=1/);
      await expectSeen([...own, ...seers]);
      for (const name of Object.keys(pages)) {
        const listed = await pages[name].goto(`${site.origin}/nl/materials?q=${canary}`);
        assert.equal(listed.headers()['cache-control'], name === 'visitor' ? 'no-cache' : 'no-store');
        const isThere = (await pages[name].locator('main table').count()) > 0;
        // An organisation finds its own in its own list; a listing for the hub also in the common one.
        assert.equal(isThere, seers.includes(name) || own.includes(name), `${name} in the list`);
      }
    });
  }

  test('one hub: that hub and nobody of another, wherever the stream is', async () => {
    const page = pages.owner;
    await page.goto(site.origin + address);
    await save(page, { visibility: 'one_hub' });
    assert.match(await page.locator('.errsum').textContent(), /Welke hub/);
    assert.ok(await page.locator('[name=visibility][value=one_hub]').isChecked(), 'the choice stays');
    await looksRight(page, 'one-hub-empty-360');
    const name = execFileSync('python3', ['-c', `import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("select h.name from hub h join role_grant g on g.scope_id = h.hub_id join person p on p.person_id = g.person_id where p.name = 'far'").fetchone()[0])`, `${site.data}/kringwerk.db`], { encoding: 'utf8' }).trim();
    await page.locator('#shared_hub').selectOption({ label: name });
    await page.locator('main button[value=save]').click();
    await page.waitForURL(/saved=1/);
    await expectSeen([...own, 'far']);
    for (const reader of Object.keys(pages)) {
      await pages[reader].goto(`${site.origin}/nl/materials?q=${canary}`);
      assert.equal((await pages[reader].locator('main table').count()) > 0, ['far', ...own].includes(reader), `${reader} in the list`);
    }
    await pages.colleague.goto(site.origin + address);
    assert.equal(await pages.colleague.locator('#shared_hub option:checked').textContent(), name);
    await looksRight(pages.colleague, 'one-hub-1280');
    await pages.colleague.goto(`${site.origin}/nl/our-streams`);
    assert.ok((await pages.colleague.locator('main').textContent()).includes(`één hub: ${name}`));
    await looksRight(pages.colleague, 'one-hub-list-1280');
    await page.goto(site.origin + address);
    await save(page, { visibility: 'public' });
    await page.waitForURL(/saved=1/);
    assert.equal(await page.locator('#shared_hub').inputValue(), '');
  });

  test('price, site, contact and name have readers of their own', async () => {
    await pages.owner.goto(site.origin + address);
    await save(pages.owner, { see_price: 'hub', see_site: 'hub', see_contact: 'hub', see_owner: 'private' });
    await pages.owner.waitForURL(/saved=1/);
    const coordinator = await sees('coordinator', offer(), ['654,32', '50,8765', 'owner@example.org']);
    assert.ok(coordinator.found, coordinator.text);
    const coach = await sees('coach', offer(), ['654,32', '50,8765']);
    assert.ok(coach.found && !coach.text.includes('owner@'), 'a coach sees no contact');
    for (const name of ['visitor', 'company', 'far']) {
      const { text } = await sees(name, offer(), []);
      for (const word of ['654,32', '50,8765', 'owner@']) assert.ok(!text.includes(word), `${name} reads ${word}`);
      assert.ok(text.includes('Niet getoond'), `${name}: no owner`);
    }
  });

  test('who saves an old version sees what the other changed, keeps what was typed, and can go on', async () => {
    await pages.colleague.goto(site.origin + address);
    await pages.owner.goto(site.origin + address);
    await save(pages.owner, { price: '700' });
    await pages.owner.waitForURL(/saved=1/);
    const answer = pages.colleague.waitForResponse((response) => response.request().method() === 'POST');
    await save(pages.colleague, { what: `${canary} kratten` });
    assert.equal((await answer).status(), 412);
    assert.equal(await pages.colleague.inputValue('#what'), `${canary} kratten`);
    const told = await pages.colleague.locator('.note.warn').textContent();
    assert.match(told.replace(/\s+/g, ' '), /Prijs per ton in euro ?700 ?eerst: 654,32/);
    await looksRight(pages.colleague, 'stale-1280');
    assert.equal(await pages.colleague.inputValue('#price'), '700', 'what nobody touched here has the value of the other');
    await save(pages.colleague, {});
    await pages.colleague.waitForURL(/saved=1/);
    await looksRight(pages.colleague, 'edit-1280');
    await pages.colleague.goto(`${site.origin}/nl/our-streams`);
    await looksRight(pages.colleague, 'list-1280');
  });

  test('closing takes it out of the list and says so on its page, opening brings it back', async () => {
    const page = pages.owner;
    await page.goto(site.origin + address);
    await page.locator('button[value=close]').click();
    await page.waitForURL(/saved=1/);
    await looksRight(page, 'closed-360');
    const closed = await pages.visitor.request.get(site.origin + offer());
    assert.equal(closed.status(), 200, 'a public stream stays, as the history of a link that somebody kept');
    assert.match(await closed.text(), /Dit staat niet meer open/);
    const list = await (await pages.visitor.request.get(`${site.origin}/nl/materials?q=bakken`)).text();
    assert.ok(!list.includes(offer()), 'the list has open streams only');
    await page.locator('button[value=reopen]').click();
    await page.waitForURL(/saved=1/);
    assert.equal((await sees('visitor', offer(), [])).status, 200);
  });

  test('hidden words are in no line of the log and in no mail', () => {
    assert.ok(!site.log().includes(canary));
    assert.ok(!site.mailbox.mails.some((mail) => mail.raw.includes(canary)));
  });
});
