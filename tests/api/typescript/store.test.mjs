// FilterStore, and the hook on it, before the real API and the real relay.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { client as rowhouse, connect, given, QUICK, Relay, sql, Told } from "./stack.mjs";

const { FilterStore } = rowhouse;
const relay = new Relay();
const client = connect("ts-store");

before(() => relay.start());

after(async () => {
  await client.realtime.disconnect();
  await relay.kill();
  await sql.end();
});

const isFresh = ({ options, isStale }) => options !== null && !isStale;
const isLive = ({ state }) => state === "live";

/** Mount a store as React does: subscribe, then read the snapshot at each word. */
function mount(store) {
  const shown = new Told();
  const leave = store.subscribe(() => shown.tell(store.getSnapshot()));
  return { shown, leave };
}

/** Wait until no channel is left. */
async function untilLeft() {
  while (client.getChannels().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("a snapshot is one object until something changed, and never changes itself", async () => {
  const store = new FilterStore(client, { timings: QUICK });
  const { shown, leave } = mount(store);
  assert.equal(store.getSnapshot(), store.getServerSnapshot());
  await shown.until(isFresh);
  await shown.until(isLive);
  const old = store.getSnapshot();
  assert.equal(store.getSnapshot(), old);
  assert.deepEqual(
    old.dimensions.map(({ label }) => label).slice(0, 2),
    ["Region", "Province"],
  );

  old.select("brand", ["acme"]);
  const chosen = store.getSnapshot();
  assert.notEqual(chosen, old);
  assert.deepEqual([chosen.within, chosen.isStale], [{ brand: ["acme"] }, true]);
  assert.deepEqual([old.within, old.isStale], [{}, false]);
  assert.equal(chosen.select, old.select);
  shown.forget();
  await shown.until(isFresh);
  assert.ok(store.getSnapshot().options.transactions < old.options.transactions);
  leave();
  await untilLeft();
});

test("mounted, unmounted and mounted at once, it has one watch; unmounted, none", async () => {
  const store = new FilterStore(client, { timings: QUICK });
  const gone = mount(store);
  gone.leave();
  const { shown, leave } = mount(store);
  await shown.until(isLive);
  const topics = client.getChannels().map(({ topic }) => topic);
  assert.equal(new Set(topics).size, topics.length);
  assert.deepEqual(gone.shown.all, []);
  leave();
  await untilLeft();
});

test("two who look share one watch, and the last one closes it", async () => {
  const store = new FilterStore(client, { timings: QUICK });
  const [one, two] = [mount(store), mount(store)];
  for (const { shown } of [one, two]) await shown.until(isLive);
  one.leave();
  one.leave();
  two.shown.forget();
  store.getSnapshot().select("brand", ["acme"]);
  await two.shown.until(isFresh);
  assert.deepEqual(store.getSnapshot().within, { brand: ["acme"] });
  two.leave();
  await untilLeft();
});

test("who comes back finds what was chosen and shown", async () => {
  const store = new FilterStore(client, { timings: QUICK, within: { brand: ["zest"] } });
  const first = mount(store);
  await first.shown.until(isFresh);
  const { options, select } = store.getSnapshot();
  select("category", ["grocery/tea"]);
  first.leave();
  first.shown.forget();
  select("category", []);
  assert.deepEqual(first.shown.all, []);

  const second = mount(store);
  const { within, options: kept, isStale } = store.getSnapshot();
  assert.deepEqual(within, { brand: ["zest"], category: ["grocery/tea"] });
  assert.equal(kept, options);
  assert.equal(isStale, true);
  await second.shown.until(isFresh);
  second.leave();
  await untilLeft();
});

test("a server renders that nothing is known yet", async () => {
  const { useFilterOptions } = await import(new URL("use_filter_options.js", given.client));
  const { createElement } = await import("react");
  const { renderToString } = await import("react-dom/server");
  const Page = () => {
    const { options, within, isStale, state } = useFilterOptions(client, {
      within: { brand: ["acme"] },
    });
    return JSON.stringify({ options, within, isStale, state });
  };
  const html = renderToString(createElement(Page)).replaceAll("&quot;", '"');
  assert.deepEqual(JSON.parse(html), {
    options: null,
    within: { brand: ["acme"] },
    isStale: true,
    state: "polling",
  });
  assert.deepEqual(client.getChannels(), []);
});
