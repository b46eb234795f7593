// ConflictResolver alone: what the comparison with the database does not ask.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { client } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { ConflictResolver } = await import(client);

const edit = (device_id, chapter, more = {}) => ({
  chapter,
  device_id,
  rewinds: 0,
  updated_at: "2026-01-01T00:00:00.000000Z",
  ...more,
});

test("of no edit none stands", () => {
  assert.equal(new ConflictResolver().resolve([]), null);
});

test("neither order nor number of edits matters", () => {
  const edits = [edit("a", 3), edit("\u{1f4f1}", 1), edit("\uffee", 2)];
  for (const order of ["012", "021", "102", "120", "201", "210", "22101"]) {
    const shuffled = [...order].map((index) => edits[index]);
    assert.equal(new ConflictResolver().resolve(shuffled).device_id, "\u{1f4f1}");
    assert.equal(new ConflictResolver("furthest").resolve(shuffled).chapter, 3);
  }
});

test("a place that is said otherwise is compared all the same", () => {
  for (const [further, later] of [
    [{ percent: 95 }, { chapter: 1, percent: 2 }],
    [{ chapter: 10 }, { chapter: 2, percent: 5 }],
    [{ page: 300 }, { chapter: 1, page: 2 }],
    [{ chapter: 50, percent: 60 }, { percent: 10 }],
  ]) {
    const edits = [
      edit("a", null, further),
      edit("b", null, { ...later, updated_at: "2026-01-02T00:00:00.000000Z" }),
    ];
    assert.equal(new ConflictResolver("furthest").resolve(edits), edits[0]);
    assert.equal(new ConflictResolver("lww").resolve(edits), edits[1]);
  }
});

test("a microsecond decides, in whichever zone it is told", () => {
  const early = edit("z", 1, { updated_at: "2026-01-01T00:00:00.000001Z" });
  const late = edit("a", 2, { updated_at: "2025-12-31T18:30:00.000002-05:30" });
  assert.equal(new ConflictResolver().resolve([early, late]), late);
});

test("what is not a time with a zone is refused", () => {
  for (const updated_at of ["2026-01-01T00:00:00", "yesterday", "2026-13-01T00:00:00Z"]) {
    const edits = [edit("a", 1), edit("b", 1, { updated_at })];
    assert.throws(() => new ConflictResolver().resolve(edits), RangeError);
  }
});

test("a conflict is two devices at two places, neither of which knew of the other", () => {
  const resolver = new ConflictResolver();
  assert.ok(resolver.detectConflict([edit("a", 1), edit("b", 2)]));
  assert.ok(resolver.detectConflict([edit("a", 1, { chapter_label: "x" }), edit("b", 1)]));
  assert.ok(!resolver.detectConflict([edit("a", 1), edit("a", 2)]));
  assert.ok(!resolver.detectConflict([edit("a", 1), edit("b", 1.0001)]));
  assert.ok(!resolver.detectConflict([]));

  const row = edit("a", 1, { version: 7 });
  assert.ok(!resolver.detectConflict([row, edit("b", 2, { base_version: 7 })]));
  assert.ok(!resolver.detectConflict([edit("b", 2, { base_version: 8 }), row]));
  assert.ok(resolver.detectConflict([row, edit("b", 2, { base_version: 6 })]));
  assert.ok(resolver.detectConflict([row, edit("b", 2, { base_version: null })]));

  // A device's earlier edits are its own past.
  const later = edit("b", 2, { updated_at: "2026-01-02T00:00:00.000000Z" });
  assert.ok(!resolver.detectConflict([edit("b", 1), later, edit("a", 2)]));
});
