// What a person, a broken program or an attacker can send wrongly: right status, a page in the reader's language, the security
// headers, nothing stored, and what was typed kept. Raw HTTP, because browsers do not send most of this. Needs build/release/kringwerk.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root, startKringwerk } from './kringwerk.mjs';

const program = join(root, process.env.KRINGWERK_BINARY ?? 'build/release/kringwerk');
const securityHeaders = {
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/, 'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/, 'referrer-policy': /origin/, 'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/, 'permissions-policy': /camera=\(\)/, 'x-request-id': /^[0-9a-f]{32}$/,
};
const titles = {
  nl: { 400: 'Dat konden we niet lezen', 404: 'Deze pagina is er niet', 405: 'Dat kan hier niet', 413: 'Dat is te groot' },
  en: { 400: 'We could not read that', 404: 'This page does not exist', 405: 'That is not possible here', 413: 'That is too large' },
  fr: { 400: 'Nous n’avons pas pu lire cela', 404: 'Cette page n’existe pas', 405: 'Ce n’est pas possible ici', 413: 'C’est trop volumineux' },
};
const titleOf = (language, status) => titles[language][{ 431: 413, 501: 405 }[status] ?? status];
const languages = Object.keys(titles);

/** Sends bytes as they are and gives {status, headers, cookies, text} of the first answer. */
function send(port, bytes, seconds = 20) {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1');
    const chunks = [];
    const finish = () => {
      clearTimeout(late);
      socket.destroy();
      const answer = parse(Buffer.concat(chunks));
      if (answer) done(answer);
      else failed(new Error('no whole answer'));
    };
    const late = setTimeout(finish, seconds * 1000);
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (chunk.length < 65536 && parse(Buffer.concat(chunks))) finish();
    });
    socket.on('error', () => {}); // the server may close while a refused body still comes
    socket.on('close', finish);
  });
}

function parse(raw) {
  const end = raw.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first, ...lines] = raw.subarray(0, end).toString('latin1').split('\r\n');
  const pairs = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  const headers = Object.fromEntries(pairs);
  const status = Number(first.split(' ')[1]);
  const body = raw.subarray(end + 4);
  if (status === 100) return parse(body);
  if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
  return { status, headers, cookies: pairs.filter(([name]) => name === 'set-cookie').map(([, value]) => value), text: body.toString('utf8') };
}

const head = (first, headers = {}) => `${first} HTTP/1.1\r\n${Object.entries({ Host: '127.0.0.1', ...headers })
  .map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`;

/** A request with a body of form fields; values may be buffers. */
function post(path, fields, headers = {}) {
  const parts = Object.entries(fields).map(([name, value]) => Buffer.concat([Buffer.from(`${name}=`),
    Buffer.isBuffer(value) ? value : Buffer.from(encodeURIComponent(value))]));
  const body = Buffer.concat(parts.flatMap((part, at) => (at ? [Buffer.from('&'), part] : [part])));
  return Buffer.concat([Buffer.from(head(`POST ${path}`, {
    'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length, ...headers,
  })), body]);
}

const boundary = 'kringwerk-test-boundary';
/** The same as multipart; a part is [name, buffer or text, file name]. */
function multipart(path, parts, headers = {}) {
  const body = Buffer.concat([...parts.flatMap(([name, value, file]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ''}\r\n\r\n`),
    Buffer.from(value), Buffer.from('\r\n')]), Buffer.from(`--${boundary}--\r\n`)]);
  return Buffer.concat([Buffer.from(head(`POST ${path}`, {
    'Content-Type': `multipart/form-data; boundary=${boundary}`, 'Content-Length': body.length, ...headers,
  })), body]);
}

describe('bad input', () => {
  let site, hub, organisation;
  before(async () => {
    site = await startKringwerk();
    const hubs = await get('/nl/hubs');
    hub = hubs.text.match(/\/nl\/hubs\/([0-9a-z]{13})">C3000 Leuven/)[1];
    organisation = (await get(`/nl/hubs/${hub}`)).text.match(/\/nl\/organisations\/([0-9a-z]{13})/)[1];
  });
  after(async () => { await site?.stop(); });

  const get = (path, headers) => send(site.port, head(`GET ${path}`, { Connection: 'close', ...headers }));
  const rows = (sql) => execFileSync('sqlite3', ['-readonly', join(site.data, 'kringwerk.db'), sql], { encoding: 'utf8' }).trim();
  const stored = () => {
    const tables = rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").split('\n');
    return rows(tables.map((table) => `SELECT '${table}', COUNT(*) FROM "${table}"`).join(' UNION ALL '));
  };
  /** Sends, and holds for every answer: status, headers, language, title when it is a page of refusal, nothing stored. */
  const refused = async (bytes, { status, language, title = titleOf(language, status) }) => {
    const before = stored();
    const answer = await send(site.port, bytes);
    assert.equal(answer.status, status, answer.text.slice(0, 300));
    for (const [name, pattern] of Object.entries(securityHeaders)) assert.match(answer.headers[name] ?? '', pattern, name);
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8');
    assert.match(answer.text, new RegExp(`<html lang="${language}"`));
    assert.equal(answer.text.match(/<h1[^>]*>([^<]*)/)[1], title);
    assert.equal(stored(), before, 'nothing is stored');
    assert.equal((await get('/readyz')).status, 200, 'the program goes on');
    return answer;
  };
  /** An open form: its hidden fields and cookie. */
  const openForm = async (path) => {
    const { text, cookies } = await get(path);
    const hidden = (name) => text.match(new RegExp(`name="${name}" value="([^"]*)"`))[1];
    return { fields: { csrf: hidden('csrf'), key: hidden('key') }, cookie: { Cookie: cookies[0].split(';')[0] } };
  };
  const messages = (text) => [...text.matchAll(/class="msg-err" id="(\w+)-error"[^>]*>(?:<svg.*?<\/svg>)?([^<]*)/g)].map(([, field]) => field);

  for (const language of languages) {
    const long = 'a'.repeat(17000);
    const addresses = [
      ['no UTF-8 in the path', `GET /${language}/%ff%fe`, 400],
      ['no UTF-8 in the query', `GET /${language}/which-hub?place=%ff`, 400],
      ['an overlong form of a slash', `GET /${language}/hubs/%c0%af`, 400],
      ['half a percent escape', `GET /${language}/which-hub?place=%z`, 400],
      ['U+0000 in the path', `GET /${language}/hubs/%00`, 400],
      ['U+0000 in the query', `GET /${language}/which-hub?place=%00`, 400],
      ['an encoded way up', `GET /${language}/%2e%2e/%2e%2e/etc/passwd`, 400],
      ['600 pairs in the query', `GET /${language}/hubs?${'a=1&'.repeat(600)}`, 400],
      ['an unknown method', `BREW /${language}/hubs`, 501],
      ['a method that the page lacks', `DELETE /${language}/hubs`, 405],
      ['a form’s address looked at', `GET /${language}/hubs/{hub}/questions`, 405],
      ['an unknown hub', `GET /${language}/hubs/0000000000001`, 404],
      ['an id that is none', `GET /${language}/hubs/zzzzzzzzzzzzz`, 404],
      ['an organisation’s id as a hub’s', `GET /${language}/hubs/{organisation}`, 404],
      ['a hub’s id as an organisation’s', `GET /${language}/organisations/{hub}`, 404],
      ['a hub’s id as an offer’s', `GET /${language}/offers/{hub}`, 404],
      ['a secret that nobody has', `GET /${language}/questions/${'0'.repeat(26)}`, 404],
      ['a trailing slash', `GET /${language}/hubs/`, 404],
      ['two slashes', `GET /${language}//hubs`, 404],
    ];
    for (const [what, first, status] of addresses) {
      test(`${what} (${language})`, () => refused(head(first.replace('{hub}', hub).replace('{organisation}', organisation)), { status, language }));
    }

    test(`an address too long to read is too large, in the language of the address or the browser (${language})`, async () => {
      const other = languages.find((each) => each !== language);
      await refused(head(`GET /${language}/hubs?province=${long}`, { 'Accept-Language': other }), { status: 431, language });
      await refused(head(`GET /?province=${long}`, { 'Accept-Language': language }), { status: 431, language });
    });

    test(`a long query is cut or ignored (${language})`, async () => {
      for (const path of [`which-hub?place=${long.slice(0, 15000)}`, `hubs?province=${long.slice(0, 15000)}`, `materials?q=${long.slice(0, 15000)}`]) {
        const answer = await get(`/${language}/${path}`);
        assert.equal(answer.status, 200, path.slice(0, 30));
        assert.match(answer.text, new RegExp(`<html lang="${language}"`));
      }
    });

    test(`a body above 10 MB (${language})`, async () => {
      const big = Buffer.alloc(11 * 1024 * 1024, 120);
      await refused(multipart(`/${language}/offers`, [['photo', big, 'photo.jpg']]), { status: 413, language });
      await refused(head(`POST /${language}/offers`, { 'Content-Length': 20000000000 }), { status: 413, language });
      const chunked = [head(`POST /${language}/offers`, { 'Transfer-Encoding': 'chunked' }),
        ...Array.from({ length: 11 }, () => `100000\r\n${'x'.repeat(0x100000)}\r\n`)];
      await refused(Buffer.from(chunked.join('')), { status: 413, language });
    });

    describe(`forms (${language})`, () => {
      const expired = {
        nl: 'Dit formulier was te lang open', en: 'This form was open for too long', fr: 'Ce formulaire est resté ouvert trop longtemps',
      }[language];
      const offer = { what: 'hout', amount: '2', unit: 't', rhythm: 'once', place: '9000', note: '', email: 'jo@bedrijf.example' };
      const forms = [['offers/new', () => `/${language}/offers`, offer],
        ['hubs/{hub}/ask', () => `/${language}/hubs/${hub}/questions`, { question: 'Wie?', name: 'Jo', email: 'jo@bedrijf.example' }]];
      for (const [form, action, typed] of forms) {
        const open = () => openForm(`/${language}/${form.replace('{hub}', hub)}`);
        const away = { status: 403, language, title: expired };

        test(`${form} from elsewhere is not taken`, async () => {
          const { fields, cookie } = await open();
          const whole = { ...fields, ...typed };
          await refused(post(action(), typed), away);
          await refused(post(action(), { ...typed, key: fields.key }, cookie), away);
          await refused(post(action(), whole), away);
          await refused(post(action(), { ...whole, csrf: `${fields.csrf.slice(0, -4)}AAAA` }, cookie), away);
          await refused(post(action(), whole, { ...cookie, Origin: 'http://evil.example' }), away);
          await refused(post(action(), whole, { ...cookie, Origin: 'null' }), away);
          await refused(post(action(), whole, { ...cookie, 'Sec-Fetch-Site': 'cross-site' }), away);
          await refused(post(action(), whole, { ...cookie, 'Content-Type': 'text/plain' }), away);
        });
      }

      const page = (path) => ({ nl: { offer: 'Zet je materiaal op de kaart', ask: 'Vraag het aan de hub' },
        en: { offer: 'Put your material on the map', ask: 'Ask the hub' },
        fr: { offer: 'Mettez votre matériau sur la carte', ask: 'Demandez au hub' } }[language][path]);

      test('3 MB in a field is told beside it, and all that was typed is kept', async () => {
        const { fields, cookie } = await openForm(`/${language}/offers/new`);
        const answer = await refused(post(`/${language}/offers`, { ...fields, ...offer, what: 'h'.repeat(3_000_000), note: 'nat' }, cookie),
          { status: 422, language, title: page('offer') });
        assert.deepEqual(messages(answer.text), ['what']);
        assert.ok(answer.text.includes('h'.repeat(3_000_000)), 'the long text is kept');
        assert.match(answer.text, /id="place"[^>]* value="9000"/);
        assert.match(answer.text, />nat<\/textarea>/);
        assert.match(answer.text, /id="email"[^>]* value="jo@bedrijf.example"/);
      });

      test('3 MB in a question, with markup, is kept as text', async () => {
        const { fields, cookie } = await openForm(`/${language}/hubs/${hub}/ask`);
        const question = `</textarea><script>alert(1)</script>${'é'.repeat(1_500_000)}`;
        const answer = await refused(post(`/${language}/hubs/${hub}/questions`, { ...fields, question, name: 'Jo', email: 'jo' }, cookie),
          { status: 422, language, title: page('ask') });
        assert.deepEqual(messages(answer.text), ['question', 'email']);
        assert.ok(!answer.text.includes('<script>alert'), 'markup stays text');
        assert.ok(answer.text.includes('é'.repeat(1_500_000)));
        assert.match(answer.text, /id="name"[^>]* value="Jo"/);
      });

      test('a body that is no UTF-8 is told beside the field, the other fields are kept', async () => {
        for (const make of [post, (path, all, headers) => multipart(path, Object.entries(all), headers)]) {
          const { fields, cookie } = await openForm(`/${language}/offers/new`);
          const bytes = make === post ? Buffer.from('a%ff%feb') : Buffer.from([0x61, 0xff, 0xfe]);
          const answer = await refused(make(`/${language}/offers`, { ...fields, ...offer, what: bytes }, cookie),
            { status: 422, language, title: page('offer') });
          assert.ok(messages(answer.text).includes('what'));
          assert.match(answer.text, /id="place"[^>]* value="9000"/);
        }
      });

      test('a question to a hub that is none', async () => {
        const { fields, cookie } = await openForm(`/${language}/hubs/${hub}/ask`);
        const whole = { ...fields, question: 'Wie?', name: '', email: 'jo@bedrijf.example' };
        await refused(post(`/${language}/hubs/${organisation}/questions`, whole, cookie), { status: 404, language });
      });
    });
  }

  test('an unknown language is a missing page', () => refused(head('GET /de/hubs'), { status: 404, language: 'nl' }));

  test('the front page with its last slash', async () => {
    for (const language of languages) assert.equal((await get(`/${language}/`)).status, 200);
  });

  test('without a language in the address, the browser’s is answered', async () => {
    await refused(head('GET /%ff', { 'Accept-Language': 'fr-BE,fr;q=0.9' }), { status: 400, language: 'fr' });
    await refused(head('GET /%ff', { 'Accept-Language': 'de' }), { status: 400, language: 'nl' });
  });

  // Last, because its mails are still under way when it ends.
  test('a question about an offer that is none still reaches the hub, without the offer', async () => {
    for (const language of languages) {
      const { fields, cookie } = await openForm(`/${language}/hubs/${hub}/ask`);
      for (const offer of [organisation, '0'.repeat(13), 'x', '"><script>']) {
        const email = `jo${rows('SELECT COUNT(*) FROM hub_case')}@bedrijf.example`; // five an hour for one mailbox
        const whole = { ...fields, question: 'Wie?', name: '', email, offer };
        const taken = await send(site.port, post(`/${language}/hubs/${hub}/questions`, whole, cookie));
        assert.equal(taken.status, 303, taken.text.slice(0, 300));
      }
    }
    assert.equal(rows('SELECT COUNT(*), COUNT(stream_id) FROM hub_case'), `${4 * languages.length}|0`);
  });
});

describe('bad files', () => {
  let folder;
  before(() => { folder = mkdtempSync(join(tmpdir(), 'kringwerk-bad-')); });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const speakers = {
    nl: ['nl_BE.UTF-8', /regel 2: lengte 50,88 en breedte 4,7 lijken omgewisseld/, /de kolom “key” ontbreekt/, /Er is niets geschreven/],
    en: ['en_GB.UTF-8', /line 2: longitude 50\.88 and latitude 4\.7 look swapped/, /the column “key” is missing/, /Nothing was written/],
    fr: ['fr_BE.UTF-8', /ligne 2 : la longitude 50,88 et la latitude 4,7 semblent inversées/, /la colonne « key » manque/, /Rien n’a été écrit/],
  };
  for (const [language, [locale, swapped, column, nothing]] of Object.entries(speakers)) {
    test(`an offer with longitude and latitude swapped (${language})`, () => {
      const instance = join(folder, `swapped-${language}`);
      cpSync(join(root, 'examples/hub'), instance, { recursive: true });
      const offers = readFileSync(join(instance, 'offers.csv'), 'utf8');
      writeFileSync(join(instance, 'offers.csv'), offers.replace('4.7005,50.8798', '50.8798,4.7005'));
      const said = spawnSync(program, ['match', 'chains', instance, '--offer', 'textiel-leuven'],
        { encoding: 'utf8', env: { ...process.env, LC_ALL: '', LC_MESSAGES: '', LANG: locale } });
      assert.equal(said.status, 2, said.stderr);
      assert.equal(said.stdout, '');
      assert.match(said.stderr, /^offers\.csv/);
      assert.match(said.stderr, swapped);
      assert.match(said.stderr, /\[lon, matching\.coordinates_swapped\]$/m, 'column and rule');
      assert.equal(said.stderr.trim().split('\n').length, 1, 'one finding');
    });

    test(`assumptions with a wrong column (${language})`, () => {
      const mapping = join(folder, `mapping-${language}.csv`), data = join(folder, 'tables'), out = join(folder, `out-${language}`);
      mkdirSync(data, { recursive: true });
      writeFileSync(mapping, readFileSync(join(root, 'examples/scotland/mapping.csv'), 'utf8').replace('kind,key,', 'kind,keyword,'));
      const said = spawnSync(join(root, 'examples/scotland/make-instance'), [data, out, '--mapping', mapping],
        { encoding: 'utf8', env: { ...process.env, LANG: locale } });
      assert.equal(said.status, 2, said.stderr);
      assert.match(said.stderr, column);
      assert.match(said.stderr, /keyword/);
      assert.match(said.stderr, /scotland\.column_missing\]/);
      assert.match(said.stderr, nothing);
      assert.ok(!existsSync(out));
    });
  }
});
