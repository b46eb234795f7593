// One call of the API: its answer, or an error that says how long to stay away.

import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "../types.ts";

/** What `createClient<Database, "api">(url, key, { db: { schema: "api" } })` returns. */
export type ApiClient = SupabaseClient<Database, "api">;

type Functions = Database["api"]["Functions"];
type Name = keyof Functions & string;

/** A call that failed; status 0 when nothing was answered. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;
  /** What Retry-After asked for, in milliseconds; 0 when it did not. */
  readonly retryAfterMs: number;

  constructor(message: string, code: string, status: number, retryAfterMs: number) {
    super(message);
    this.name = "CallError";
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Call a function of the API, for so many milliseconds at most, or until `request` is aborted.
 * The caller names the answer's type: to the database it is JSON.
 */
export async function call<F extends Name, Answer>(
  client: ApiClient,
  name: F,
  body: Functions[F]["Args"],
  milliseconds: number,
  request = new AbortController(),
): Promise<Answer> {
  const query = client.rpc<Name>(name, body as never).abortSignal(request.signal);
  // The library shows the headers of an answer to its own `fetch` alone.
  const fetch = query["fetch"];
  let retryAfterMs = 0;
  query["fetch"] = async (...asked) => {
    const response = await fetch(...asked);
    retryAfterMs = readRetryAfter(response.headers.get("Retry-After"));
    return response;
  };
  // AbortSignal.timeout would keep what was asked in memory until then, also when it is over.
  const timer = setTimeout(() => request.abort(), milliseconds);
  const { data, error, status } = await query;
  clearTimeout(timer);
  if (error) throw new CallError(error.message, error.code, status, retryAfterMs);
  return data as Answer;
}

/** What an error asks to wait. */
export function askedToWait(error: unknown): number {
  return error instanceof CallError ? error.retryAfterMs : 0;
}

/** Seconds, or a date. */
function readRetryAfter(value: string | null): number {
  if (value === null) return 0;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Math.max(0, milliseconds || 0);
}
