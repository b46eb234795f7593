-- Proves sql/seeds/concerts/feeds.sql.j2.
begin;
select plan(1);

select set_eq(
    'select f.name, k.provider, f.period_seconds from concerts.feeds as f'
    ' inner join core.job_kinds as k on f.job_kind = k.kind',
    $$ values ('ticketmaster', 'concerts_ticketmaster', 3600), ('spotify',
        'concerts_spotify', 21600),
        ('setlistfm', 'concerts_setlistfm', 86400) $$,
    'three feeds, each with a job and a provider'
);

select * from finish();
rollback;
