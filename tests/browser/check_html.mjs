// Asks the Nu HTML checker about every page the browser tests kept: one Java run for all. Prints "html: N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { htmlFolder } from './browser.mjs';

const jar = fileURLToPath(new URL('node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));

/** Errors of the checker by file name. */
export function htmlErrors(files) {
  if (files.length === 0) return new Map();
  const done = spawnSync('java', ['-Xss1024k', '-Xmx512m', '-jar', jar, '--format', 'json', '--exit-zero-always', ...files],
    { encoding: 'utf8', maxBuffer: 64 << 20 });
  if (done.error) throw done.error;
  const errors = new Map();
  for (const { type, url, lastLine, message, extract } of JSON.parse(done.stderr).messages) {
    if (type === 'info') continue;
    const name = basename(new URL(url).pathname);
    errors.set(name, [...(errors.get(name) ?? []), `${name}:${lastLine ?? 0}: ${message} ${JSON.stringify(extract ?? '')}`]);
  }
  return errors;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = existsSync(htmlFolder) ? readdirSync(htmlFolder).filter((name) => name.endsWith('.html')) : [];
  const errors = htmlErrors(files.map((name) => join(htmlFolder, name)));
  for (const lines of errors.values()) console.log(lines.join('\n'));
  console.log(`html: ${files.length - errors.size} passed, ${errors.size} failed`);
  process.exitCode = errors.size > 0 ? 1 : 0;
}
