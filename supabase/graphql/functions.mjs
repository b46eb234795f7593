// The functions of schema api that documents may call, as pg_graphql makes fields of them: a
// field is called as its function, and jsonb is a text.

import {
  loadOneWithPgClient,
  sideEffectWithPgClientTransaction,
} from "postgraphile/@dataplan/pg";
import { extendSchema, gql } from "postgraphile/utils";

const TYPES = gql`
  extend type Query {
    """
    Artists, venues and shows that are most like a search.
    """
    search_concerts(query: String!, page_size: Int): JSON
  }
  extend type Mutation {
    """
    Vote for a song of a setlist.
    """
    cast_vote(setlist_song_id: BigInt!, idempotency_key: String): JSON
    """
    Take a vote back.
    """
    withdraw_vote(setlist_song_id: BigInt!): JSON
  }
`;
const SEARCH = "select api.search_concerts($1::text, coalesce($2::integer, 20))::text as answer";
const CAST = "select api.cast_vote($1::bigint, $2::text)::text as answer";
const WITHDRAW = "select api.withdraw_vote($1::bigint)::text as answer";

async function call(client, text, given) {
  const { rows } = await client.query({ text, values: given.map((one) => one ?? null) });
  return rows[0].answer;
}

function queryPlan(executor, text, names) {
  const load = (client, lookups) => Promise.all(lookups.map((given) => call(client, text, given)));
  return (_root, args) =>
    loadOneWithPgClient(executor, names.map((name) => args.getRaw(name)), load);
}

function mutationPlan(executor, text, names) {
  const run = (client, given) => call(client, text, given);
  return (_root, args) =>
    sideEffectWithPgClientTransaction(executor, names.map((name) => args.getRaw(name)), run);
}

export const FunctionsPlugin = extendSchema((build) => {
  const executor = build.input.pgRegistry.pgExecutors.main;
  return {
    typeDefs: TYPES,
    objects: {
      Query: {
        plans: { search_concerts: queryPlan(executor, SEARCH, ["query", "page_size"]) },
      },
      Mutation: {
        plans: {
          cast_vote: mutationPlan(executor, CAST, ["setlist_song_id", "idempotency_key"]),
          withdraw_vote: mutationPlan(executor, WITHDRAW, ["setlist_song_id"]),
        },
      },
    },
  };
});
