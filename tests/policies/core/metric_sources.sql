-- Proves policies/core/metric_sources.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.metric_sources (name, module, kind, help, query)
values ('t_things', 'core', 'gauge', 'Things.', 'select ''{}''::jsonb, 1');

select * from tests.is_read_by(
    'core.metric_sources', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
