// Subscriptions that come and go leave nothing behind: no channel, listener, timer, memory.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { client as rowhouse, connect, given, QUICK, Relay, sql, Told, userId } from "./stack.mjs";

const { MemoryEditStore, RealtimeService } = rowhouse;
const relay = new Relay();
const client = connect("ts-cycles");
const WARM = 50;

before(() => relay.start());

after(async () => {
  await relay.kill();
  await sql.end();
});

/** What is held, when all that can go is gone. */
async function held() {
  // What is finalized by one collection goes with the next.
  for (let n = 0; n < 3; n += 1) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { stateChangeCallbacks } = client.realtime;
  return {
    channels: client.getChannels().length,
    listeners: Object.values(stateChangeCallbacks).flat().length,
    timers: process.getActiveResourcesInfo().filter((name) => name === "Timeout").length,
    bytes: process.memoryUsage().heapUsed,
  };
}

test(`${given.cycles} cycles of subscribe and unsubscribe`, async () => {
  const service = await RealtimeService.open({
    client,
    deviceId: "phone",
    store: new MemoryEditStore(),
    timings: QUICK,
  });
  // Every other one leaves before it has joined.
  const cycle = async (isPatient) => {
    const states = new Told();
    const subscription = service.subscribeToProgress(userId("ts-cycles"), () => {}, states.tell);
    if (isPatient) await states.until((state) => state === "live");
    await service.unsubscribe(subscription);
  };
  // The first ones fill what is filled once: compiled code, pools of connections.
  for (let n = 0; n < WARM; n += 1) await cycle(n % 2 === 0);
  const before = await held();
  for (let n = 0; n < given.cycles; n += 1) await cycle(n % 2 === 0);
  const later = await held();
  await service.close();
  console.log(JSON.stringify({ cycles: given.cycles, before, later }));

  assert.equal(later.channels, 0);
  assert.equal(later.listeners, before.listeners);
  // Those of connections to the API come and go.
  assert.ok(later.timers <= before.timers + 10, `${before.timers} timers became ${later.timers}`);
  // One channel is some kilobytes; the heap itself comes and goes by a megabyte.
  const grown = later.bytes - before.bytes;
  assert.ok(grown < 2_000_000 + 100 * given.cycles, `${grown} bytes in ${given.cycles} cycles`);
});
