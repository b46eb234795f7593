-- Proves policies/concerts/feed_errors.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into concerts.feed_runs (feed, kind, cursor, started_at, progressed_at)
values ('spotify', 'full', '{}', now(), now());
insert into concerts.feed_errors (feed_run_id, kind, detail, happened_at)
select
    r.id,
    'timeout' as kind,
    'x' as detail,
    now() as happened_at
from concerts.feed_runs as r;
select * from tests.is_read_by('concerts.feed_errors', 'service_role, app_reader');

select * from finish();
rollback;
