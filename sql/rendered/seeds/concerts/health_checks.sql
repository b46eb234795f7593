-- Rendered from sql/seeds/concerts/health_checks.sql.j2; edit that file, not this one.
-- Seeds of core.health_checks: one check, and so one alert, for each feed of concerts.

insert into core.health_checks (name, module, query, warn, fail, unit, meaning, remedy)
values
(
    'concerts.ticketmaster_lag', 'concerts',
    $$ select concerts._feed_lag('ticketmaster'), concerts._feed_news('ticketmaster') $$,
    9000, 28800, 'seconds',
    'Time since the start of the last good run.',
    'See `rowhouse sync status` for its fault, and `rowhouse jobs` for the job.'
),
(
    'concerts.spotify_lag', 'concerts',
    $$ select concerts._feed_lag('spotify'), concerts._feed_news('spotify') $$,
    54000, 172800, 'seconds',
    'Time since the start of the last good run.',
    'See `rowhouse sync status` for its fault, and `rowhouse jobs` for the job.'
),
(
    'concerts.setlistfm_lag', 'concerts',
    $$ select concerts._feed_lag('setlistfm'), concerts._feed_news('setlistfm') $$,
    216000, 691200, 'seconds',
    'Time since the start of the last good run.',
    'See `rowhouse sync status` for its fault, and `rowhouse jobs` for the job.'
)
on conflict (name) do update
set
    query = excluded.query,
    warn = excluded.warn,
    fail = excluded.fail,
    unit = excluded.unit,
    meaning = excluded.meaning,
    remedy = excluded.remedy
where
    (
        health_checks.query,
        health_checks.warn,
        health_checks.fail,
        health_checks.unit,
        health_checks.meaning,
        health_checks.remedy
    )
    is distinct from (
        excluded.query,
        excluded.warn,
        excluded.fail,
        excluded.unit,
        excluded.meaning,
        excluded.remedy
    );
