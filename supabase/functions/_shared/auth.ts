// Signed requests: the body as it was signed, and the headers that may be handed on.
//
// The database verifies: it holds the secrets, compares in constant time, and remembers
// what has come, so that nothing can be sent twice.

const KEPT_BACK = new Set(["authorization", "apikey", "cookie"]);

/** A body that is not a message. */
export class BodyError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** The body as the text that was signed. */
export async function readText(request: Request, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) throw new BodyError(413, `a body has ${mostBytes} bytes at most`);
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

/** The headers of a request without those that are for the gateway. */
export function readHeaders(request: Request): Record<string, string> {
  return Object.fromEntries([...request.headers].filter(([name]) => !KEPT_BACK.has(name)));
}
