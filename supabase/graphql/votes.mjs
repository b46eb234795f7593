// The two mutations, as pg_graphql makes them of api.cast_vote and api.withdraw_vote.

import { sideEffectWithPgClientTransaction } from "postgraphile/@dataplan/pg";
import { extendSchema, gql } from "postgraphile/utils";

/** The plan of a mutation that calls one function of schema api with its arguments. */
function callPlan(executor, text, names) {
  return {
    plan(_root, args) {
      const values = names.map((name) => args.getRaw(name));
      return sideEffectWithPgClientTransaction(executor, values, async (client, given) => {
        const { rows } = await client.query({ text, values: given.map((one) => one ?? null) });
        return rows[0].answer;
      });
    },
  };
}

const CAST = "select api.cast_vote($1::bigint, $2::text)::text as answer";
const WITHDRAW = "select api.withdraw_vote($1::bigint)::text as answer";

export const VotesPlugin = extendSchema((build) => {
  const executor = build.input.pgRegistry.pgExecutors.main;
  return {
    typeDefs: gql`
      extend type Mutation {
        """
        Vote for a song of a setlist. Returns {setlist_song_id, votes} as a text.
        """
        cast_vote(setlist_song_id: BigInt!, idempotency_key: String): JSON
        """
        Take a vote back. Returns {setlist_song_id, votes} as a text.
        """
        withdraw_vote(setlist_song_id: BigInt!): JSON
      }
    `,
    objects: {
      Mutation: {
        plans: {
          cast_vote: callPlan(executor, CAST, ["setlist_song_id", "idempotency_key"]),
          withdraw_vote: callPlan(executor, WITHDRAW, ["setlist_song_id"]),
        },
      },
    },
  };
});
