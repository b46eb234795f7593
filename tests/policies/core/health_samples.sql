-- Proves policies/core/health_samples.sql.j2.
begin;
select plan(5);

-- Given: one row.
insert into core.health_checks (name, module, query, unit, meaning)
values ('core.t_one', 'core', 'select 1, null', 'things', 'Things there are.');
insert into core.health_samples (
    name, status, detail, took_ms, has_answered, sampled_at
)
values ('core.t_one', 'ok', '', 1, true, now());

select * from tests.is_read_by(
    'core.health_samples', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
