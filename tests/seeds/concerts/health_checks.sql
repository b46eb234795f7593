-- Proves sql/seeds/concerts/health_checks.sql.j2.
begin;
select plan(2);

select is_empty(
    $$ select from core.health_checks as h
        cross join lateral core.run_health_check(h.name) as c
       where h.module = 'concerts' and h.name ~ '_lag$' and c.status <> 'ok' $$,
    'feeds that are not used are well'
);
update concerts.feeds
set connected_at = core.now() - interval '5 hours'
where true;
select results_eq(
    $$ select h.name, c.status from core.health_checks as h
        cross join lateral core.run_health_check(h.name) as c
       where h.module = 'concerts' and h.name ~ '_lag$' order by 1 $$,
    $$ values ('concerts.setlistfm_lag', 'ok'), ('concerts.spotify_lag', 'ok'),
        ('concerts.ticketmaster_lag', 'warn') $$,
    'one that has not succeeded for more than twice its period warns'
);

select * from finish();
rollback;
