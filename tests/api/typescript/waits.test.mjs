// What ends the wait after a failure: no message, and only the end of the client if the server
// asked for the wait.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { connect } from "./hollow.mjs";

const { client } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { MemoryEditStore } = await import(client);
const load = (file) => import(new URL(file, client));
const { Pace } = await load("pace.js");
const { Feed } = await load("feed.js");
const { EditQueue } = await load("edit_queue.js");
const { CallError } = await load("rpc.js");
const { listen } = await load("topics.js");

const YEAR_MS = 365 * 86_400_000;
const LONG = new Pace({ backoffBaseMs: YEAR_MS, backoffCapMs: YEAR_MS, readyMs: 1 }, () => 1);
const busy = (retryAfterMs) => new CallError("core.rate_limited", "PT429", 429, retryAfterMs);

/** Time for all that is due now. */
async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
}

/** A feed whose requests fail; `times` is how many there were. */
async function failing({ retryAfterMs, pace = LONG, supabase = null }) {
  const it = { times: 0, isUp: false };
  it.joined = new Promise((tell) => (it.join = tell));
  it.live = new Promise((tell) => (it.tell = tell));
  it.feed = new Feed({
    client: supabase,
    pace,
    catchUp: async () => {
      it.times += 1;
      if (!it.isUp) throw busy(retryAfterMs);
    },
    onMessage: () => it.feed.refresh(),
    onState: (state) => state === "live" && it.tell(),
  });
  await settle();
  return it;
}

for (const retryAfterMs of [0, YEAR_MS]) {
  test(`messages do not repeat a failed request, Retry-After ${retryAfterMs}`, async () => {
    const it = await failing({ retryAfterMs });
    for (let message = 0; message < 50; message += 1) {
      it.feed.refresh();
      await settle();
    }
    assert.equal(it.times, 1);
    await it.feed.close();
  });
}

test("a join ends a backoff: the server is back", async () => {
  const { supabase } = connect(async () => "ours");
  const it = await failing({ retryAfterMs: 0, supabase });
  it.isUp = true;
  it.feed.follow(["room"]);
  await it.live;
  assert.equal(it.times, 2);
  await it.feed.close();
});

test("a join does not end a wait that the server asked for", async () => {
  const { supabase } = connect(async () => "ours");
  const it = await failing({ retryAfterMs: YEAR_MS, supabase });
  it.feed.follow(["room"]);
  let leave;
  await new Promise((onJoined) => {
    leave = listen(supabase, "room", LONG, { onMessage() {}, onJoined, onLost() {} });
  });
  await settle();
  assert.equal(it.times, 1);
  await Promise.all([leave(), it.feed.close()]);
});

for (const retryAfterMs of [0, YEAR_MS]) {
  const isAsked = retryAfterMs > 0;
  test(`a queue that hurries ${isAsked ? "keeps" : "cuts"} Retry-After ${retryAfterMs}`, async () => {
    let times = 0;
    const push = async () => {
      times += 1;
      throw busy(retryAfterMs);
    };
    const queue = await EditQueue.open({
      store: new MemoryEditStore(),
      pace: LONG,
      push,
      onSettled: () => {},
    });
    await queue.add("1", 1, {});
    const sent = queue.flush();
    await settle();
    queue.hurry();
    await settle();
    assert.equal(times, isAsked ? 1 : 2);
    queue.close();
    await sent;
  });
}
