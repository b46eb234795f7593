// What a caller sees of an error: refusals of ours and faults of the input as they are, any
// other error only as a failure.

import { isSafeError } from "postgraphile/grafast";
import { GraphQLError } from "postgraphile/graphql";

const OURS = /^PT\d{3}$/;
const WORDS = {
  "42501": "graphql.not_permitted: the caller may not read or do this",
  "57014": "graphql.too_slow: it took too long",
};
const BAD_INPUT = /^22/;

/** The words and the code for an error of the database. */
function explain(cause) {
  const { code } = cause;
  if (OURS.test(code)) {
    const { message, detail, hint } = cause;
    return [message, { code, detail, hint }];
  }
  if (WORDS[code]) return [WORDS[code], { code }];
  if (BAD_INPUT.test(code)) return ["graphql.invalid_argument: a value is not valid", { code }];
  return null;
}

/** The error as a client sees it; what it may not see is logged. */
export function maskError(error) {
  const cause = error.originalError;
  if (!cause || cause instanceof GraphQLError) return error;
  if (isSafeError(cause)) return rewrite(error, cause.message, cause.extensions);
  const explained = explain(cause);
  if (explained !== null) return rewrite(error, ...explained);
  console.error(JSON.stringify({ event: "an error was masked", error: String(cause) }));
  return rewrite(error, "graphql.failed: an error of the server", { code: cause.code });
}

function rewrite(error, message, extensions) {
  const { nodes, source, positions, path } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}
