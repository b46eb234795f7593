// One call of the API: its response, or an error with the time to wait before a retry.

import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "../types.ts";

/** The result of `createClient<Database, "api">(url, key, { db: { schema: "api" } })`. */
export type ApiClient = SupabaseClient<Database, "api">;

type Functions = Database["api"]["Functions"];
type Name = keyof Functions & string;

/** A failed call; status 0 without a response. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;
  /** Retry-After in milliseconds; 0 without one. */
  readonly retryAfterMs: number;
  /** A sentence with the values, for people; the message is a key, such as core.not_permitted. */
  readonly detail: string;

  constructor(message: string, code: string, status: number, retryAfterMs: number, detail = "") {
    super(message);
    this.name = "CallError";
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.detail = detail;
  }
}

/**
 * Call a function of the API, with a timeout in milliseconds, or until `request` is aborted.
 * The caller gives the type of the response, which is JSON to the database.
 */
export async function call<F extends Name, Answer>(
  client: ApiClient,
  name: F,
  body: Functions[F]["Args"],
  milliseconds: number,
  request = new AbortController(),
): Promise<Answer> {
  const query = client.rpc<Name>(name, body as never).abortSignal(request.signal);
  // The library passes the headers of a response only to `fetch`.
  const fetch = query["fetch"];
  let retryAfterMs = 0;
  query["fetch"] = async (...asked) => {
    const response = await fetch(...asked);
    retryAfterMs = readRetryAfter(response.headers.get("Retry-After"));
    return response;
  };
  // AbortSignal.timeout would keep a finished request in memory until the timeout.
  const timer = setTimeout(() => request.abort(), milliseconds);
  const { data, error, status } = await query;
  clearTimeout(timer);
  if (error) {
    throw new CallError(error.message, error.code, status, retryAfterMs, error.details ?? "");
  }
  return data as Answer;
}

/** The time that an error asks to wait. */
export function askedToWait(error: unknown): number {
  return error instanceof CallError ? error.retryAfterMs : 0;
}

/** Seconds, or a date. */
function readRetryAfter(value: string | null): number {
  if (value === null) return 0;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Math.max(0, milliseconds || 0);
}
