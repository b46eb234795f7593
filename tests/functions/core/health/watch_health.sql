-- Proves functions/core/health/watch_health.sql.
begin;
select plan(5);

-- Given: one check that warns, one that cannot answer.
delete from core.health_checks
where true;
insert into core.health_checks (name, module, query, warn, fail, unit, meaning)
values
('core.t_high', 'core', 'select 2, null', 2, 3, 'things', 'Have fewer.'),
('core.t_bad', 'core', 'select 1 / 0, null', 2, 3, 'things', 'Have fewer.');

set local role app_worker;
select is(core.watch_health(), 2, 'the worker may look, and opens alerts');
select set_eq(
    $$ select check_name, status from core.alerts where cleared_at is null $$,
    $$ values ('core.t_high', 'warn'), ('core.t_bad', 'fail') $$,
    'a check that cannot answer is an alert too'
);
select set_eq(
    $$ select name, has_answered from core.health_samples $$,
    $$ values ('core.t_high', true), ('core.t_bad', false) $$,
    'the answers are kept'
);

-- Given: the look before found one check to be slow.
reset role;
update core.health_samples set took_ms = 9999, value = 7
where name = 'core.t_high';
select is(core.watch_health(), 2, 'the next look');
select is(
    (select s.value from core.health_samples as s
where s.name = 'core.t_high'),
    7::numeric,
    'does not take an old answer for a new one'
);

select * from finish();
rollback;
