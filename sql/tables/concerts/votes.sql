-- concerts.votes: who wishes which song.
--
-- A vote copies when its show closes, so a check holds that it came before. The
-- counters (concerts.vote_counts) are kept in the same transaction.

create table concerts.votes (
    setlist_song_id bigint not null
    references concerts.setlist_songs (id) on delete restrict,
    user_id uuid not null,
    voted_at timestamptz not null,
    closes_at timestamptz not null,

    primary key (setlist_song_id, user_id),
    constraint votes_voted_at_check
        check (voted_at < closes_at)
);

-- Serves: the votes of a user.
create index votes_user_id_idx on concerts.votes (user_id, setlist_song_id);

alter table concerts.votes enable row level security;

comment on table concerts.votes is
    'One vote of a user for a song of a setlist. Users read their own.';
