// watchFilters before the real API and the real relay.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { client as rowhouse, connect, QUICK, Relay, sql, Told } from "./stack.mjs";

const { watchFilters } = rowhouse;
const relay = new Relay();
const opened = [];

before(async () => {
  // What is sold but not folded yet is in the versions, though not in those of `change`.
  for (let more = true; more; ) [{ more }] = await sql`select filters.run_folds() as more`;
  await relay.start();
});

after(async () => {
  for (const close of opened) await close();
  await relay.kill();
  await sql.end();
});

/** `fetch` that tells of what is asked, and can hold an answer back. */
function network() {
  let isHeld = () => false;
  let released;
  const it = {
    asked: new Told(),
    isUp: true,
    release: () => {},
    /** Hold such answers back until `release`. */
    hold: (isWanted) => {
      isHeld = isWanted;
      released = new Promise((resolve) => (it.release = resolve));
    },
    fetch: async (url, options) => {
      const name = String(url).split("/").at(-1);
      const body = JSON.parse(options.body ?? "{}");
      it.asked.tell(name, body, options.signal);
      if (!it.isUp) throw new TypeError("no network");
      if (!isHeld(name, body)) return fetch(url, options);
      // A held answer comes, however late: nothing that is abandoned stops it.
      const response = await fetch(url, { ...options, signal: null });
      await released;
      return response;
    },
    times: (name) => it.asked.all.filter(([called]) => called === name).length,
  };
  return it;
}

function open(options = {}) {
  const net = network();
  const client = connect("ts-filters", { fetch: net.fetch });
  const shown = new Told();
  const watch = watchFilters(client, {
    onChange: ({ options, within, isStale, state, error }) =>
      shown.tell({ options, within, isStale, state, error }),
    timings: QUICK,
    ...options,
  });
  opened.push(async () => {
    // Also when a test failed before it did: a watch is closed when its last answer is there.
    net.release();
    await watch.close();
    await client.realtime.disconnect();
  });
  return { watch, shown, net };
}

const isFresh = ({ options, isStale }) => options !== null && !isStale;
const isLive = ({ state }) => state === "live";
const counts = ({ dimensions }, name) =>
  Object.fromEntries(dimensions[name].items.map(({ value, count }) => [value, count]));

/** A dimension changes as the filters tell of it: its version and the message in one commit. */
async function change(dimension, times = 1) {
  await sql.begin(async (work) => {
    for (let n = 0; n < times; n += 1) {
      const [{ version }] = await work`
        update filters.dimension_states set version = version + 1
        where dimension = ${dimension}
        returning version::int`;
      const payload = { v: 1, dimension, action: "updated", values: [], version };
      await work`
        select realtime.send(
          ${work.json(payload)}, 'filters.dimension.changed', ${`filters:${dimension}`}, true
        )`;
    }
  });
}

test("a selection is shown at once, its counts follow", async () => {
  const { watch, shown } = open();
  await shown.until(isFresh);
  const all = watch.options;
  assert.ok(Object.keys(counts(all, "brand")).length >= 2);

  watch.select("brand", ["acme"]);
  assert.deepEqual(watch.within, { brand: ["acme"] });
  assert.equal(watch.isStale, true);
  assert.equal(watch.options, all);
  shown.forget();
  await shown.until(isFresh);
  assert.deepEqual(counts(watch.options, "brand"), counts(all, "brand"));
  assert.ok(watch.options.transactions < all.transactions);

  watch.clear();
  assert.deepEqual(watch.within, {});
  shown.forget();
  await shown.until(isFresh);
  assert.deepEqual(watch.options, all);
});

test("only the newest answer counts, also when an older one comes later", async () => {
  const { watch, shown, net } = open();
  await shown.until(isFresh);
  net.hold((name, { within }) => within?.brand?.[0] === "acme");
  watch.select("brand", ["acme"]);
  const [, , signal] = await net.asked.until((name, { within }) => within?.brand?.[0] === "acme");
  watch.select("brand", ["zest"]);
  assert.ok(signal.aborted);
  shown.forget();
  await shown.until(isFresh);
  const zest = watch.options;
  net.release();
  watch.refresh();
  shown.forget();
  await shown.until(isFresh);
  assert.deepEqual(watch.options, zest);
  assert.deepEqual(watch.within, { brand: ["zest"] });
  assert.ok(shown.all.every(([{ options }]) => options.transactions === zest.transactions));
});

test("a choice drops what is chosen below it and not offered there", async () => {
  const { watch, shown, net } = open({ within: { category: ["grocery/tea"] } });
  await shown.until(isLive);
  watch.select("brand", ["acme", "zest"]);
  shown.forget();
  await shown.until(isFresh);
  assert.equal(net.times("filter_values"), 0);

  watch.select("category", ["grocery/rice"]);
  assert.deepEqual(watch.within.brand, ["acme", "zest"]);
  shown.forget();
  await shown.until(isFresh);
  assert.deepEqual(watch.within, { category: ["grocery/rice"], brand: ["acme"] });
  assert.equal(watch.options.transactions, 1);
  assert.equal(net.times("filter_values"), 1);
});

test("a choice before anything is known, or while nothing answers, cascades later", async () => {
  const { watch, shown, net } = open({ within: { brand: ["zest"] } });
  watch.select("category", ["grocery/rice"]);
  await shown.until((view) => isFresh(view) && view.within.brand === undefined);
  assert.deepEqual(watch.within, { category: ["grocery/rice"] });

  watch.select("category", ["grocery/tea"]);
  watch.select("brand", ["zest"]);
  shown.forget();
  await shown.until(isFresh);
  net.isUp = false;
  watch.select("category", ["grocery/rice"]);
  await shown.until(({ error }) => error !== null);
  net.isUp = true;
  shown.forget();
  await shown.until(isFresh);
  assert.deepEqual(watch.within, { category: ["grocery/rice"] });
});

test("a change of a dimension is fetched, many at once only once", async () => {
  const { watch, shown, net } = open({ timings: { ...QUICK, spreadMs: 500 }, random: () => 1 });
  await shown.until(isLive);
  const asked = net.times("filter_options");
  shown.forget();
  await change("region", 5);
  await shown.until(({ isStale }) => isStale);
  await shown.until(isFresh);
  assert.equal(net.times("filter_options"), asked + 1);
  const [{ version }] = await sql`select sum(version)::int as version from filters.dimension_states`;
  assert.equal(watch.options.version, version);
});

test("what changes while an answer is under way is asked for again", async () => {
  const { watch, shown, net } = open();
  await shown.until(isLive);
  net.hold((name) => name === "filter_options");
  net.asked.forget();
  watch.refresh();
  await net.asked.until((name) => name === "filter_options");
  shown.forget();
  await change("region");
  await shown.until(({ isStale }) => isStale);
  net.release();
  await net.asked.until(() => net.times("filter_options") === 2);
  await shown.until(isFresh);
});

test("an old message changes nothing", async () => {
  const { shown } = open();
  await shown.until(isLive);
  shown.forget();
  const payload = { v: 1, dimension: "region", action: "updated", values: [], version: 0 };
  await sql`
    select realtime.send(
      ${sql.json(payload)}, 'filters.dimension.changed', 'filters:region', true
    )`;
  await change("region");
  await shown.until(isFresh);
  assert.deepEqual(
    shown.all.map(([{ isStale }]) => isStale),
    [true, false],
  );
});

test("without Realtime it compares versions, and is live again when that is back", async () => {
  const { watch, shown, net } = open();
  await shown.until(isLive);
  await relay.kill();
  await shown.until(({ state }) => state === "polling");
  shown.forget();

  // Polls ask for no options as long as nothing changed.
  const asked = net.times("filter_options");
  const listed = net.times("list_dimensions");
  await net.asked.until(() => net.times("list_dimensions") >= listed + 2);
  assert.equal(net.times("filter_options"), asked);

  await sql`update filters.dimension_states set version = version + 1 where dimension = 'city'`;
  await shown.until(({ isStale }) => isStale);
  await shown.until(isFresh);
  assert.ok(net.times("filter_options") > asked);

  shown.forget();
  await relay.start();
  await shown.until(isLive);
  shown.forget();
  await change("city");
  await shown.until(({ isStale }) => isStale);
  await shown.until(isFresh);
  assert.equal(watch.state, "live");
});

test("what fails is told, and repeated", async () => {
  const { watch, shown, net } = open();
  await shown.until(isFresh);
  net.isUp = false;
  watch.select("brand", ["acme"]);
  await shown.until(({ error }) => error !== null);
  assert.equal(watch.isStale, true);
  net.isUp = true;
  shown.forget();
  await shown.until(isFresh);
  assert.equal(watch.error, null);
});

test("two watches of one client share its channels", async () => {
  const net = network();
  const client = connect("ts-filters", { fetch: net.fetch });
  const [one, two] = [new Told(), new Told()];
  const watches = [one, two].map(({ tell }) =>
    watchFilters(client, {
      onChange: ({ options, isStale, state }) => tell({ options, isStale, state }),
      timings: QUICK,
    }),
  );
  opened.push(async () => {
    await watches[1].close();
    await client.realtime.disconnect();
  });
  for (const shown of [one, two]) await shown.until(isLive);
  const topics = client.getChannels().map(({ topic }) => topic);
  assert.equal(new Set(topics).size, topics.length);
  assert.ok(topics.includes("realtime:filters:region"));

  await watches[0].close();
  assert.equal(client.getChannels().length, topics.length);
  two.forget();
  await change("region");
  await two.until(({ isStale }) => isStale);
  await two.until(isFresh);
});

test("a dimension that is switched off is followed no longer", async () => {
  const { watch, shown } = open({ within: { store_class: ["A"] } });
  await shown.until(isLive);
  assert.ok("store_class" in watch.options.dimensions);
  try {
    await sql`update filters.dimensions set state = 'off' where name = 'store_class'`;
    await change("region");
    await shown.until(({ options }) => options && !("store_class" in options.dimensions));
    assert.deepEqual(watch.within, {});
    await shown.until(
      ({ options, state }) => state === "live" && !("store_class" in options.dimensions),
    );
  } finally {
    await sql`update filters.dimensions set state = 'live' where name = 'store_class'`;
  }
});
