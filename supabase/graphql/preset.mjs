// The schema: the views of `api` that have a directive, with names as on pg_graphql.

import { PersistedPlugin } from "@grafserv/persisted";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

import { DirectivesPlugin } from "./directives.mjs";
import { Documents, idOf, mayAsk, RefuseTextsPlugin } from "./documents.mjs";
import { KeysPlugin, maskError } from "./errors.mjs";
import { FiltersPlugin, OPERATORS } from "./filters.mjs";
import { FunctionsPlugin } from "./functions.mjs";
import { LimitsPlugin } from "./limits.mjs";
import { NamesPlugin } from "./names.mjs";
import { OrderPlugin } from "./order.mjs";
import { PagesPlugin } from "./pages.mjs";
import { ScalarsPlugin } from "./scalars.mjs";

const schema = {
  connectionFilterAllowedOperators: Object.keys(OPERATORS),
  connectionFilterOperatorNames: OPERATORS,
  connectionFilterComputedColumns: false,
  connectionFilterSetofFunctions: false,
  defaultBehavior: "-insert -update -delete -resource:list +connection -query:resource:list",
  dontSwallowErrors: true,
};

/** What each statement of a request runs with: its role, its claims, its time. */
function contextOf({ node }) {
  const { role, claims, requestId } = node.req.caller;
  const pgSettings = {
    role,
    "request.jwt.claims": claims,
    "request.headers": JSON.stringify({ "x-request-id": requestId }),
    statement_timeout: role === "anon" ? "3000" : "8000",
  };
  return { pgSettings };
}

/** The preset for a database. */
export function makePreset({ url, pool }) {
  const service = makePgService({
    connectionString: url,
    schemas: ["api"],
    poolConfig: { max: pool, application_name: "rowhouse graphql" },
  });
  const documents = new Documents(service);
  return {
    extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
    plugins: [
      DirectivesPlugin, NamesPlugin, FiltersPlugin, OrderPlugin, PagesPlugin, ScalarsPlugin, FunctionsPlugin,
      LimitsPlugin, KeysPlugin, RefuseTextsPlugin, PersistedPlugin,
    ],
    disablePlugins: [
      "PgConnectionArgOrderByPlugin", "PgConnectionArgOrderByDefaultValuePlugin",
      "PgOrderAllAttributesPlugin", "PgOrderByPrimaryKeyPlugin", "PgOrderCustomFieldsPlugin",
      "PgConditionArgumentPlugin", "QueryQueryPlugin", "NodeAccessorPlugin",
      "RegisterQueryNodePlugin", "PgConnectionArgFilterBackwardRelationsPlugin",
      "PgConnectionArgFilterForwardRelationsPlugin", "PgIndexBehaviorsPlugin",
    ],
    pgServices: [service],
    schema,
    grafast: { context: contextOf, explain: false },
    grafserv: {
      graphqlPath: "/graphql/v1",
      graphiql: false,
      graphqlOverGET: false,
      websockets: false,
      watch: false,
      maskError,
      hashFromPayload: idOf,
      persistedOperationsGetter: (id) => documents.find(id),
      allowUnpersistedOperation: ({ request }) => mayAsk(request),
    },
  };
}
