// Calls RPCs with supabase-js: a request as a line of JSON on stdin, its answer as one on stdout.

import { createInterface } from "node:readline";
import { createClient } from "@supabase/supabase-js";

// Node 20 has no WebSocket, and none is needed: nothing here subscribes.
class NoSocket {}

const call = async ({ url, key, token, name, body }) => {
  // The client turns some 404s into successes: the status that counts is the response's own.
  let status = 0;
  const noteStatus = async (...asked) => {
    const response = await fetch(...asked);
    ({ status } = response);
    return response;
  };
  const client = createClient(url, key, {
    db: { schema: "api" },
    global: { fetch: noteStatus },
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: NoSocket },
    ...(token ? { accessToken: async () => token } : {}),
  });
  const { data, error } = await client.rpc(name, body);
  return { data, status, code: error?.code ?? null, message: error?.message ?? null };
};

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await call(JSON.parse(line))));
}
