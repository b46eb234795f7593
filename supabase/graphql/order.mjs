// The argument `orderBy` as pg_graphql has it: `orderBy: [{show_on: AscNullsLast}]`.

const DIRECTIONS = {
  AscNullsFirst: { direction: "ASC", nulls: "FIRST" },
  AscNullsLast: { direction: "ASC", nulls: "LAST" },
  DescNullsFirst: { direction: "DESC", nulls: "FIRST" },
  DescNullsLast: { direction: "DESC", nulls: "LAST" },
};

function describeDirections() {
  const values = Object.keys(DIRECTIONS).map((name) => [name, { value: name }]);
  return { description: "The order of a column.", values: Object.fromEntries(values) };
}

/** The fields of an order: one for each column. */
function columnFields(build, codec) {
  const type = build.getTypeByName("OrderByDirection");
  const fields = Object.keys(codec.attributes).map((attribute) => {
    const apply = (query, value) => {
      if (value != null) query.orderBy({ attribute, ...DIRECTIONS[value] });
    };
    const name = build.inflection.attribute({ codec, attributeName: attribute });
    return [name, { type, extensions: { grafast: { apply } } }];
  });
  return Object.fromEntries(fields);
}

const orderType = (build, codec) => `${build.inflection.tableType(codec)}OrderBy`;

function registerTypes(_, build) {
  build.registerEnumType("OrderByDirection", {}, describeDirections, "directions of an order");
  for (const codec of build.pgCodecMetaLookup.keys()) {
    if (!codec.attributes || codec.isAnonymous || !build.behavior.pgCodecMatches(codec, "table")) {
      continue;
    }
    const describe = () => ({ fields: () => columnFields(build, codec) });
    build.registerInputObjectType(orderType(build, codec), {}, describe, "orders of a view");
  }
  return _;
}

function addArgument(args, build, { scope }) {
  const codec = scope.pgFieldResource?.codec;
  if (!scope.isPgFieldConnection || !codec) return args;
  const type = build.getTypeByName(orderType(build, codec));
  const { GraphQLList, GraphQLNonNull } = build.graphql;
  const applyPlan = (_parent, connection, value) => value.apply(connection.getSubplan());
  const orderBy = { type: new GraphQLList(new GraphQLNonNull(type)), applyPlan };
  return build.extend(args, { orderBy }, "the order of a collection");
}

export const OrderPlugin = {
  name: "OrderPlugin",
  version: "1.0.0",
  schema: {
    hooks: { init: registerTypes, GraphQLObjectType_fields_field_args: addArgument },
  },
};
