// Runs a command with KW_TEST_SMTP naming a mail server of its own. usage: node tests/browser/with_smtp.mjs COMMAND...
import { spawn } from 'node:child_process';
import { Mailbox } from './kringwerk.mjs';

const [program, ...words] = process.argv.slice(2);
const mailbox = await new Mailbox().open();
const child = spawn(program, words, {
  stdio: 'inherit', env: { ...process.env, KW_TEST_SMTP: `127.0.0.1:${mailbox.port}`, KW_REQUIRE_SMTP: '1' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (fault) => {
  console.error(`with_smtp: ${fault.message}`);
  process.exit(127);
});
child.on('exit', async (code, signal) => {
  await mailbox.close();
  process.exit(signal ? 1 : code);
});
