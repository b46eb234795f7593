-- api.my_votes: the caller's own votes.

create or replace view api.my_votes
with (security_invoker = true)
as
select
    t.setlist_song_id,
    t.voted_at,
    t.closes_at
from concerts.votes as t
where t.user_id = core.actor_id();

grant select on api.my_votes to authenticated;

comment on view api.my_votes is
$$What the caller voted for.

closes_at is the end of voting as it was when the vote was cast.

@graphql({
    "name": "MyVote", "primary_key_columns": ["setlist_song_id"],
    "max_rows": 100, "totalCount": {"enabled": true},
    "foreign_keys": [
        {
            "local_name": "my_votes", "local_columns": ["setlist_song_id"],
            "foreign_name": "setlist_song", "foreign_schema": "api",
            "foreign_table": "setlist_songs", "foreign_columns": ["id"]
        }
    ]
})
$$;
