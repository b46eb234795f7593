-- Rendered from sql/seeds/concerts/feeds.sql.j2; edit that file, not this one.
-- Seeds of concerts.feeds: the three sources.
-- depends: seeds/concerts/job_providers

insert into concerts.feeds (name, provider, job_kind, period_seconds)
values
('ticketmaster', 'concerts_ticketmaster', 'concerts.sync_ticketmaster', 3600),
('spotify', 'concerts_spotify', 'concerts.sync_spotify', 21600),
('setlistfm', 'concerts_setlistfm', 'concerts.sync_setlistfm', 86400)
on conflict (name) do update
set
    provider = excluded.provider,
    job_kind = excluded.job_kind,
    period_seconds = excluded.period_seconds
where
    (
        feeds.provider,
        feeds.job_kind,
        feeds.period_seconds
    )
    is distinct from (
        excluded.provider,
        excluded.job_kind,
        excluded.period_seconds
    );
