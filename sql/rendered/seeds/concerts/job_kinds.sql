-- Rendered from sql/seeds/concerts/job_kinds.sql.j2; edit that file, not this one.
-- Seeds of core.job_kinds: the feeds of concerts. The start of a job counts one call to
-- its provider, and each request another one.
-- depends: seeds/concerts/job_providers

insert into core.job_kinds (
    kind, handler, provider, max_attempts, backoff_seconds, concurrency, description
)
values
(
    'concerts.sync_ticketmaster', 'python', 'concerts_ticketmaster', 5, 60, 1,
    'Reads events from the Discovery API of Ticketmaster.'
),
(
    'concerts.sync_spotify', 'python', 'concerts_spotify', 5, 60, 1,
    'Reads artists from the Web API of Spotify.'
),
(
    'concerts.sync_setlistfm', 'python', 'concerts_setlistfm', 5, 60, 1,
    'Reads played setlists from setlist.fm.'
)
on conflict (kind) do update
set
    handler = excluded.handler,
    provider = excluded.provider,
    max_attempts = excluded.max_attempts,
    backoff_seconds = excluded.backoff_seconds,
    concurrency = excluded.concurrency,
    description = excluded.description
where
    (
        job_kinds.handler,
        job_kinds.provider,
        job_kinds.max_attempts,
        job_kinds.backoff_seconds,
        job_kinds.concurrency,
        job_kinds.description
    )
    is distinct from (
        excluded.handler,
        excluded.provider,
        excluded.max_attempts,
        excluded.backoff_seconds,
        excluded.concurrency,
        excluded.description
    );
