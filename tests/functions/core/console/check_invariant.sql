-- Proves functions/core/console/check_invariant.sql.
begin;
select plan(6);

-- Given: an invariant that holds, one with violations, one that fails, a slow one.
insert into core.invariants (name, module, query, repair)
values
('core.t_holds', 'core', 'select 1 where false', 'Mend it.'),
(
    'core.t_broken', 'core',
    'select n as bad from generate_series(1, 12) as n', 'Mend it.'
),
('core.t_fails', 'core', 'select 1 / 0', 'Mend it.'),
('core.t_slow', 'core', 'select pg_sleep(60)', 'Mend it.');

select tests.login_as(tests.user('eve'), 'admin');
select is(
    core.check_invariant('core.t_holds') - 'took_ms',
    '{
        "name": "core.t_holds", "status": "holds", "violations": 0, "rows": [],
        "fault": null
    }'::jsonb,
    'an invariant without rows holds'
);
select results_eq(
    $$ select
           c.it ->> 'status', (c.it ->> 'violations')::int,
           jsonb_array_length(c.it -> 'rows'), c.it #>> '{rows,0,bad}'
       from (select core.check_invariant('core.t_broken') as it) as c $$,
    $$ values ('violated', 12, 10, '1') $$,
    'the first rows that violate it are shown, all are counted'
);
select is(
    core.check_invariant('core.t_fails') ->> 'fault', '22012: division by zero',
    'a query that fails is told'
);
set local statement_timeout = '50ms';
select is(
    core.check_invariant('core.t_slow') ->> 'status', 'unknown',
    'one that takes too long is not an error'
);
set local statement_timeout = 0;
select is(
    tests.refusal($$ select core.check_invariant('none') $$) ->> 'key',
    'core.unknown_invariant', 'one that is not there is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.check_invariant('core.t_holds') $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

select * from finish();
rollback;
