// Lighthouse's scores of the public pages, phone profile. For looking at, not a gate: the figures move with the machine.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, startKringwerk } from '../browser/kringwerk.mjs';

const paths = process.argv.slice(2).length ? process.argv.slice(2) : ['/nl', '/nl/hubs', '/nl/materials', '/nl/offers/new'];
const program = fileURLToPath(new URL('node_modules/lighthouse/cli/index.js', import.meta.url));
const folder = join(root, 'build/lighthouse');
const chromeFlags = '--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu --disable-background-networking '
  + '--disable-component-update --disable-sync --no-first-run';

mkdirSync(folder, { recursive: true });
const site = await startKringwerk();
try {
  for (const path of paths) {
    const report = join(folder, `${path.replace(/\W+/g, '-')}.json`);
    const done = spawnSync(process.execPath, [program, site.origin + path, '--quiet', '--output=json', `--output-path=${report}`,
      '--no-enable-error-reporting', `--chrome-flags=${chromeFlags}`],
      { encoding: 'utf8', env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' }, timeout: 180_000 });
    if (done.status !== 0) throw new Error(`lighthouse ${path}: ${done.stderr}`);
    const { categories, audits } = JSON.parse(readFileSync(report, 'utf8'));
    const scores = Object.values(categories).map(({ id, score }) => `${id} ${Math.round(score * 100)}`).join('  ');
    const times = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift']
      .map((id) => `${id} ${audits[id].displayValue}`).join('  ');
    console.log(`${path}  ${scores}  ${audits['total-byte-weight'].displayValue}\n    ${times}`);
  }
} finally {
  await site.stop();
}
