// Pages of a bounded size, as the directive `max_rows` gives them on pg_graphql: a list
// without `first` or `last` is one page, and a longer page is cut.

import { lambda, SafeError } from "postgraphile/grafast";

export const MAX_ROWS = 100;

/** The rows of a page, by its arguments. */
export function pageSize(first, last) {
  return Math.min(first ?? last ?? MAX_ROWS, MAX_ROWS);
}

function checked(rows) {
  if (rows < 0) throw new SafeError("graphql.invalid_argument: first and last are 0 or more");
  return rows;
}

const cutFirst = ([first, last]) =>
  first == null && last != null ? null : checked(pageSize(first));
const cutLast = (last) => (last == null ? null : checked(pageSize(last)));

/** The plan of a collection whose arguments `first` and `last` are bounded. */
function boundedPlan(plan) {
  return (parent, args, info) => {
    const connection = plan(parent, args, info);
    const [first, last] = [args.getRaw("first"), args.getRaw("last")];
    connection.setFirst(lambda([first, last], cutFirst));
    connection.setLast(lambda(last, cutLast));
    return connection;
  };
}

export const PagesPlugin = {
  name: "PagesPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLObjectType_fields_field(field, _build, { scope }) {
        if (!scope.isPgFieldConnection || !field.plan) return field;
        return { ...field, plan: boundedPlan(field.plan) };
      },
      GraphQLObjectType_fields_field_args: {
        after: ["PgFirstLastBeforeAfterArgsPlugin"],
        callback(args, _build, { scope }) {
          if (!scope.isPgFieldConnection) return args;
          for (const name of ["first", "last"]) {
            const { applyPlan: _, ...kept } = args[name];
            args[name] = kept;
          }
          return args;
        },
      },
    },
  },
};
