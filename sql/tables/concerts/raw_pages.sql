-- concerts.raw_pages: what a source answered, as it came, one row for each fetch.
--
-- A page that the source calls unchanged (304) has no body of its own, and names the
-- row that has it.

create table concerts.raw_pages (
    id bigint generated always as identity primary key,
    feed text not null references concerts.feeds (name) on delete cascade,
    feed_run_id bigint references concerts.feed_runs (id) on delete set null,
    request jsonb not null,
    status integer not null,
    body jsonb,
    same_page_id bigint references concerts.raw_pages (id) on delete set null,
    etag text,
    last_modified text,
    fetched_at timestamptz not null,

    constraint raw_pages_status_check
        check (status between 100 and 599),
    constraint raw_pages_etag_check
        check (length(etag) <= 200),
    constraint raw_pages_last_modified_check
        check (length(last_modified) <= 100)
);

-- Serves: the last page of a request, for conditional requests; covers a foreign key.
create index raw_pages_feed_request_id_idx
    on concerts.raw_pages (feed, md5(request::text), id);
-- Covers the foreign key.
create index raw_pages_feed_run_id_idx on concerts.raw_pages (feed_run_id);
-- Covers the foreign key.
create index raw_pages_same_page_id_idx on concerts.raw_pages (same_page_id);
-- Serves: the retention.
create index raw_pages_fetched_at_idx on concerts.raw_pages (fetched_at);

alter table concerts.raw_pages enable row level security;

comment on table concerts.raw_pages is
    'Raw payloads of feeds, per source and fetch; the terms of each source apply to '
    'them.';
comment on column concerts.raw_pages.request is
    '{path, query}, without the key.';
