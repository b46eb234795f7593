-- concerts.vote_changes: votes that trends and live updates have not taken yet.
--
-- Only inserted by voters, so they never wait for each other here;
-- concerts.run_fold_votes takes the rows, adds them to concerts.artist_heats and emits
-- one event for each setlist.

create table concerts.vote_changes (
    id bigint generated always as identity primary key,
    setlist_song_id bigint not null,
    voted_at timestamptz not null,
    change integer not null,

    constraint vote_changes_change_check
        check (change in (-1, 1))
);

alter table concerts.vote_changes enable row level security;

comment on table concerts.vote_changes is
    'A queue of votes and withdrawals, emptied about four times a second.';
comment on column concerts.vote_changes.change is '1: a vote; -1: its withdrawal.';
