// RealtimeService before the real API and the real relay.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  client as rowhouse,
  connect,
  mint,
  QUICK,
  Relay,
  Socket,
  sql,
  Told,
  userId,
} from "./stack.mjs";

const { LocalStorageEditStore, MemoryEditStore, RealtimeService } = rowhouse;
const relay = new Relay();
const opened = [];
let series;

before(async () => {
  await relay.start();
  series = await sql`
    insert into reading.series (series_key, title, type, status)
    select 'typescript-' || n, 'A title', 'Manga', 'Publishing'
    from generate_series(1, 60) as n
    on conflict (series_key) do update set title = excluded.title
    returning id::int`;
  series = series.map(({ id }) => id);
});

after(async () => {
  for (const close of opened) await close();
  await relay.kill();
  await sql.end();
});

/** A service on a device of somebody, with what it was told. */
async function open(user, deviceId, options = {}) {
  const { token, fetch, transport, ...others } = options;
  const client = connect(user, { token, fetch, transport });
  const service = await RealtimeService.open({
    client,
    deviceId,
    store: new MemoryEditStore(),
    timings: QUICK,
    ...others,
  });
  const [updates, states] = [new Told(), new Told()];
  const subscribe = () => service.subscribeToProgress(userId(user), updates.tell, states.tell);
  opened.push(async () => {
    await service.close();
    await client.realtime.disconnect();
  });
  return { client, service, updates, states, subscribe };
}

/** `fetch` with a switch, and a count of the calls of each function. */
function network() {
  const calls = {};
  const asked = new Told();
  const it = {
    calls,
    asked,
    isUp: true,
    fetch: async (url, options) => {
      const name = String(url).split("/").at(-1);
      calls[name] = (calls[name] ?? 0) + 1;
      asked.tell(name, calls[name]);
      if (!it.isUp) throw new TypeError("no network");
      return it.answer?.(name) ?? fetch(url, options);
    },
  };
  return it;
}

async function rowOf(user, seriesId) {
  const [row] = await sql`
    select chapter::float, page, percent::float, device_id, rewinds, version::int
    from reading.progress where user_id = ${userId(user)} and series_id = ${seriesId}`;
  return row ?? null;
}

test("what one device does, another is told of at once", async () => {
  const phone = await open("ts-live", "phone");
  const tablet = await open("ts-live", "tablet");
  const [one] = series;
  for (const device of [phone, tablet]) device.subscribe();
  for (const device of [phone, tablet]) await device.states.until((state) => state === "live");

  const place = { chapter: 12.5, chapter_label: "12.5 extra" };
  const mine = await phone.service.updateProgress(one, place);
  assert.equal(mine.chapter, 12.5);
  const [, there] = await tablet.updates.until((id, progress) => progress?.chapter === 12.5);
  assert.equal(there.device_id, "phone");
  assert.equal(there.chapter_label, "12.5 extra");

  // Told as a change of the row that is known: what did not change is still there.
  await tablet.service.updateProgress(one, { chapter: 13, chapter_label: "12.5 extra" });
  await phone.updates.until((id, progress) => progress?.device_id === "tablet" && progress.version);
  assert.equal(phone.service.getProgress(one).chapter_label, "12.5 extra");
  assert.deepEqual(phone.service.listProgress().get(one), phone.service.getProgress(one));

  const { error } = await phone.client.from("reading_progress").delete().eq("series_id", one);
  assert.equal(error, null);
  for (const { updates, service } of [phone, tablet]) {
    await updates.until((id, progress) => id === one && progress === null);
    assert.equal(service.getProgress(one), null);
    assert.equal(service.version, 3);
  }
});

test("a live message that says everything costs no request", async () => {
  const net = network();
  const tablet = await open("ts-quiet", "tablet", { fetch: net.fetch });
  tablet.subscribe();
  await tablet.states.until((state) => state === "live");
  const asked = net.calls.progress_since;
  const phone = await open("ts-quiet", "phone");
  for (const chapter of [1, 2, 3]) await phone.service.updateProgress(series[0], { chapter });
  await tablet.updates.until((id, progress) => progress?.chapter === 3);
  assert.equal(net.calls.progress_since, asked);
});

test("more rows at once than are told one by one are fetched", async () => {
  const tablet = await open("ts-tick", "tablet");
  tablet.subscribe();
  await tablet.states.until((state) => state === "live");
  const phone = await open("ts-tick", "phone", { fetch: async () => { throw new TypeError(); } });
  for (const id of series) await phone.service.updateProgress(id, { page: 7 });
  const items = phone.service.listPending().map(({ series_id, edit }) => ({ ...edit, series_id }));
  await connect("ts-tick").rpc("push_progress", { items });
  await tablet.updates.until((id) => id === series.at(-1));
  assert.equal(tablet.service.listProgress().size, series.length);
});

test("edits outlive the app, and are sent when there is a network again", async () => {
  const disk = storage();
  const store = () => new LocalStorageEditStore(userId("ts-offline"), disk);
  const net = network();
  net.isUp = false;
  const now = () => Date.UTC(2026, 0, 1);
  const first = await open("ts-offline", "phone", { fetch: net.fetch, store: store(), now });
  await first.service.updateProgress(series[0], { chapter: 1 });
  const visible = await first.service.updateProgress(series[0], { chapter: 2, page: 3 });
  assert.equal(visible.chapter, 2);
  // Of one device each edit is later than the last, whatever its clock says.
  assert.equal(visible.updated_at, "2026-01-01T00:00:00.000001Z");

  // The app is killed: nothing of it is left but what is on disk.
  const second = await open("ts-offline", "phone", { fetch: net.fetch, store: store(), now });
  assert.deepEqual(second.service.getProgress(series[0]), visible);
  assert.equal(second.service.listPending().length, 2);
  const third = await second.service.updateProgress(series[1], { page: 4 });
  assert.equal(third.updated_at, "2026-01-01T00:00:00.000002Z");

  await first.service.close();
  net.isUp = true;
  await second.service.flush();
  assert.equal(second.service.listPending().length, 0);
  assert.deepEqual(await store().list(), []);
  assert.equal((await rowOf("ts-offline", series[0])).page, 3);
  assert.equal((await rowOf("ts-offline", series[1])).page, 4);
  const { version } = second.service.getProgress(series[0]);
  assert.ok(version > 0);

  // The server learns which row the reader saw.
  net.isUp = false;
  await second.service.updateProgress(series[0], { chapter: 3 });
  assert.equal(second.service.listPending()[0].edit.base_version, version);
});

test("an edit that the server refuses is set aside, and holds nobody up", async () => {
  const net = network();
  net.isUp = false;
  const rejected = new Told();
  const store = new MemoryEditStore();
  const options = { fetch: net.fetch, store, onRejected: rejected.tell };
  const phone = await open("ts-poison", "phone", options);
  for (const [index, id] of series.slice(0, 20).entries()) {
    await phone.service.updateProgress(id, { percent: index === 13 ? 101 : index });
  }
  net.isUp = true;
  await phone.service.flush();
  const [bad] = await rejected.until(() => true);
  assert.equal(bad.series_id, series[13]);
  assert.equal(bad.rejected, "reading.invalid_edits");
  assert.equal(phone.service.getProgress(series[13]), null);
  assert.deepEqual(phone.service.listRejected(), [bad]);
  assert.deepEqual(await store.list(), [bad]);
  const [{ count }] = await sql`
    select count(*)::int from reading.progress where user_id = ${userId("ts-poison")}`;
  assert.equal(count, 19);
});

test("Retry-After is honoured", async () => {
  const net = network();
  const at = [];
  net.answer = (name) => {
    if (name !== "push_progress" || at.push(performance.now()) > 1) return undefined;
    const body = { code: "PT429", message: "core.rate_limited", details: "", hint: "" };
    return Response.json(body, { status: 429, headers: { "Retry-After": "1" } });
  };
  const phone = await open("ts-limited", "phone", { fetch: net.fetch });
  await phone.service.updateProgress(series[0], { page: 1 });
  await phone.service.flush();
  assert.equal(at.length, 2);
  assert.ok(at[1] - at[0] >= 990, `came back after ${at[1] - at[0]} ms`);
});

test("a message counts once, an old one not at all, and a gap is filled", async () => {
  const net = network();
  const tablet = await open("ts-gap", "tablet", { fetch: net.fetch });
  tablet.subscribe();
  await tablet.states.until((state) => state === "live");
  const asked = net.calls.progress_since;
  const row = {
    series_id: series[0],
    user_id: userId("ts-gap"),
    chapter: 1,
    chapter_label: null,
    page: null,
    percent: null,
    device_id: "phone",
    rewinds: 0,
    updated_at: "2026-01-01T00:00:00.123456Z",
    version: 1,
  };
  const message = (id, version, changed, verb = "inserted") => ({
    event: `reading.progress.${verb}`,
    payload: { v: 1, version, changed, id },
    meta: { id },
  });
  // Of what says too little one catch-up is made, however often it comes.
  const tick = { ...message("t", 9), event: "reading.progress.changed" };
  tablet.service.handleProgressUpdate(tick);
  await net.asked.until((name, times) => name === "progress_since" && times === asked + 1);
  await tablet.service.catchUp();
  const caught = net.calls.progress_since;
  tablet.service.handleProgressUpdate(tick);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(net.calls.progress_since, caught);

  tablet.updates.forget();
  tablet.service.handleProgressUpdate(message("a", 1, row));
  tablet.service.handleProgressUpdate(message("a", 1, row));
  tablet.service.handleProgressUpdate(message("b", 1, { ...row, chapter: 9 }));
  assert.equal(tablet.updates.all.length, 1);
  const columns = Object.keys(tablet.service.getProgress(series[0]));
  assert.ok(!columns.includes("user_id"));
  assert.equal(net.calls.progress_since, caught);

  // Version 2 never came: what the server has counts, and it knows of nothing.
  tablet.service.handleProgressUpdate(message("c", 3, { ...row, chapter: 3 }));
  await tablet.updates.until((id, progress) => id === series[0] && progress === null);
  assert.equal(tablet.service.version, 0);
});

test("without Realtime it polls, and is live again when that is back", async () => {
  const phone = await open("ts-away", "phone");
  const tablet = await open("ts-away", "tablet");
  const subscription = tablet.subscribe();
  await tablet.states.until((state) => state === "live");

  await relay.kill();
  await tablet.states.until((state) => state === "polling");
  tablet.states.forget();
  await phone.service.updateProgress(series[0], { chapter: 1 });
  await tablet.updates.until((id, progress) => progress?.chapter === 1);
  assert.equal(subscription.state, "polling");

  await relay.start();
  await tablet.states.until((state) => state === "live");
  await phone.service.updateProgress(series[0], { chapter: 2 });
  await tablet.updates.until((id, progress) => progress?.chapter === 2);
  assert.equal(subscription.state, "live");
  const other = tablet.subscribe();
  await tablet.service.unsubscribe(subscription);
  assert.equal(subscription.state, "closed");
  assert.equal(other.state, "live");
  assert.equal(tablet.client.getChannels().length, 1);
  await tablet.service.unsubscribe(other);
  assert.equal(tablet.client.getChannels().length, 0);
});

test("a server that never says that broadcasts flow is taken at its word", async () => {
  class Quiet extends Socket {
    set onmessage(hear) {
      super.onmessage = (event) => String(event.data).includes('"system"') || hear(event);
    }
  }
  const timings = { ...QUICK, readyMs: 50 };
  const tablet = await open("ts-quiet-server", "tablet", { transport: Quiet, timings });
  tablet.subscribe();
  await tablet.states.until((state) => state === "live");
  const phone = await open("ts-quiet-server", "phone");
  await phone.service.updateProgress(series[0], { chapter: 1 });
  await tablet.updates.until((id, progress) => progress?.chapter === 1);
});

test("a token that expires is replaced before the channel is joined again", async () => {
  let asked = 0;
  const token = () => mint("ts-token", (asked += 1) === 1 ? 3 : 3600);
  const tablet = await open("ts-token", "tablet", { token: once(token) });
  tablet.subscribe();
  await tablet.states.until((state) => state === "live");
  await tablet.states.until((state) => state === "polling");
  tablet.states.forget();
  await tablet.states.until((state) => state === "live");
});

/** A token is kept until it is about to expire, as Supabase Auth does. */
function once(make) {
  let kept = null;
  return () => {
    const claims = kept && JSON.parse(Buffer.from(kept.split(".")[1], "base64url"));
    if (kept === null || claims.exp * 1000 < Date.now() + 500) kept = make();
    return kept;
  };
}

test("a topic that may not be read is polled for ever, and asks nobody else's rows", async () => {
  const net = network();
  const thief = await open("ts-thief", "phone", { fetch: net.fetch });
  thief.service.subscribeToProgress(userId("ts-live"), thief.updates.tell, thief.states.tell);
  await thief.service.updateProgress(series[0], { page: 1 });
  await thief.service.flush();
  await thief.updates.until((id, progress) => progress?.version);
  await net.asked.until((name, times) => name === "progress_since" && times > 5);
  assert.ok(!thief.states.all.flat().includes("live"));
  assert.throws(() => thief.subscribe(), /another reader/);
});

test("the policy of a series decides what is shown", async () => {
  const phone = await open("ts-policy", "phone");
  const tablet = await open("ts-policy", "tablet");
  const [one, two] = series;
  await phone.service.setPolicy(one, "furthest");
  await phone.service.setPolicy(two, "furthest_unless_same_device");
  await phone.service.updateProgress(one, { chapter: 5 });
  assert.equal((await phone.service.updateProgress(one, { chapter: 4 })).chapter, 5);

  await phone.service.updateProgress(two, { chapter: 5 });
  const back = await phone.service.updateProgress(two, { chapter: 4 });
  assert.deepEqual([back.chapter, back.rewinds], [4, 1]);
  await phone.service.flush();
  // The tablet hears of the place and of the policy.
  await tablet.service.catchUp();
  const kept = await tablet.service.updateProgress(two, { chapter: 3 });
  assert.deepEqual([kept.chapter, kept.device_id], [4, "phone"]);
  await tablet.service.flush();
  assert.equal((await rowOf("ts-policy", one)).chapter, 5);
  assert.equal((await rowOf("ts-policy", two)).chapter, 4);
});

test("a callback that throws stops nothing", async () => {
  const thrown = new Told();
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", thrown.tell);
  const phone = await open("ts-throws", "phone");
  phone.service.subscribeToProgress(userId("ts-throws"), () => {
    throw new Error("the app's own");
  });
  phone.subscribe();
  await phone.states.until((state) => state === "live");
  await phone.service.updateProgress(series[0], { page: 1 });
  await thrown.until((error) => error.message === "the app's own");
  await phone.service.flush();
  process.removeAllListeners("uncaughtException");
  for (const listener of others) process.on("uncaughtException", listener);
  assert.equal(phone.service.listPending().length, 0);
});

/** What a browser calls a Storage. */
function storage() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, String(value)),
    removeItem: (name) => void kept.delete(name),
  };
}
