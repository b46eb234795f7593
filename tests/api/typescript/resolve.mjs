// Decides cases with ConflictResolver: a file of JSON in, one winner a case as JSON on stdout.

import { readFileSync } from "node:fs";

const { client, cases } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { ConflictResolver } = await import(client);

const winners = cases.map(({ policy, a, b }) => {
  const resolver = new ConflictResolver(policy);
  const [first, second] = [resolver.resolve([a, b]), resolver.resolve([b, a])];
  // Of two equal edits the first stands, whichever that is.
  if (first !== second) return "tie";
  return first === b ? "b" : "a";
});
console.log(JSON.stringify(winners));
