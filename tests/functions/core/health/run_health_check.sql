-- Proves functions/core/health/run_health_check.sql.
begin;
select plan(14);

-- Given: checks that answer, write and wait, and a function that writes.
create function core.t_write()
    returns numeric
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update core.settings set value = '1' where name = 'core.health_live_ms';
    select 1::numeric
$$;
insert into core.health_checks (name, module, query, warn, fail, unit, meaning)
values
('core.t_well', 'core', 'select 1, ''One.''', 2, 3, 'things', 'Have fewer.'),
('core.t_high', 'core', 'select 2.5, ''Many'';', 2, 3, 'things', 'Have fewer.'),
('core.t_low', 'core', 'select 1, null -- so', 3, 2, 'things', 'Have more.'),
('core.t_none', 'core', 'select 1, null where false', 3, 2, 'things', 'Have more.'),
('core.t_bad', 'core', 'select 1 / 0, null', 3, 2, 'things', 'Have more.'),
(
    'core.t_deletes', 'core',
    'delete from core.settings where true returning 1, null', 3, 2, 'things', '-'
),
('core.t_writes', 'core', 'select core.t_write(), null', 3, 2, 'things', '-');

select results_eq(
    $$ select status, value, unit, detail from core.run_health_check('core.t_well') $$,
    $$ values ('ok', 1::numeric, 'things', 'One.') $$,
    'below its thresholds a check is ok and says what it found'
);
select results_eq(
    $$ select status, value, detail from core.run_health_check('core.t_high') $$,
    $$ values ('warn', 2.5, 'Many. Have fewer.') $$,
    'from warn on it warns and says what it means, in a sentence of its own'
);
update core.health_checks set remedy = 'Sell some.'
where name like 'core.t\_%';
select results_eq(
    $$ select c.name, r.detail
       from unnest(array['core.t_high', 'core.t_well']) as c (name)
       cross join lateral core.run_health_check(c.name) as r $$,
    $$ values
        ('core.t_high', 'Many. Have fewer. Sell some.'), ('core.t_well', 'One.') $$,
    'and what to do'
);
update core.health_checks set remedy = null
where name like 'core.t\_%';
select results_eq(
    $$ select status, detail from core.run_health_check('core.t_low') $$,
    $$ values ('fail', 'Have more.') $$,
    'where fail is below warn, less is worse'
);
select results_eq(
    $$ select status, value from core.run_health_check('core.t_none') $$,
    $$ values ('ok', null::numeric) $$,
    'nothing to measure is no fault'
);
select ok(
    (select took_ms >= 0 from core.run_health_check('core.t_well')),
    'it says what it took'
);
select throws_ok(
    $$ select core.run_health_check('core.t_bad') $$,
    '22012', null,
    'a query that fails is never taken for an answer'
);
select throws_ok(
    $$ select core.run_health_check('core.t_deletes') $$,
    null, null,
    'a query that writes is refused'
);
select throws_ok(
    $$ select core.run_health_check('core.t_writes') $$,
    '25006', null,
    'a function that writes is refused too'
);
select throws_ok(
    $$ select core.run_health_check('core.unheard_of') $$,
    'P0002', null,
    'an unknown check is refused'
);
select lives_ok(
    $$ update core.settings
       set value = '{"core.t_well": {"warn": 1}, "core.t_high": {"warn": null, "fail": null}}'
       where name = 'core.health_thresholds' $$,
    'after a check the transaction may write as before'
);
select is(
    (select status from core.run_health_check('core.t_well')), 'warn',
    'the operator''s threshold counts instead of the release''s'
);
select is(
    (select status from core.run_health_check('core.t_high')), 'ok',
    'a threshold of null is switched off'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select core.run_health_check('core.t_well') $$,
    '42501', null,
    'a signed-in user cannot run checks one by one'
);

select * from finish();
rollback;
