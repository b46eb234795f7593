-- core.view_refreshes: the maximum and the actual age of each materialized view.
--
-- The catalog does not record when a view was refreshed; core.refresh_view records it
-- here.

create table core.view_refreshes (
    view_name text primary key,
    refresh_every interval not null,
    refreshed_at timestamptz,
    took_ms numeric,

    constraint view_refreshes_view_name_check
        check (view_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint view_refreshes_refresh_every_check
        check (refresh_every > '0')
);

alter table core.view_refreshes enable row level security;

comment on table core.view_refreshes is
    'Materialized views: how often each is refreshed, and when it last was.';
comment on column core.view_refreshes.took_ms is
    'Duration of the last refresh. Units: milliseconds.';
