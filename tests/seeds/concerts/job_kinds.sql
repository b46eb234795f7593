-- Proves sql/seeds/concerts/job_kinds.sql.j2.
begin;
select plan(2);

select set_eq(
    $$ select kind, handler, provider from core.job_kinds
        where kind ~ '^concerts[.]sync' $$,
    $$ values
        ('concerts.sync_ticketmaster', 'python', 'concerts_ticketmaster'),
            ('concerts.sync_spotify', 'python', 'concerts_spotify'),
        ('concerts.sync_setlistfm', 'python', 'concerts_setlistfm') $$,
    'the jobs of feeds wait for their providers'
);
select set_has(
    'select kind, handler, sql_function from core.job_kinds',
    $$ values ('concerts.find_duplicates', 'sql', 'concerts.run_find_duplicates') $$,
    'the jobs of concerts'
);

select * from finish();
rollback;
