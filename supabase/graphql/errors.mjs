// What a caller sees of an error: refusals of ours and faults of the input as they are, any
// other error only as a failure. Each has its key as the code.

import { isSafeError } from "postgraphile/grafast";
import { GraphQLError } from "postgraphile/graphql";

const OURS = /^PT\d{3}$/;
const WORDS = {
  "42501": "graphql.not_permitted: the caller may not read or do this",
  "57014": "graphql.too_slow: it took too long",
};
const BAD_INPUT = /^22/;
const KEY = /^[a-z_]+\.[a-z_]+(?=:|$)/;
const BAD_VARIABLE = /^Variable "\$\w+" (got invalid value|of (required|non-null) type)/;
const ERRORS_ONLY = '{"errors":';

/** The words and the facts for an error of the database. */
function explain(cause) {
  const { code: sqlstate } = cause;
  if (OURS.test(sqlstate)) {
    const { message, detail, hint } = cause;
    return [message, { sqlstate, detail, hint }];
  }
  if (WORDS[sqlstate]) return [WORDS[sqlstate], { sqlstate }];
  if (BAD_INPUT.test(sqlstate)) {
    return ["graphql.invalid_argument: a value is not valid", { sqlstate }];
  }
  return null;
}

/** The key of an error: that of its message, else what GraphQL itself refuses. */
function keyOf(message) {
  const key = KEY.exec(message)?.[0];
  if (key) return key;
  if (message.startsWith("Syntax Error")) return "graphql.syntax_error";
  if (message === "Unknown error occurred") return "graphql.failed";
  if (BAD_VARIABLE.test(message)) return "graphql.invalid_argument";
  return "graphql.invalid_request";
}

/** The error as a client sees it; what it may not see is logged. */
export function maskError(error) {
  const cause = error.originalError;
  if (!cause || cause instanceof GraphQLError) return rewrite(error, error.message, {});
  if (isSafeError(cause)) return rewrite(error, cause.message, cause.extensions);
  const explained = explain(cause);
  if (explained !== null) return rewrite(error, ...explained);
  console.error(JSON.stringify({ event: "an error was masked", error: String(cause) }));
  return rewrite(error, "graphql.failed: an error of the server", { sqlstate: cause.code });
}

function rewrite(error, message, facts) {
  const { nodes, source, positions, path } = error;
  const extensions = { ...error.extensions, ...facts, code: keyOf(message) };
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

/** An answer whose errors have their keys. */
function withKeys(result) {
  const isRefusal = result?.type === "buffer" && result.buffer.indexOf(ERRORS_ONLY) === 0;
  if (!isRefusal) return result;
  const payload = JSON.parse(result.buffer.toString());
  for (const error of payload.errors) {
    error.extensions = { code: keyOf(error.message), ...error.extensions };
  }
  const buffer = Buffer.from(JSON.stringify(payload));
  const headers = { ...result.headers, "content-length": String(buffer.length) };
  return { ...result, headers, buffer };
}

/** Gives keys to the refusals of requests that are not run: maskError does not see them. */
export const KeysPlugin = {
  name: "KeysPlugin",
  version: "1.0.0",
  grafserv: {
    middleware: {
      async processRequest(next) {
        return withKeys(await next());
      },
    },
  },
};
