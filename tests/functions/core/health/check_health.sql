-- Proves functions/core/health/check_health.sql.
begin;
select plan(10);

select is_empty(
    $$ select name, detail from core.check_health() where not has_answered $$,
    'every check of this release answers'
);

-- Given: one check that is well and one that cannot answer.
delete from core.health_checks
where true;
insert into core.health_checks (name, module, query, warn, fail, unit, meaning)
values
('core.t_bad', 'core', 'select 1 / 0, null', 3, 2, 'things', 'Have more.'),
('core.t_well', 'core', 'select 1, ''One.''', 2, 3, 'things', 'Have fewer.'),
('filters.t_well', 'filters', 'select 1, ''One.''', 2, 3, 'things', 'Have fewer.');

select results_eq(
    $$ select name, status, has_answered from core.check_health() order by name $$,
    $$ values
        ('core.t_bad', 'fail', false),
        ('core.t_well', 'ok', true),
        ('filters.t_well', 'ok', true) $$,
    'a check that cannot answer fails, and the others answer'
);
select is(
    (select detail from core.check_health()
where name = 'core.t_bad'),
    'No answer: 22012: division by zero.',
    'it says why it could not answer'
);
select set_eq(
    $$ select name from core.check_health('filters') $$,
    array['filters.t_well'],
    'one module alone may be asked'
);

-- Given: the watcher found one check to be slow, a minute ago.
select tests.set_clock('2030-01-01 00:01:00+00');
insert into core.health_samples (
    name, status, value, detail, took_ms, has_answered, sampled_at
)
values ('core.t_well', 'warn', 2, 'Two.', 5000, true, '2030-01-01 00:00:00+00');

select results_eq(
    $$ select status, value, detail, is_live
       from core.check_health() where name = 'core.t_well' $$,
    $$ values ('warn', 2::numeric, 'Two. (measured 2030-01-01T00:00:00Z)', false) $$,
    'a slow check is answered from its sample'
);
select is(
    (select is_live from core.check_health(p_live => true)
where name = 'core.t_well'),
    true,
    'unless it is wanted live'
);
select tests.set_clock('2030-01-01 00:11:00+00');
select is(
    (select is_live from core.check_health()
where name = 'core.t_well'), true,
    'or the sample is old'
);

update core.settings set value = '0'
where name = 'core.health_budget_ms';
select results_eq(
    $$ select name, has_answered, is_live from core.check_health('filters') $$,
    $$ values ('filters.t_well', false, false) $$,
    'when the time is used up, what has no sample was not measured'
);
select is(
    (select detail from core.check_health('filters')),
    'Not measured: no time was left.',
    'and says so'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select core.check_health() $$,
    '42501', null,
    'a signed-in user asks health() instead'
);

select * from finish();
rollback;
