// BigInt from a number too, as pg_graphql takes it: `id: 1` and `id: "1"`.

import { GraphQLError, Kind } from "postgraphile/graphql";

const WHOLE = /^-?\d+$/;

function readBigInt(value) {
  if (WHOLE.test(value) && (typeof value === "string" || Number.isSafeInteger(value))) {
    return String(value);
  }
  throw new GraphQLError("a BigInt is a whole number, or a text that holds one");
}

const isNumber = ({ kind }) => kind === Kind.INT || kind === Kind.STRING;

export const ScalarsPlugin = {
  name: "ScalarsPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLScalarType(config) {
        if (config.name !== "BigInt") return config;
        const parseLiteral = (node) => readBigInt(isNumber(node) ? node.value : null);
        return { ...config, parseValue: readBigInt, parseLiteral };
      },
    },
  },
};
