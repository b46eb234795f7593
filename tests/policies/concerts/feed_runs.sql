-- Proves policies/concerts/feed_runs.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into concerts.feed_runs (feed, kind, cursor, started_at, progressed_at)
values ('spotify', 'full', '{}', now(), now());
select * from tests.is_read_by('concerts.feed_runs', 'service_role, app_reader');

select * from finish();
rollback;
