-- Rendered from sql/seeds/concerts/job_schedules.sql.j2; edit that file, not this one.
-- Seeds of core.job_schedules: the schedules of concerts.
-- depends: seeds/core/job_kinds, seeds/concerts/job_kinds, seeds/core/job_queues

insert into core.job_schedules (name, kind, queue, cron, payload, missed)
values
(
    'concerts.sync_ticketmaster', 'concerts.sync_ticketmaster', 'maintenance',
    '11 * * * *', '{}', 'once'
),
(
    'concerts.sync_spotify', 'concerts.sync_spotify', 'maintenance', '41 */6 * * *', '{}',
    'once'
),
(
    'concerts.sync_setlistfm', 'concerts.sync_setlistfm', 'maintenance', '17 4 * * *',
    '{}', 'once'
),
(
    'concerts.find_duplicates', 'concerts.find_duplicates', 'maintenance', '41 3 * * *',
    '{}', 'once'
),
(
    'concerts.refresh_trending', 'core.refresh_view', 'maintenance', '7 4 * * *',
    '{"view": "concerts.trending_artists_distinct"}', 'once'
)
on conflict (name) do update
set
    kind = excluded.kind,
    queue = excluded.queue,
    cron = excluded.cron,
    payload = excluded.payload,
    missed = excluded.missed
where
    (
        job_schedules.kind,
        job_schedules.queue,
        job_schedules.cron,
        job_schedules.payload,
        job_schedules.missed
    )
    is distinct from (
        excluded.kind,
        excluded.queue,
        excluded.cron,
        excluded.payload,
        excluded.missed
    );
