// Feeds of concerts without a process of ours: POST /functions/v1/sync[/<caller>].
//
// Thin: it fetches, SQL merges. The caller (pg_cron with pg_net, or any cron) signs the time
// and the body, {"feed": "ticketmaster"}, as Standard Webhooks 1.0 says; api.admit_sync_call
// verifies that, once. A call reads until its time is over, and the next call goes on there.

import { BodyError, readHeaders, readText } from "../_shared/auth.ts";
import { corsHeaders } from "../_shared/cors.ts";
import { Logger } from "../_shared/logger.ts";
import { callRpc, RpcError } from "../_shared/supabase.ts";
import { type Done, openSource, Run } from "./run.ts";

const MOST_BYTES = 4000;

interface Admitted {
  feed: string;
  is_full: boolean;
  waits: boolean;
  seconds: number;
}

/** On Supabase: keeps the process for what goes on after the answer. */
declare const EdgeRuntime: { waitUntil(work: Promise<unknown>): void } | undefined;

function say(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

async function sync(request: Request, log: Logger): Promise<Response> {
  const begun = Date.now();
  const caller = new URL(request.url).pathname.split("/sync", 2)[1]?.replaceAll("/", "") ?? "";
  const body = await readText(request, MOST_BYTES);
  const headers = readHeaders(request);
  const call = await callRpc<Admitted>("admit_sync_call", { caller, headers, body });

  const source = await openSource(call.feed);
  if (source === null) {
    log.warn("feed skipped", { feed: call.feed, reason: "no key" });
    return say(200, { feed: call.feed, status: "skipped", fault: "The feed has no key here." });
  }
  const run = await Run.start(source, log, begun + call.seconds * 1000, call.is_full);
  const going = run.go();
  if (call.waits) return answer(await going);
  if (typeof EdgeRuntime !== "undefined") EdgeRuntime.waitUntil(going);
  const { feed, run_id, is_resumed } = run.done;
  return say(202, { feed, run_id, is_resumed, status: "running" });
}

function answer(done: Done): Response {
  if (done.stopped === "failed") return say(502, { code: "feed_failed", ...done });
  return say(200, done);
}

async function receive(request: Request, log: Logger): Promise<Response> {
  const cors = await corsHeaders(request, "list_sync_origins");
  if (cors === null) return say(403, { code: "origin", message: "the origin is not allowed" });
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: cors });
  const response = request.method === "POST"
    ? await sync(request, log).catch((error) => refuse(error, log))
    : say(405, { code: "method" }, { allow: "POST, OPTIONS" });
  for (const [name, value] of Object.entries(cors)) response.headers.set(name, value);
  return response;
}

/** What an error means for the caller: a refusal of the database, or a fault on this side. */
function refuse(error: unknown, log: Logger): Response {
  if (error instanceof BodyError) {
    return say(error.status, { code: "body", message: error.message });
  }
  if (error instanceof RpcError && error.refusal !== null) {
    log.warn("call refused", { code: error.key });
    return say(error.refusal, { code: error.key, message: error.detail });
  }
  log.warn("call failed", { error: String(error) });
  return say(503, { code: "unavailable" }, { "retry-after": "30" });
}

Deno.serve((request) => {
  const log = new Logger({ function: "sync" });
  return receive(request, log).catch((error) => refuse(error, log));
});
