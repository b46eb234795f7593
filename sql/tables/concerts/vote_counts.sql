-- concerts.vote_counts: how many votes a song of a setlist has, in shards.
--
-- A statement trigger of concerts.votes adds to the shard of the voter, so voters for
-- one hot song wait for few others. The sum of the shards equals the votes at any
-- moment.

create table concerts.vote_counts (
    setlist_song_id bigint not null
    references concerts.setlist_songs (id) on delete cascade,
    shard integer not null,
    votes bigint not null,

    primary key (setlist_song_id, shard),
    constraint vote_counts_shard_check
        check (shard between 0 and 15),
    constraint vote_counts_votes_check
        check (votes >= 0)
)
with (fillfactor = 50);

alter table concerts.vote_counts enable row level security;

comment on table concerts.vote_counts is
    'Counters of votes. Public. Rows leave room for updates in place.';
