// A tiny site for the harness's own test: one page that is right and one per fault. Not the product.
// usage: node stand_in.mjs PORT
import { createServer } from 'node:http';

const page = (body, { lang = 'nl' } = {}) => `<!DOCTYPE html>
<html lang="${lang}"><head><meta charset="utf-8"><title>Proef</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,"></head><body><main>${body}</main></body></html>`;
const heading = '<h1>Proef</h1>';
const form = '<form><label for="who">Naam</label> <input id="who" name="who" autocomplete="name"> <label for="what">Soort</label> '
  + '<select id="what"><option value="a">A</option><option value="b">B</option></select> <button id="send" type="button">Stuur</button></form>';

export const pages = {
  '/good': page(heading + form),
  '/no-heading': page('<p>Tekst</p>'),
  '/faulty': page(`${heading}${heading}<script>document.title = "x"</script><img alt="" src="http://192.0.2.1/x.png">`
    + '<img alt="" src="/lost.png">', { lang: 'en' }),
  '/no-label': page(`${heading}<input name="x">`),
  '/pale': page(`${heading}<p class="pale">Bleek</p>`),
  '/pale-in-dark': page(`${heading}<p class="pale-in-dark">Bleek</p>`),
  '/too-wide': page(`${heading}<p class="wide">Breed</p>`),
  '/bad-html': page(`${heading}<p id="a"></p><p id="a"></p><b>`),
};
const style = `:root { color-scheme: light dark } body { background: #fff; color: #111 } input, select, button { min-height: 44px }
.pale { color: #ddd } .wide { width: 340px } @media (prefers-color-scheme: dark) { body { background: #111; color: #eee } .pale-in-dark { color: #333 } }`;

const server = createServer((request, response) => {
  const found = pages[request.url];
  const [status, type, body] = request.url === '/readyz' ? [200, 'text/plain', 'ok']
    : request.url === '/style.css' ? [200, 'text/css', style]
    : [found ? 200 : 404, 'text/html; charset=utf-8', found ?? page(heading)];
  response.writeHead(status, {
    'Content-Type': type, 'Content-Security-Policy': "default-src 'self'; img-src 'self' data: http://192.0.2.1",
  });
  response.end(body);
});
server.listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => { server.closeAllConnections(); server.close(); });
