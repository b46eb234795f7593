// RPCs of schema api, called with the service role.

/** What an RPC was refused with; `key` is stable, `detail` is a sentence. */
export class RpcError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly key: string,
    readonly detail: string,
  ) {
    super(`${status} ${key || code}: ${detail}`.slice(0, 500));
  }

  /** The HTTP status that the database chose; null where it broke. */
  get refusal(): number | null {
    return /^PT4\d\d$/.test(this.code) ? Number(this.code.slice(2)) : null;
  }
}

/** The secret key; on a new project the first of several, on an old one the service role's. */
function secretKey(): string {
  const keys = Deno.env.get("SUPABASE_SECRET_KEYS");
  const found = keys ? Object.values(JSON.parse(keys))[0] : undefined;
  return String(found ?? Deno.env.get("SUPABASE_SERVICE_ROLE_KEY"));
}

/** Call an RPC; returns its answer, null for none. */
export async function callRpc<Answer>(
  name: string,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
  milliseconds = 30_000,
): Promise<Answer> {
  const key = secretKey();
  const response = await fetch(`${Deno.env.get("SUPABASE_URL")}/rest/v1/rpc/${name}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "content-profile": "api",
      apikey: key,
      authorization: `Bearer ${key}`,
      ...headers,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(milliseconds),
  });
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : null) as Answer;
  const said = readObject(text);
  throw new RpcError(
    response.status,
    String(said.code ?? ""),
    String(said.message ?? ""),
    String(said.details ?? ""),
  );
}

/** A JSON object; an empty one for anything else, such as the page of a gateway. */
export function readObject(text: string): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null ? said as Record<string, unknown> : {};
  } catch {
    return {};
  }
}
