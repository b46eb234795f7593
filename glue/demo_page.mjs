// The demo page of filters, for glue/lite.mjs: supabase/client/demo, its script bundled anew for
// every request and held in memory only, so an edit shows at the next reload.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FOLDER = fileURLToPath(new URL("../supabase/client/demo/", import.meta.url));
const HEADERS = {
  "Cache-Control": "no-store",
  // The address holds a token when the page is opened.
  "Referrer-Policy": "no-referrer",
  "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
};

// React as developers have it: it mounts everything twice and tells what is wrong.
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [`${FOLDER}page.tsx`],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' },
    logLevel: "silent",
  });
  return outputFiles[0].text;
}

const PAGES = {
  "": ["text/html", () => readFile(`${FOLDER}index.html`)],
  "page.css": ["text/css", () => readFile(`${FOLDER}page.css`)],
  "page.js": ["text/javascript", bundle],
  "config.json": ["application/json", (key) => JSON.stringify({ publishable_key: key })],
};

const pathOf = (url) => url.split("?")[0];

export const isDemo = (url) => /^\/demo(\/|$)/.test(pathOf(url));

export async function answerDemo(url, publishableKey) {
  const name = pathOf(url).slice("/demo/".length);
  if (pathOf(url) === "/demo") return new Response(null, { status: 308, headers: { Location: "/demo/" } });
  if (!Object.hasOwn(PAGES, name)) return new Response("not found\n", { status: 404 });
  const [type, make] = PAGES[name];
  try {
    const headers = { ...HEADERS, "Content-Type": `${type}; charset=utf-8` };
    return new Response(await make(publishableKey), { headers });
  } catch (error) {
    return new Response(`${error.message}\n`, { status: 500 });
  }
}
