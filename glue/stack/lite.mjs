// The HTTP API of a laptop without PostgREST: @supabase/lite as a library, not its own CLI.
// Its CLI would create schemas in the database and answer for `public` by default; here it
// gets a login role that owns nothing, and only what PostgREST would do is left switched on.
//
// Usage: node glue/stack/lite.mjs CONFIG.json
// glue/stack/api.py writes the file, readable by its owner only.

import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { sql } from "kysely";
import postgres from "postgres";
import { asPostgrest, hasEnded, isAway, short, shortened } from "./lite_errors.mjs";
import { lending } from "./lite_lending.mjs";
import { types } from "./lite_types.mjs";

const config = JSON.parse(readFileSync(process.argv[2], "utf8"));
const searchPath = [...config.schemas, ...config.extra_search_path]
  .map((name) => `"${name.replaceAll('"', '""')}"`)
  .join(", ");

// The library reads a body by recursion, and a stack that is used up would be an error of ours.
const DEEPEST = 500;
function isTooDeep(bytes) {
  let depth = 0;
  let isText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 0x22) isText = !isText;
    else if (isText) i += byte === 0x5c ? 1 : 0;
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > DEEPEST) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return false;
}

// Where `supabase.auth` keeps users is not ours: a token is judged by its signature alone,
// as PostgREST does, and text that is not a token is refused as it is there.
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
  short(word instanceof Error ? `${word.code ?? word.name}: ${word.message}` : word);
console.error = (...words) => complain(...words.map(inShort));

// A failover or a pooler ends connections, and their requests are answered 503. The driver also
// rejects what nothing waits for, which would end this process.
process.on("unhandledRejection", (error) => {
  if (!hasEnded(error)) throw error;
  console.error(error);
});

const connection = createPostgresConnection({
  url: config.url,
  postgresOptions: { max: config.pool, onnotice: () => {}, types, prepare: config.prepare },
});
// Else the first request would grant every API role everything, as far as its login may.
connection.rlsState = "active";

// The driver would say that `true` is a boolean, and find no function that takes it as text or
// JSON. As a text without a type it is what the parameter is.
const untyped = (value) => {
  if (Array.isArray(value)) return value.map(untyped);
  return typeof value === "boolean" ? String(value) : value;
};
const lent = lending(connection.driver.options, config.pool);
connection.driver.reserve = async () => {
  const reserved = await lent.reserve();
  const { unsafe } = reserved;
  // The driver would write on to a connection that has ended, and then lend it to another request.
  let ended = null;
  reserved.unsafe = (text, values, options) => {
    if (ended) return Promise.reject(ended);
    const query = unsafe(text, values?.map(untyped), options);
    query.catch((error) => {
      if (!hasEnded(error)) return;
      ended = error;
      reserved.hasBroken = true;
    });
    return query;
  };
  return reserved;
};

// What the current request is, and which transaction serves it.
const current = new AsyncLocalStorage();

// The settings that a role may have: others need rights that this login lacks.
const [{ names: settable }] = await connection.driver`
  select array_agg(name) as names from pg_catalog.pg_settings where context = 'user'`;

// As PostgREST does for every request, tables too: what is asked, and the role's own settings.
const enter = connection.applyJwtSessionContext.bind(connection);
connection.applyJwtSessionContext = async (transaction, vars, mustSet) => {
  const asked = current.getStore();
  if (asked?.hasLeft) throw new Error("the client has left");
  await enter(transaction, vars, mustSet);
  if (asked === undefined) return;
  asked.role = vars.auth?.role ?? "anon";
  const { rows } = await sql`
    select
      set_config('search_path', ${searchPath}, true),
      set_config('request.method', ${asked.method}, true),
      set_config('request.path', ${asked.path}, true),
      set_config('request.headers', ${asked.headers}, true),
      (
        select count(set_config(s.name, s.value, true))
        from pg_catalog.pg_db_role_setting as d
        join pg_catalog.pg_roles as r on r.oid = d.setrole
        cross join unnest(d.setconfig) as c (entry)
        cross join lateral (
          select split_part(c.entry, '=', 1), substr(c.entry, strpos(c.entry, '=') + 1)
        ) as s (name, value)
        where
          r.rolname = ${asked.role}
          and d.setdatabase in (0, (
            select oid from pg_catalog.pg_database where datname = current_database()
          ))
          and s.name = any(${settable})
      ),
      pg_backend_pid() as pid,
      now()::text as began
  `.execute(transaction);
  asked.serving = rows[0];
  if (asked.hasLeft) throw new Error("the client has left");
};

// A client that leaves ends its query. Asked for on a connection of its own: those of the pool
// may all be busy. Process and transaction together name one query and no later one. A cancel
// that arrives between two statements is lost, so it is repeated until the transaction ended.
const canceller = postgres(config.url, {
  max: 1,
  onnotice: () => {},
  idle_timeout: 60,
  prepare: config.prepare,
});
const CANCEL_AGAIN_AFTER = 200;
const leave = async (asked) => {
  asked.hasLeft = true;
  while (asked.serving !== undefined) {
    const { pid, began } = asked.serving;
    await canceller`
      select pg_cancel_backend(pid) from pg_catalog.pg_stat_activity
      where pid = ${pid} and xact_start = ${began}::text::timestamptz`;
    await sleep(CANCEL_AGAIN_AFTER);
  }
};

const within = connection.withContext.bind(connection);
connection.withContext = async (vars, work, options) => {
  try {
    return await within(vars, work, options);
  } finally {
    const asked = current.getStore();
    if (asked !== undefined) asked.serving = undefined;
  }
};

connection.normalizeDbError = (error) => asPostgrest(error, current.getStore()?.role ?? "anon");

// PostgREST takes the primary key of the table below a view for an upsert without on_conflict.
async function addKeysOfViews(found) {
  const rows = await connection.driver`
    select
      n.nspname as schema,
      v.relname as table,
      array_agg(distinct a.attname::text) as columns
    from pg_catalog.pg_class as v
    join pg_catalog.pg_namespace as n on n.oid = v.relnamespace
    join pg_catalog.pg_rewrite as r on r.ev_class = v.oid
    join pg_catalog.pg_depend as d
      on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
      and d.refclassid = 'pg_class'::regclass and d.refobjid <> v.oid
    join pg_catalog.pg_constraint as c
      on c.conrelid = d.refobjid and c.contype = 'p' and d.refobjsubid = any(c.conkey)
    join pg_catalog.pg_attribute as a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where
      v.relkind = 'v'
      and n.nspname = any(${config.schemas})
      and exists (
        select from pg_catalog.pg_attribute as b
        where b.attrelid = v.oid and b.attname = a.attname
      )
    group by n.nspname, v.relname
    having count(distinct c.oid) = 1
      and count(distinct a.attname) = cardinality(min(c.conkey))`;
  found.primary_keys.push(...rows.map((row) => ({ ...row })));
}

const refuse = (status, code, message, headers = {}) =>
  Response.json({ code, message, details: null, hint: null }, { status, headers });

const refuseAway = () =>
  refuse(503, "PGRST000", "Database connection error. Retrying the connection.", {
    "Retry-After": "1",
  });

// Of an error that has no answer the library makes a 500.
const away = () =>
  Object.assign(new Error("away"), { code: "CONNECTION", getResponse: refuseAway });

// The library takes a database that is away for an empty one, in which nothing exists.
const introspect = connection.introspect.bind(connection);
connection.introspect = async (options) => {
  const found = await introspect(options);
  if (found.functions === undefined) throw away();
  found.keysOfViews ??= addKeysOfViews(found);
  try {
    await found.keysOfViews;
  } catch (error) {
    found.keysOfViews = undefined;
    throw hasEnded(error) ? away() : error;
  }
  return found;
};

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

// One request before any other: the first one prepares what all share.
const first = new Request(`http://127.0.0.1:${config.port}/rest/v1/`, {
  headers: { apikey: config.secret_key, "Accept-Profile": config.schemas[0] },
});
await app.fetch(first, { peerAddress: null });

// A migration says `notify pgrst, 'reload schema'`, and both APIs understand. It is heard on a
// connection around a pooler: in transaction mode none of the others is ours.
const reload = () => connection.introspect().catch((error) => console.error(error));
const listener = postgres(config.url_session, { max: 1, onnotice: () => {} });
await listener.listen("pgrst", reload);

// The library repeats names of arguments and columns at any length.
const LONG = 2000;
const cut = async (answer) => {
  if (answer.status < 400 || !answer.headers.get("Content-Type")?.includes("json")) return answer;
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  headers.delete("Content-Length");
  const body = text.length > LONG ? JSON.stringify(shortened(JSON.parse(text))) : text;
  return new Response(body, { status: answer.status, headers });
};

// Without a profile header the first schema is meant; the library would take `public`.
const answer = async (request, { incoming, outgoing }) => {
  const reads = ["GET", "HEAD"].includes(request.method);
  const profile = reads ? "Accept-Profile" : "Content-Profile";
  const headers = new Headers(request.headers);
  if (!headers.has(profile)) headers.set(profile, config.schemas[0]);
  // A client that takes anything gets JSON from PostgREST, also from a function with a type of its own.
  if ((headers.get("Accept") ?? "*/*") === "*/*") headers.set("Accept", "application/json");
  const body = reads || request.body === null ? undefined : await request.arrayBuffer();
  if (body !== undefined && isTooDeep(Buffer.from(body))) {
    return refuse(400, "PGRST102", `The body is nested deeper than ${DEEPEST} levels`);
  }
  const asked = {
    method: request.method,
    path: incoming.url.split(/[?#]/)[0].replace(/^\/rest\/v1/, ""),
    headers: JSON.stringify(Object.fromEntries(headers)),
  };
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) leave(asked).catch((error) => console.error(error));
  });
  const whole = new Request(request.url, { method: request.method, headers, body });
  try {
    return await current.run(asked, async () =>
      cut(await app.fetch(whole, { peerAddress: incoming.socket.remoteAddress ?? null })),
    );
  } catch (error) {
    if (!isAway(error)) throw error;
    return refuseAway();
  }
};

const server = serve({ hostname: "127.0.0.1", port: config.port, fetch: answer });
server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.on("listening", () => console.log(`listening on 127.0.0.1:${config.port}`));

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    const ends = [connection.driver, lent, canceller, listener].map((one) => one.end({ timeout: 1 }));
    Promise.allSettled(ends).then(() => process.exit(0));
  });
}
