// Every edge function of supabase/functions in one process, as Supabase's runtime serves them.
//
// A function says `Deno.serve(handler)`; here that hands its handler over, and this file serves
// them all: /functions/v1/<name>/… goes to <name>, whole as it came.
//
// Usage: deno run --allow-net --allow-env --allow-read glue/stack/functions.ts PORT FOLDER…
// Of two functions with one name, that of the later folder is served.

type Handler = (request: Request) => Response | Promise<Response>;

const [port, ...folders] = Deno.args;
const serve = Deno.serve;
const handlers = new Map<string, Handler>();

for (const [name, source] of await find(folders)) {
  const taken = (...given: unknown[]) => {
    handlers.set(name, given.find((one) => typeof one === "function") as Handler);
  };
  Object.defineProperty(Deno, "serve", { value: taken, configurable: true, writable: true });
  const module = await import(source.href);
  if (typeof module.default?.fetch === "function") handlers.set(name, module.default.fetch);
}

async function find(folders: string[]): Promise<Map<string, URL>> {
  const found = new Map<string, URL>();
  for (const folder of folders) {
    if (!(await exists(folder, "isDirectory"))) continue;
    for await (const { name } of Deno.readDir(folder)) {
      const source = `${folder}/${name}/index.ts`;
      if (await exists(source, "isFile")) found.set(name, new URL(`file://${source}`));
    }
  }
  return found;
}

async function exists(path: string, as: "isFile" | "isDirectory"): Promise<boolean> {
  try {
    return (await Deno.stat(path))[as];
  } catch {
    return false;
  }
}

function say(status: number, code: string, message: string): Response {
  return Response.json({ code, message, details: null, hint: null }, { status });
}

serve({ hostname: "127.0.0.1", port: Number(port) }, async (request) => {
  const name = new URL(request.url).pathname.split("/")[3] ?? "";
  const handler = handlers.get(name);
  if (handler === undefined) return say(404, "no_such_function", `there is no function ${name.slice(0, 60)}`);
  try {
    return await handler(request);
  } catch (error) {
    console.error(`${name}: ${error}`);
    return say(500, "function_failed", "the function failed");
  }
});
