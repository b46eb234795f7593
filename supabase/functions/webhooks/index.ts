// Incoming webhooks: POST /functions/v1/webhooks/<source>.
//
// Thin: it passes headers and raw body to api.receive_webhook, which verifies, stores and
// enqueues, and returns its response. Any error on this side is a 503, so that the sender
// tries again.

import { BodyError, readHeaders, readText } from "../_shared/auth.ts";
import { callRpc, RpcError } from "../_shared/supabase.ts";

const MOST_BYTES = 1024 * 1024;

function say(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

async function receive(request: Request): Promise<Response> {
  if (request.method !== "POST") return say(405, { code: "method" }, { allow: "POST" });
  const source = new URL(request.url).pathname.split("/").filter(Boolean).at(-1) ?? "";
  const body = await readText(request, MOST_BYTES);

  const headers = readHeaders(request);
  const { traceparent } = headers;
  try {
    const said = await callRpc(
      "receive_webhook",
      { source, headers, body },
      traceparent ? { traceparent } : {},
      10_000,
    );
    return say(200, said);
  } catch (error) {
    if (!(error instanceof RpcError) || error.refusal === null) throw error;
    return say(error.refusal, { code: error.key, message: error.detail });
  }
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
