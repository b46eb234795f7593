-- concerts.viewer_counts: the number of viewers of a show that was sent last.

create unlogged table concerts.viewer_counts (
    show_id bigint primary key references concerts.shows (id) on delete cascade,
    viewers bigint not null,

    constraint viewer_counts_viewers_check
        check (viewers > 0)
);

alter table concerts.viewer_counts enable row level security;

comment on table concerts.viewer_counts is
    'Counts in the last event on concerts:show:<id>; without a row: none.';
