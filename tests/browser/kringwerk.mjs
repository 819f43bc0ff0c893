// The running program as a test sees it: one process on a free port of loopback, a temporary data folder, and a mailbox.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

// What the program is called with. Tests know no other words of its command line.
const binary = process.env.KRINGWERK_BINARY ?? 'build/release/kringwerk';
const serveArguments = ({ data, port, mailPort }) => ['serve', '--data', data, '--port', String(port),
  '--smtp', `smtp://127.0.0.1:${mailPort}`, '--public-url', `http://127.0.0.1:${port}`];
// Two mailboxes that every test server refuses, one for good and one for now.
const refusals = {
  'refused@hub.example': Object.assign(new Error('no such mailbox'), { responseCode: 550 }),
  'later@hub.example': Object.assign(new Error('try again later'), { responseCode: 451 }),
};
const readyAddress = '/readyz';
const startSeconds = 60;
const stopSeconds = 25;

export const root = fileURLToPath(new URL('../../', import.meta.url));

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Waits until `check()` gives something true, at most `seconds`; throws with `what` otherwise. */
export async function until(check, seconds, what) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
    const value = await check();
    if (value) return value;
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}

/** A mail server that keeps what it receives: `mails` holds {to, from, subject, text, html, headers, raw}. */
export class Mailbox {
  mails = [];
  refuse = null; // set to an Error with responseCode to play a mail server in trouble

  async open() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, done) => done(this.refuse ?? refusals[address]),
      onData: (stream, session, done) => this.#keep(stream, session).then(() => done(), done),
    });
    await new Promise((ready, failed) => {
      this.server.on('error', failed);
      this.server.listen(0, '127.0.0.1', ready);
    });
    this.port = this.server.server.address().port;
    return this;
  }

  async #keep(stream, session) {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const mail = await PostalMime.parse(raw);
    this.mails.push({ ...mail, to: session.envelope.rcptTo.map((to) => to.address), raw: raw.toString('utf8') });
  }

  /** The first mail to `address` whose subject or text fits `pattern`, waited for. */
  waitFor(address, pattern = /./, seconds = 20) {
    const fits = (mail) => mail.to.includes(address) && (pattern.test(mail.subject) || pattern.test(mail.text ?? ''));
    return until(() => this.mails.find(fits), seconds, `a mail to ${address} that fits ${pattern}`);
  }

  close() {
    return new Promise((done) => this.server.close(done));
  }
}

/** Starts the program, with `more` words behind. `command` replaces the binary and its arguments; only the harness's own test does so. */
export async function startKringwerk({ command, more = [] } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'kringwerk-'));
  const mailbox = await new Mailbox().open();
  const port = await freePort();
  const context = { data, port, mailPort: mailbox.port };
  const [program, ...words] = command ? command(context) : [join(root, binary), ...serveArguments(context), ...more];
  const logFile = join(data, 'server.log');
  const sink = openSync(logFile, 'w');
  // A page that says more or less than its template is a fault that readers of a release would not be told of.
  const env = { ...process.env, KW_STRICT_TEMPLATES: '1' };
  const child = spawn(program, words, { cwd: root, env, stdio: ['ignore', sink, sink] });
  closeSync(sink);
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const origin = `http://127.0.0.1:${port}`;
  const log = () => readFileSync(logFile, 'utf8');
  let spawnFault;
  child.once('error', (fault) => { spawnFault = fault; });

  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && !spawnFault) {
      const late = setTimeout(() => child.kill('SIGKILL'), stopSeconds * 1000);
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      clearTimeout(late);
    }
    process.removeListener('exit', killWithUs);
    await mailbox.close();
    rmSync(data, { recursive: true, force: true });
    return { code: child.exitCode, signal: child.signalCode };
  };

  const ready = async () => {
    if (spawnFault) throw spawnFault;
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}:\n${log().slice(0, 3000)}\n…\n${log().slice(-2000)}`);
    return fetch(origin + readyAddress).then((answer) => answer.ok, () => false);
  };
  try {
    await until(ready, startSeconds, `${origin}${readyAddress}`);
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { origin, port, data, mailbox, log, stop, process: child };
}
