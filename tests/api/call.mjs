// Calls RPCs with supabase-js: a request as JSON on stdin, the answers as JSON on stdout.

import { text } from "node:stream/consumers";
import { createClient } from "@supabase/supabase-js";

const { url, key, token, calls } = JSON.parse(await text(process.stdin));

// Node 20 has no WebSocket, and none is needed: nothing here subscribes.
class NoSocket {}

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

const answers = [];
for (const { name, body } of calls) {
  const { data, error } = await client.rpc(name, body);
  answers.push({ data, status, code: error?.code ?? null, message: error?.message ?? null });
}
console.log(JSON.stringify(answers));
