// People with roles and a session, planted in the store of a running program, so that a test begins signed in.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openPage, sizes } from './browser.mjs';

const quoted = (text) => `'${String(text).replaceAll("'", "''")}'`;
let last = 0;

/** Runs SQL in the store of `site`; answers what it prints. */
export const sql = (site, text) =>
  execFileSync('sqlite3', ['-cmd', '.timeout 10000', join(site.data, 'kringwerk.db'), text], { encoding: 'utf8' }).trim();

/** A person with roles [{role, kind, id}], signed in with a second factor. Answers {id, cookie}. */
export function plantPerson(site, { name, email, roles = [] }) {
  last += 1;
  const id = 7_000_000 + last;
  const token = `${'0123456789abcdefghjkmnpq'}${String(last).padStart(2, '0')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  const now = Date.now();
  const grants = roles.map(({ role, kind, id: scope = 0 }, i) =>
    `INSERT INTO role_grant VALUES (${8_000_000 + last * 100 + i}, ${id}, ${quoted(role)}, ${quoted(kind)}, ${scope}, '2026-01-01', NULL, 'effective', NULL, NULL, ${now}, NULL, 1);`);
  sql(site, `BEGIN;
    INSERT INTO person VALUES (${id}, ${quoted(email)}, ${quoted(name)}, ${quoted(name.toLowerCase())}, 'nl', 'active', '', NULL, ${now}, 1);
    ${grants.join('\n')}
    INSERT INTO session VALUES (${quoted(hash)}, ${id}, 'test', 1, ${now}, ${now}, ${now}, NULL);
    COMMIT;`);
  return { id, cookie: { name: 'session', value: token, url: site.origin } };
}

/** The number of the hub whose name holds `part`. */
export const hubNumber = (site, part) => sql(site, `SELECT hub_id FROM hub WHERE name LIKE ${quoted(`%${part}%`)} ORDER BY is_example LIMIT 1`);

/** A number of the store as addresses write it. */
export function idText(number) {
  let rest = BigInt(number);
  let text = '';
  for (let i = 0; i < 13; i += 1, rest >>= 5n) text = '0123456789abcdefghjkmnpqrstvwxyz'[Number(rest & 31n)] + text;
  return text;
}

/** Opens `path` of `site` as `person`, or as a visitor; without JavaScript unless `options` say otherwise. */
export async function openAs(browser, site, person, path, options = {}) {
  const page = await openPage(browser, { size: sizes.desk, javaScriptEnabled: false, ...options });
  if (person) await page.context().addCookies([person.cookie]);
  await page.goto(site.origin + path);
  return page;
}
