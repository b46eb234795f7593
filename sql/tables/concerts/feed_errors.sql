-- concerts.feed_errors: what a run could not read, and requests that failed.

create table concerts.feed_errors (
    id bigint generated always as identity primary key,
    feed_run_id bigint not null references concerts.feed_runs (id) on delete cascade,
    kind text not null,
    path text,
    external_id text,
    detail text not null,
    happened_at timestamptz not null,

    constraint feed_errors_kind_check
        check (kind ~ '^[a-z][a-z0-9_]{0,39}$'),
    constraint feed_errors_path_check
        check (length(path) <= 300),
    constraint feed_errors_external_id_check
        check (length(external_id) <= 200),
    constraint feed_errors_detail_check
        check (length(detail) <= 500)
);

-- Serves: the errors of a run, by kind; covers the foreign key.
create index feed_errors_feed_run_id_kind_idx
on concerts.feed_errors (feed_run_id, kind);
-- Serves: the retention.
create index feed_errors_happened_at_idx on concerts.feed_errors (happened_at);

alter table concerts.feed_errors enable row level security;

comment on table concerts.feed_errors is
    'Errors of feeds: of a record (shape, value), or of a request (http_500, timeout, '
    '…).';
comment on column concerts.feed_errors.path is
    'Where in the page: $._embedded.events[3].dates.start.localDate.';
