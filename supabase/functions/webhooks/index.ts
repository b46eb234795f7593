// Incoming webhooks: POST /functions/v1/webhooks/<source>.
//
// Thin: it passes headers and raw body to api.receive_webhook, which verifies, stores and
// enqueues, and returns its response. Any error on this side is a 503, so that the sender
// tries again.

const MOST_BYTES = 1024 * 1024;
const KEPT_BACK = new Set(["authorization", "apikey", "cookie"]);

function say(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

class BodyError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** The body as the text that was signed. */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new BodyError(413, "a body has 1 MB at most");
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BodyError(400, "the body is not UTF-8");
  }
  if (text.includes("\0")) throw new BodyError(400, "the body holds a NUL character");
  return text;
}

function secretKey(): string {
  const keys = Deno.env.get("SUPABASE_SECRET_KEYS");
  const found = keys ? Object.values(JSON.parse(keys))[0] : undefined;
  return String(found ?? Deno.env.get("SUPABASE_SERVICE_ROLE_KEY"));
}

async function receive(request: Request): Promise<Response> {
  if (request.method !== "POST") return say(405, { code: "method" }, { allow: "POST" });
  const source = new URL(request.url).pathname.split("/").filter(Boolean).at(-1) ?? "";
  const body = await readText(request);

  const key = secretKey();
  const headers = Object.fromEntries(
    [...request.headers].filter(([name]) => !KEPT_BACK.has(name)),
  );
  const answer = await fetch(`${Deno.env.get("SUPABASE_URL")}/rest/v1/rpc/receive_webhook`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "content-profile": "api",
      apikey: key,
      authorization: `Bearer ${key}`,
      ...(headers.traceparent ? { traceparent: headers.traceparent } : {}),
    },
    body: JSON.stringify({ source, headers, body }),
    signal: AbortSignal.timeout(10_000),
  });
  const said = await answer.json();
  if (answer.ok) return say(200, said);
  if (!/^PT4\d\d$/.test(said.code)) throw new Error(`${answer.status} ${said.code}`);
  return say(Number(said.code.slice(2)), { code: said.message, message: said.details });
}

Deno.serve(async (request) => {
  try {
    return await receive(request);
  } catch (error) {
    if (error instanceof BodyError) {
      return say(error.status, { code: "body", message: error.message });
    }
    console.error(JSON.stringify({ event: "webhook not handed in", error: String(error) }));
    return say(503, { code: "unavailable" }, { "retry-after": "30" });
  }
});
