// When things run: backoff, the bell, one at a time.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { client } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { Bell, coalesce, Pace } = await import(new URL("pace.js", client));

test("a backoff doubles up to its cap, and is anything below", () => {
  const most = new Pace({}, () => 1);
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 2000].map((failures) => most.backoff(failures));
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  assert.equal(new Pace({}, () => 0).backoff(5), 0);
  assert.equal(new Pace({ backoffBaseMs: 100 }, () => 0.5).backoff(2), 100);
});

test("polls do not march in step", () => {
  const around = (chance) => Math.round(new Pace({}, () => chance).around(5000));
  assert.deepEqual([0, 0.5, 1].map(around), [4000, 5000, 6000]);
});

test("a bell ends a wait, also one that begins after it rang", async () => {
  const bell = new Bell();
  const rung = bell.wait(1e9);
  bell.ring();
  await rung;
  bell.ring();
  await bell.wait(1e9);
  await bell.wait(1);
});

test("one runs, one waits, however many call", async () => {
  const releases = [];
  let [running, most] = [0, 0];
  const run = coalesce(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => releases.push(resolve));
    running -= 1;
  });
  const first = run();
  await new Promise((resolve) => setImmediate(resolve));
  const second = run();
  assert.equal(run(), second);
  releases.shift()();
  await first;
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(releases.length, 1);
  releases.shift()();
  await second;
  assert.equal(most, 1);
});

test("work that failed does not stop the next", async () => {
  let times = 0;
  const run = coalesce(async () => {
    times += 1;
    if (times === 1) throw new Error("once");
  });
  await assert.rejects(run(), /once/);
  await run();
  assert.equal(times, 2);
});
