// With which token a private channel is joined, when the client was made with `accessToken`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { connect } from "./hollow.mjs";

const { client } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { MemoryEditStore, RealtimeService } = await import(client);

const SINCE = { version: 0, reset: false, rows: [], tombstones: [], policies: {} };
const PRIVATE = { config: { private: true } };

test("a join that does not wait for the token is made without it", async () => {
  let release;
  const token = new Promise((resolve) => (release = resolve));
  const { supabase, joined } = connect(() => token);
  supabase.channel("room", PRIVATE).subscribe();
  assert.deepEqual(await joined(1), [undefined]);
  release("late");
});

test("after setAuth the first join has the token", async () => {
  const { supabase, joined } = connect(async () => "ours");
  await supabase.realtime.setAuth();
  supabase.channel("room", PRIVATE).subscribe();
  assert.deepEqual(await joined(1), ["ours"]);
});

test("and later joins have a fresh one", async () => {
  let asked = 0;
  const { supabase, joined } = connect(async () => `token ${(asked += 1)}`);
  for (const name of ["one", "two"]) {
    await supabase.realtime.setAuth();
    supabase.channel(name, PRIVATE).subscribe();
  }
  const [first, second] = await joined(2);
  assert.notEqual(first, undefined);
  assert.notEqual(second, undefined);
  assert.notEqual(first, second);
});

test("the client waits for a token that takes its time", async () => {
  let release;
  const token = new Promise((resolve) => (release = resolve));
  const { supabase, joined } = connect(() => token, SINCE);
  const { realtime } = supabase;
  const setAuth = realtime.setAuth.bind(realtime);
  const asked = new Promise((tell) => {
    realtime.setAuth = (...given) => {
      if (realtime.isConnected()) tell();
      return setAuth(...given);
    };
  });
  const store = new MemoryEditStore();
  const service = await RealtimeService.open({ client: supabase, deviceId: "phone", store });
  service.subscribeToProgress("00000000-0000-0000-0000-000000000001", () => {});
  await Promise.race([asked, joined(1)]);
  release("ours");
  assert.deepEqual(await joined(1), ["ours"]);
  await service.close();
});
