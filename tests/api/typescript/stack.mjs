// What the tests of the client share: the stack they were given, clients, and a relay of theirs.

import { spawn } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import WebSocket from "ws";

export const given = JSON.parse(readFileSync(process.argv[2], "utf8"));
export const client = await import(given.client);
export const sql = postgres(given.database, { max: 2, onnotice: () => {} });

/** Short waits; the defaults are for people. */
export const QUICK = {
  backoffBaseMs: 20,
  backoffCapMs: 100,
  pollMs: 100,
  livePollMs: 60_000,
  steadyMs: 0,
  spreadMs: 50,
};
const PATIENCE_MS = 30_000;

/** The id of a named user, as the local stack makes it. */
export function userId(name) {
  const hex = createHash("md5").update(name).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A token of somebody. */
export function mint(name, seconds = 3600) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: userId(name),
    role: "authenticated",
    aud: "authenticated",
    iat: now,
    exp: now + seconds,
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", given.jwt_secret).update(signed).digest("base64url")}`;
}

/** The relay has an address of its own here. */
export class Socket extends WebSocket {
  constructor(address, protocols) {
    const url = new URL(address);
    url.port = given.relay.plan.port;
    super(url, protocols);
  }
}

/** A client of the API as an app makes it; `fetch` and `transport` may stand between. */
export function connect(
  name,
  { token = () => mint(name), fetch = globalThis.fetch, transport = Socket } = {},
) {
  return createClient(given.api_url, given.api_key, {
    db: { schema: "api" },
    auth: { persistSession: false, autoRefreshToken: false },
    accessToken: async () => token(),
    global: { fetch: (...asked) => fetch(...asked) },
    realtime: { transport, reconnectAfterMs: () => 50 },
  });
}

/** What callbacks were told, and waiting for it. */
export class Told {
  all = [];
  #waiting = new Set();

  tell = (...told) => {
    this.all.push(told);
    for (const check of [...this.#waiting]) check();
  };

  /** Wait until something that was told is as wanted; what came before counts too. */
  async until(isWanted) {
    let timer;
    try {
      return await new Promise((resolve, reject) => {
        const check = () => {
          const found = this.all.find((told) => isWanted(...told));
          if (found === undefined) return;
          this.#waiting.delete(check);
          resolve(found);
        };
        this.#waiting.add(check);
        const words = () => reject(new Error(`never told; ${JSON.stringify(this.all.slice(-9))}`));
        timer = setTimeout(words, PATIENCE_MS);
        check();
      });
    } finally {
      clearTimeout(timer);
    }
  }

  forget() {
    this.all.length = 0;
  }
}

/** The relay, in a process that ends with this one. */
export class Relay {
  #child = null;

  async start() {
    const { command, folder, plan } = given.relay;
    this.#child = spawn(command[0], [...command.slice(1), JSON.stringify(plan)], {
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const child = this.#child;
    const said = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
    if (String(said[0]).trim() !== "ready") throw new Error(`the relay did not start: ${said}`);
  }

  /** Kill it, as a crash would, unless it is gone already. */
  async kill() {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
}
