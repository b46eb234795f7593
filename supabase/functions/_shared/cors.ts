// CORS: pages of the origins in a setting may call; a request without an origin is not
// from a page.

import { callRpc } from "./supabase.ts";

const FRESH_MILLISECONDS = 60_000;

let known: { origins: Set<string>; until: number } | undefined;

/** The headers that let the page of a request read the answer; null: it may not call. */
export async function corsHeaders(
  request: Request,
  setting: string,
): Promise<Record<string, string> | null> {
  const origin = request.headers.get("origin");
  if (origin === null) return {};
  if (known === undefined || known.until < Date.now()) {
    const origins = await callRpc<string[]>(setting, {}, {}, 10_000);
    known = { origins: new Set(origins), until: Date.now() + FRESH_MILLISECONDS };
  }
  if (!known.origins.has(origin)) return null;
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "POST",
    "access-control-allow-headers":
      "content-type, webhook-id, webhook-timestamp, webhook-signature",
    "access-control-max-age": "600",
    vary: "origin",
  };
}
