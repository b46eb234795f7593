-- Proves policies/commerce/sync_runs.sql.j2.
begin;
select plan(5);

-- Given: a run.
insert into commerce.sync_runs (source, kind, started_at)
values ('pms', 'full', now());
select * from tests.is_read_by('commerce.sync_runs', 'service_role, app_reader');

select * from finish();
rollback;
