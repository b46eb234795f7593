// Every edge function of supabase/functions in one process, as Supabase's runtime serves them.
//
// A function says `Deno.serve(handler)`; here that hands its handler over, and this file serves
// them all: /functions/v1/<name>/… goes to <name>, whole as it came.
//
// Usage: deno run --allow-net --allow-env --allow-read glue/stack/functions.ts FOLDER PORT

type Handler = (request: Request) => Response | Promise<Response>;

const [folder, port] = Deno.args;
const serve = Deno.serve;
const handlers = new Map<string, Handler>();

for await (const entry of Deno.readDir(folder)) {
  const source = new URL(`file://${folder}/${entry.name}/index.ts`);
  if (!entry.isDirectory || !(await exists(source))) continue;
  const taken = (...given: unknown[]) => {
    handlers.set(entry.name, given.find((one) => typeof one === "function") as Handler);
  };
  Object.defineProperty(Deno, "serve", { value: taken, configurable: true, writable: true });
  const module = await import(source.href);
  if (typeof module.default?.fetch === "function") handlers.set(entry.name, module.default.fetch);
}

async function exists(file: URL): Promise<boolean> {
  try {
    return (await Deno.stat(file)).isFile;
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
