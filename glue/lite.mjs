// The HTTP API of a laptop without PostgREST: @supabase/lite as a library, not its own CLI.
// Its CLI would create schemas in the database and answer for `public` by default; here it
// gets a login role that owns nothing, and only what PostgREST would do is left switched on.
//
// Usage: node glue/lite.mjs CONFIG.json   (written by glue/api.py, readable by its owner only)

import { readFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { serve } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { answerDemo, isDemo } from "./demo_page.mjs";

const config = JSON.parse(readFileSync(process.argv[2], "utf8"));

// Where `supabase.auth` keeps users is not ours: a token is judged by its signature alone,
// as PostgREST does, and what is no token at all is refused as it is there.
const refuseGarbage = async (context, next) => {
  const bearer = context.req.header("Authorization")?.match(/^Bearer\s+(.*)$/)?.[1] ?? "";
  if (bearer && !bearer.startsWith("sb_") && bearer.split(".").filter(Boolean).length !== 3) {
    const message = "Expected 3 parts in JWT";
    return context.json({ code: "PGRST301", message, details: null, hint: null }, 401);
  }
  const known = async () => ({});
  context.set("authService", { repo: { findUserById: known, findSessionById: known } });
  return next();
};

// One line an error: the library prints the stack of every refused request.
const complain = console.error;
const inShort = (word) =>
  word instanceof Error ? `${word.code ?? word.name}: ${word.message}` : word;
console.error = (...words) => complain(...words.map(inShort));

// An argument arrives here as JSON text or as the string it is; encoded once more, every
// object would reach its function as a string.
const isJson = (value) => {
  try {
    return typeof value === "string" && typeof JSON.parse(value) !== "string";
  } catch {
    return false;
  }
};
const json = (oid) => ({
  to: oid,
  from: [oid],
  serialize: (value) => (isJson(value) ? value : JSON.stringify(value)),
  parse: JSON.parse,
});

const connection = createPostgresConnection({
  url: config.url,
  postgresOptions: {
    max: config.pool,
    onnotice: () => {},
    types: { json: json(114), jsonb: json(3802) },
  },
});
// Else the first request would grant every API role everything, as far as its login may.
connection.rlsState = "active";
const app = new App({
  connection,
  api: { enabled: true, schemas: config.schemas, max_rows: config.max_rows },
  auth: {
    enabled: false,
    jwt_secret: config.jwt_secret,
    publishable_key: config.publishable_key,
    secret_key: config.secret_key,
  },
  storage: { enabled: false },
  studio: { enabled: false },
  options: { server: { admin: false, middlewares: [refuseGarbage] } },
});

// One request before anybody else's: the first one prepares what all share.
const first = new Request(`http://127.0.0.1:${config.port}/rest/v1/`, {
  headers: { apikey: config.secret_key, "Accept-Profile": config.schemas[0] },
});
await app.fetch(first, { peerAddress: null });

// A migration says `notify pgrst, 'reload schema'`, and both APIs understand.
await connection.driver.listen("pgrst", () => connection.introspect());

// Realtime has the same address as the rest, as a project of Supabase has: what is for it
// is passed on to the relay as it came.
const isRealtime = (url) => url.startsWith("/realtime/v1/");
const relay = { host: "127.0.0.1", port: config.relay_port };

const passOn = (incoming, outgoing) => {
  const { url: path, method, headers } = incoming;
  const onward = request({ ...relay, path, method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", () => {
    if (!outgoing.headersSent) outgoing.writeHead(502);
    outgoing.end();
  });
  incoming.pipe(onward);
  return RESPONSE_ALREADY_SENT;
};

const passOnSocket = (incoming, socket, head) => {
  if (!isRealtime(incoming.url)) return socket.destroy();
  const onward = connect(relay, () => {
    const headers = [];
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
      headers.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}\r\n`);
    }
    onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers.join("")}\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  for (const [one, other] of [[onward, socket], [socket, onward]]) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
  }
};

// Without a profile header the first schema is meant; the library would take `public`.
const answer = (request, env) => {
  if (isRealtime(env.incoming.url)) return passOn(env.incoming, env.outgoing);
  if (isDemo(env.incoming.url)) return answerDemo(env.incoming.url, config.publishable_key);
  const reads = ["GET", "HEAD"].includes(request.method);
  const profile = reads ? "Accept-Profile" : "Content-Profile";
  if (!request.headers.has(profile)) request.headers.set(profile, config.schemas[0]);
  // Whoever takes anything gets JSON from PostgREST, also where a function has its own type.
  const accept = request.headers.get("Accept") ?? "*/*";
  if (accept === "*/*") request.headers.set("Accept", "application/json");
  return app.fetch(request, { peerAddress: env.incoming.socket.remoteAddress ?? null });
};

const server = serve({ hostname: "127.0.0.1", port: config.port, fetch: answer });
server.on("upgrade", passOnSocket);
server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.on("listening", () => console.log(`listening on 127.0.0.1:${config.port}`));

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    connection.driver.end({ timeout: 1 }).finally(() => process.exit(0));
  });
}
