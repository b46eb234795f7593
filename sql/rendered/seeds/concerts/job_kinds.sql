-- Rendered from sql/seeds/concerts/job_kinds.sql.j2; edit that file, not this one.
-- Seeds of core.job_kinds: the jobs of concerts.
--
-- The start of a job of a feed counts one call to its provider, and each request
-- another one.
-- depends: seeds/concerts/job_providers

insert into core.job_kinds (
    kind, handler, sql_function, provider, max_attempts, backoff_seconds, concurrency,
    description
)
values
(
    'concerts.sync_ticketmaster', 'python', null, 'concerts_ticketmaster', 5, 60, 1,
    'Reads events from the Discovery API of Ticketmaster.'
),
(
    'concerts.sync_spotify', 'python', null, 'concerts_spotify', 5, 60, 1,
    'Reads artists from the Web API of Spotify.'
),
(
    'concerts.sync_setlistfm', 'python', null, 'concerts_setlistfm', 5, 60, 1,
    'Reads played setlists from setlist.fm.'
),
(
    'concerts.find_duplicates', 'sql', 'concerts.run_find_duplicates', null, 3, 60, 1,
    'Merges duplicates, and queues doubtful pairs for curators.'
)
on conflict (kind) do update
set
    handler = excluded.handler,
    sql_function = excluded.sql_function,
    provider = excluded.provider,
    max_attempts = excluded.max_attempts,
    backoff_seconds = excluded.backoff_seconds,
    concurrency = excluded.concurrency,
    description = excluded.description
where
    (
        job_kinds.handler,
        job_kinds.sql_function,
        job_kinds.provider,
        job_kinds.max_attempts,
        job_kinds.backoff_seconds,
        job_kinds.concurrency,
        job_kinds.description
    )
    is distinct from (
        excluded.handler,
        excluded.sql_function,
        excluded.provider,
        excluded.max_attempts,
        excluded.backoff_seconds,
        excluded.concurrency,
        excluded.description
    );
