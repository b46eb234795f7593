// How values are written to Postgres and read from it, for glue/stack/lite.mjs: as PostgREST does,
// which leaves both to Postgres (json_to_record, to_json). The names are those of the library.

const isObject = (value) => typeof value === "object" && value !== null;

// An argument arrives here as JSON text or as the string it is; encoded once more, every
// object would reach its function as a string.
const isJson = (value) => {
  try {
    return typeof value === "string" && typeof JSON.parse(value) !== "string";
  } catch {
    return false;
  }
};
const json = (oid) => ({
  to: oid,
  from: [oid],
  serialize: (value) => (isJson(value) ? value : JSON.stringify(value)),
  parse: JSON.parse,
});

// 2024-01-01 10:00:00+00 is written as 2024-01-01T10:00:00+00:00.
const timestamp = (oid) => ({
  to: oid,
  from: [oid],
  serialize: (value) => String(value),
  parse: (text) => text.replace(" ", "T").replace(/([+-]\d\d)(?=$| BC$)/, "$1:00"),
});

const number = (text) => (Number.isFinite(Number(text)) ? Number(text) : text);

export const types = {
  json: json(114),
  jsonb: json(3802),
  timestamp: { ...timestamp(1114), parse: (text) => text.replace(" ", "T") },
  timestamptz: timestamp(1184),
  number: { to: 0, from: [21, 23, 26, 700, 701], serialize: String, parse: number },
  numeric: { to: 1700, from: [1700], serialize: String, parse: number },
  // What is neither true nor false is Postgres's to read or to refuse.
  boolean: { to: 16, from: [16], serialize: String, parse: (text) => text === "t" },
  bytea: { to: 17, from: [17], serialize: String, parse: (text) => text },
  string: {
    to: 25,
    from: [25],
    serialize: (value) => (isObject(value) ? JSON.stringify(value) : String(value)),
    parse: (text) => text,
  },
};
