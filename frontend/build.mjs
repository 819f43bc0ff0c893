// Builds everything the server hands out under /static into one folder:
//   node build.mjs OUTPUT_FOLDER
// File names are plain; the server hashes and compresses them and rewrites the url(NAME) references in the style sheet.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, "../build/frontend"));
const packages = join(here, "node_modules");

// Dutch, English and French, with the signs our texts use; other characters fall back to the system font.
function characters() {
  const ranges = [[0x20, 0x7e], [0xa0, 0xff]];
  const all = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
  return String.fromCodePoint(...all) + "ŒœŸĲĳ–—‘’‚“”„•…‹›€−×₂";
}

const fontFile = (family) =>
  join(packages, "@fontsource-variable", family, "files", `${family}-latin-wght-normal.woff2`);

// Headings use one weight, so the heading font is cut down to it. The text font stays as published: its makers
// reserve its name for unchanged copies.
async function buildFonts() {
  const heading = await readFile(fontFile("bricolage-grotesque"));
  const options = { targetFormat: "woff2", variationAxes: { wght: 700 } };
  const cut = await subsetFont(heading, characters(), options);
  await writeFile(join(output, "bricolage-grotesque-latin-700.woff2"), cut);
  await copyFile(fontFile("source-sans-3"), join(output, "source-sans-3-latin-wght.woff2"));
}

async function iconNames() {
  const lines = (await readFile(join(here, "icons.txt"), "utf8")).split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}

async function buildIcons() {
  let sprite = '<svg xmlns="http://www.w3.org/2000/svg">';
  for (const name of await iconNames()) {
    const icon = await readFile(join(packages, "@tabler/icons/icons/outline", `${name}.svg`), "utf8");
    const shapes = [...icon.matchAll(/<(?!svg|\/)[a-z]+[^>]*>/g)].map(([shape]) => shape);
    const drawn = shapes.filter((shape) => !shape.includes('stroke="none"')).map((shape) => shape.replace(" />", "/>"));
    if (drawn.length === 0) throw new Error(`icon ${name} has no shapes`);
    sprite += `<symbol id="i-${name}" viewBox="0 0 24 24">${drawn.join("")}</symbol>`;
  }
  await writeFile(join(output, "icons.svg"), sprite + "</svg>\n");
}

async function buildMark() {
  const mark = await readFile(join(here, "logo-mark.svg"));
  await writeFile(join(output, "logo-mark.svg"), mark);
  await writeFile(join(output, "favicon.svg"), mark);
}

async function copyLicences() {
  await mkdir(join(output, "licences"), { recursive: true });
  for (const file of await readdir(join(here, "licences"))) {
    await copyFile(join(here, "licences", file), join(output, "licences", file));
  }
}

async function bundle() {
  const shared = { bundle: true, minify: true, logLevel: "warning", target: ["chrome109", "firefox115", "safari16"] };
  await build({ ...shared, entryPoints: [join(here, "css/kringwerk.css")], outdir: output, external: ["*.woff2"] });
  await build({ ...shared, entryPoints: { islands: join(here, "islands/index.ts") }, outdir: output, format: "iife" });
  // The zoomable map stands apart: only its page fetches it, and its worker must be a file of its own.
  await build({ ...shared, entryPoints: [join(here, "css/map.css")], outdir: output });
  await build({ ...shared, entryPoints: { map: join(here, "islands/map/material_map.ts") }, outdir: output, format: "esm", legalComments: "none" });
  await build({ ...shared, entryPoints: { map_worker: join(packages, "maplibre-gl/dist/maplibre-gl-worker.mjs") }, outdir: output, format: "esm", legalComments: "none" });
}

async function printSizes() {
  for (const name of (await readdir(output)).filter((file) => file.includes("."))) {
    const bytes = await readFile(join(output, name));
    const sent = name.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
    console.log(`${name.padEnd(40)} ${String(bytes.length).padStart(7)} bytes, ${String(sent).padStart(6)} sent`);
  }
}

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
await Promise.all([buildFonts(), buildIcons(), buildMark(), copyLicences(), bundle()]);
await printSizes();
