-- concerts.viewers: who is looking at a show, for as long as heartbeats come.
--
-- Unlogged: after a crash the viewers come back with their next heartbeat.

create unlogged table concerts.viewers (
    show_id bigint not null references concerts.shows (id) on delete cascade,
    user_id uuid not null,
    expires_at timestamptz not null,

    primary key (show_id, user_id)
);

-- Serves: the heartbeats that have stopped.
create index viewers_expires_at_idx on concerts.viewers (expires_at);

alter table concerts.viewers enable row level security;

comment on table concerts.viewers is
    'Heartbeats of viewers. Users read their own; counts are public.';
