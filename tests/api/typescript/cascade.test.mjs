// Cascading dimensions: what stays chosen below a choice that changed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { client } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { choose, dropUnoffered } = await import(new URL("cascade.js", client));

const PARENTS = new Map([
  ["city", "province"],
  ["province", "region"],
  ["region", null],
  ["store_class", null],
]);

// Given: two regions of two provinces of two cities; `r1p2c1` is in `r1p2` is in `r1`.
const names = (above, letter) => above.flatMap((name) => [1, 2].map((n) => `${name}${letter}${n}`));
const REGIONS = names([""], "r");
const PROVINCES = names(REGIONS, "p");
const PLACES = { region: REGIONS, province: PROVINCES, city: names(PROVINCES, "c") };

/** Pages of one value, and what was asked for. */
function atlas() {
  const asked = [];
  async function* pages(dimension, within) {
    asked.push([dimension, within]);
    const lies = (place) =>
      Object.values(within).every((values) => values.some((value) => place.startsWith(value)));
    for (const place of PLACES[dimension].filter(lies)) {
      asked.push(place);
      yield [place];
    }
  }
  return { asked, pages };
}

const drop = (within, ...changed) =>
  dropUnoffered(within, new Set(changed), PARENTS, atlas().pages);

test("what lies elsewhere goes, all the way down", async () => {
  const within = { region: ["r2"], province: ["r1p1"], city: ["r1p1c1"], store_class: ["A"] };
  assert.deepEqual(await drop(within, "region"), { region: ["r2"], store_class: ["A"] });
});

test("what is still offered stays, in its order", async () => {
  const within = { region: ["r2"], province: ["r2p2", "r1p1", "r2p1"], city: ["r2p1c2"] };
  assert.deepEqual(await drop(within, "region"), {
    region: ["r2"],
    province: ["r2p2", "r2p1"],
    city: ["r2p1c2"],
  });
});

test("a value is judged by what is above it, not by a city that goes itself", async () => {
  const within = { region: ["r2"], province: ["r1p1", "r2p1"], city: ["r1p1c1"] };
  assert.deepEqual(await drop(within, "region"), { region: ["r2"], province: ["r2p1"] });
});

test("where nothing is chosen between, the one above that counts", async () => {
  assert.deepEqual(await drop({ region: ["r2"], city: ["r1p1c1", "r2p1c1"] }, "region"), {
    region: ["r2"],
    city: ["r2p1c1"],
  });
});

test("nothing goes, and nothing is asked, where nothing above is chosen or changed", async () => {
  const { asked, pages } = atlas();
  for (const [within, changed] of [
    [{ province: ["r1p1"], city: ["r1p1c1"] }, "region"],
    [{ region: ["r2"], province: ["r1p1"] }, "store_class"],
    [{ region: ["r2"], province: ["r1p1"] }, "province"],
    [{ region: ["r2"], store_class: ["A"] }, "region"],
  ]) {
    assert.deepEqual(await dropUnoffered(within, new Set([changed]), PARENTS, pages), within);
  }
  // Except the provinces that are still within nothing: their cities are within provinces.
  assert.deepEqual(
    asked.filter(Array.isArray).map(([dimension]) => dimension),
    ["city"],
  );
});

test("no page is read after the last chosen value is found", async () => {
  const { asked, pages } = atlas();
  await dropUnoffered({ region: ["r1"], province: ["r1p1"] }, new Set(["region"]), PARENTS, pages);
  assert.deepEqual(asked, [["province", { region: ["r1"] }], "r1p1"]);
});

test("to choose nothing is to leave the dimension out", () => {
  assert.deepEqual(choose({ region: ["r1"] }, "region", []), {});
  assert.deepEqual(choose({ region: ["r1"] }, "province", ["r1p1"]), {
    region: ["r1"],
    province: ["r1p1"],
  });
});
