// Names as pg_graphql gives them: fields are called as columns, a list is a Collection.

const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);

const replace = {
  nodeIdFieldName: () => "nodeId",
  _attributeName: (_previous, _options, { attributeName }) => attributeName,
  attribute(_previous, _options, details) {
    return this._attributeName(details);
  },
  singleRelation(_previous, _options, details) {
    return this._singleRelationRaw(details);
  },
  _manyRelation(_previous, _options, details) {
    return this._manyRelationRaw(details);
  },
  tableType: (_previous, _options, codec) => codec.name,
  tableConnectionType(_previous, _options, codec) {
    return `${this.tableType(codec)}Connection`;
  },
  tableEdgeType(_previous, _options, codec) {
    return `${this.tableType(codec)}Edge`;
  },
  allRowsConnection(_previous, _options, resource) {
    return `${lowerFirst(this.tableType(resource.codec))}Collection`;
  },
  rowByUnique(_previous, _options, { resource }) {
    return `${lowerFirst(this.tableType(resource.codec))}ByPk`;
  },
};

export const NamesPlugin = {
  name: "NamesPlugin",
  version: "1.0.0",
  inflection: { replace },
  schema: {
    hooks: {
      // pg_graphql has edges only.
      GraphQLObjectType_fields(fields, _build, { scope }) {
        if (scope.isConnectionType) delete fields.nodes;
        return fields;
      },
    },
  },
};
