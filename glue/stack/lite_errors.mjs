// Errors of Postgres as PostgREST answers them, for glue/stack/lite.mjs. The library has a way to
// choose status and body freely, `raise sqlstate 'PGRST'`: every other error is made one.

const GOING_AWAY = new Set(["57P01", "57P02", "57P03"]);
const BY_STATE = {
  "25006": 405,
  "23503": 409,
  "23505": 409,
  "42883": 404,
  "42P01": 404,
  "42P17": 500,
  P0001: 400,
};
const SERVER_CLASSES = new Set(
  "09 25 2D 38 39 3B 40 54 55 57 58 F0 HV P0 XX".split(" "),
);
const FORBIDDEN_CLASSES = new Set(["28", "0L", "0P"]);

function statusOf(state, role, message) {
  const chosen = /^PT(\d{3})$/.exec(state)?.[1];
  if (chosen >= 200 && chosen <= 599) return Number(chosen);
  if (state === "42501") return role === "anon" ? 401 : 403;
  if (state === "22023" && message.startsWith("role ")) return 401;
  if (state === "21000") return message.includes("requires a WHERE clause") ? 400 : 500;
  if (Object.hasOwn(BY_STATE, state)) return BY_STATE[state];
  const kind = state.slice(0, 2);
  if (kind === "08" || kind === "53" || GOING_AWAY.has(state)) return 503;
  if (FORBIDDEN_CLASSES.has(kind)) return 403;
  return SERVER_CLASSES.has(kind) ? 500 : 400;
}

const LONGEST = 400;

/** A field of an error, or a line of the log: what repeats a value of a client is cut. */
export const short = (value, longest = LONGEST) => {
  if (value === null || value === undefined) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : value;
};

/** The fields of an error answer, each cut. */
export const shortened = ({ code, message, details, hint }) => ({
  code: short(code),
  message: short(message),
  details: short(details),
  hint: short(hint),
});

const raised = (status, code, message, details, hint, headers = {}) =>
  Object.assign(new Error(JSON.stringify(shortened({ code, message, details, hint }))), {
    code: "PGRST",
    detail: JSON.stringify({ status, headers }),
  });

/** What the driver says when there is no connection: ECONNREFUSED, CONNECTION_CLOSED, … */
export const isAway = (error) => /^(E[A-Z]+|CONNECT\w*)$/.test(error?.code ?? "");

/** Whether an error ended its connection. PgBouncer gives the severity in its old field alone. */
export const hasEnded = (error) =>
  isAway(error) || (error?.severity ?? error?.severity_local) === "FATAL";

export function asPostgrest(error, role) {
  const state = error?.code;
  if (isAway(error)) {
    const message = "Database connection error. Retrying the connection.";
    return raised(503, "PGRST000", message, null, null, { "Retry-After": "1" });
  }
  if (!/^[0-9A-Z]{5}$/.test(state ?? "") || state === "PGRST") return error;
  const status = statusOf(state, role, error.message);
  return raised(status, state, error.message, error.detail ?? null, error.hint ?? null);
}
