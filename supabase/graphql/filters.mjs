// The operators of a filter, as pg_graphql has them: `filter: {show_on: {gte: "2027-01-01"}}`.

import { TYPES } from "postgraphile/@dataplan/pg";

/** The operators that are kept of the plugin, with their names here. */
export const OPERATORS = {
  equalTo: "eq",
  notEqualTo: "neq",
  lessThan: "lt",
  lessThanOrEqualTo: "lte",
  greaterThan: "gt",
  greaterThanOrEqualTo: "gte",
  in: "in",
  startsWith: "startsWith",
  like: "like",
  likeInsensitive: "ilike",
  contains: "contains",
  containedBy: "containedBy",
  overlaps: "overlaps",
};

const SCALARS = ["BigInt", "Boolean", "Date", "Datetime", "Float", "Int", "String", "StringList"];
const VALUES = { NULL: { value: "NULL" }, NOT_NULL: { value: "NOT_NULL" } };

/** The operator `is`: NULL or NOT_NULL. */
function isOperator({ sql, getTypeByName }) {
  return {
    description: "Whether there is a value.",
    resolveInputCodec: () => TYPES.text,
    resolveType: () => getTypeByName("FilterIs"),
    resolveSqlValue: () => sql.null,
    resolve: (column, _value, given) =>
      given === "NULL" ? sql`${column} is null` : sql`${column} is not null`,
  };
}

export const FiltersPlugin = {
  name: "FiltersPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      init(_, build) {
        build.registerEnumType("FilterIs", {}, () => ({ values: VALUES }), "the operator is");
        build.addConnectionFilterOperator(SCALARS, "is", isOperator(build));
        return _;
      },
    },
  },
};
