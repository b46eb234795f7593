// How deep and how costly an operation may be, judged before it runs.
//
// The cost is the number of rows that it may return: those of each page, times the rows
// of the pages around it.

import { getNamedType, GraphQLError, Kind } from "postgraphile/graphql";

import { pageSize } from "./pages.mjs";

export const MAX_DEPTH = 15;
export const MAX_FIELDS = 500;
export const MAX_ROWS_READ = 20_000;

const isOperation = (one) => one.kind === Kind.OPERATION_DEFINITION;
const isFirst = (argument) => argument.name === "first";

/** Adds up an operation with its fragments; ends as soon as a limit is passed. */
class Measure {
  constructor(args, operation) {
    const { document, schema, variableValues } = args;
    const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(fragments.map((one) => [one.name.value, one]));
    this.schema = schema;
    this.given = variableValues ?? {};
    this.defaults = new Map(
      operation.variableDefinitions.map((one) => [one.variable.name.value, one.defaultValue]),
    );
    this.depth = this.fields = this.rows = 0;
    this.read(operation.selectionSet, schema.getRootType(operation.operation), 0, 1);
  }

  get fault() {
    if (this.depth > MAX_DEPTH) return `graphql.too_deep: it has more than ${MAX_DEPTH} levels`;
    if (this.fields > MAX_FIELDS) return `graphql.too_large: more than ${MAX_FIELDS} fields`;
    if (this.rows <= MAX_ROWS_READ) return null;
    return `graphql.too_costly: it may read more than ${MAX_ROWS_READ} rows`;
  }

  read(selectionSet, type, depth, rows) {
    for (const selection of selectionSet?.selections ?? []) {
      if (this.fault !== null) return;
      if (selection.kind === Kind.FIELD) this.readField(selection, type, depth + 1, rows);
      else this.readPart(selection, type, depth, rows);
    }
  }

  readField(node, type, depth, rows) {
    const field = type?.getFields?.()[node.name.value];
    const inner = field?.args.some(isFirst) ? rows * this.size(node) : rows;
    this.depth = Math.max(this.depth, depth);
    this.fields += 1;
    if (field?.args.some(isFirst)) this.rows += inner;
    this.read(node.selectionSet, field && getNamedType(field.type), depth, inner);
  }

  readPart(selection, type, depth, rows) {
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
    const part = isSpread ? this.fragments.get(selection.name.value) : selection;
    const name = part?.typeCondition?.name.value;
    this.fields += 1;
    this.read(part?.selectionSet, name ? this.schema.getType(name) : type, depth, rows);
  }

  size(node) {
    return Math.max(pageSize(this.number(node, "first"), this.number(node, "last")), 1);
  }

  /** The number that an argument has; undefined when it is not given. */
  number(node, name) {
    const value = node.arguments.find((one) => one.name.value === name)?.value;
    if (value?.kind !== Kind.VARIABLE) return this.literal(value);
    const variable = value.name.value;
    if (!Object.hasOwn(this.given, variable)) return this.literal(this.defaults.get(variable));
    // What is not a number is refused when the variables are read.
    return Number.isInteger(this.given[variable]) ? this.given[variable] : undefined;
  }

  literal(value) {
    return value?.kind === Kind.INT ? Number(value.value) : undefined;
  }
}

/** What is too much in a request; null when nothing is. */
export function findFault(args) {
  for (const operation of args.document.definitions.filter(isOperation)) {
    const { fault } = new Measure(args, operation);
    if (fault !== null) return fault;
  }
  return null;
}

export const LimitsPlugin = {
  name: "LimitsPlugin",
  version: "1.0.0",
  grafast: {
    middleware: {
      execute(next, { args }) {
        const fault = findFault(args);
        return fault === null ? next() : { errors: [new GraphQLError(fault)] };
      },
    },
  },
};
