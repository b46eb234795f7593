-- Proves sql/seeds/concerts/job_schedules.sql.j2.
begin;
select plan(2);

select set_eq(
    $$ select name, cron, missed from core.job_schedules
        where name ~ '^concerts[.]sync' $$,
    $$ values
        ('concerts.sync_ticketmaster', '11 * * * *', 'once'),
            ('concerts.sync_spotify', '41 */6 * * *', 'once'),
        ('concerts.sync_setlistfm', '17 4 * * *', 'once') $$,
    'hourly, every six hours and daily'
);
select set_has(
    'select name, cron, missed from core.job_schedules',
    $$ values
        ('concerts.find_duplicates', '41 3 * * *', 'once'),
        ('concerts.refresh_trending', '7 4 * * *', 'once') $$,
    'duplicates are merged at night, then artists are ranked'
);

select * from finish();
rollback;
