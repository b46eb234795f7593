-- Proves functions/core/health/run_invariant.sql.
begin;
select plan(9);

select is_empty(
    $$ select i.name
       from core.invariants as i
       where tests.refusal(
           format('select core.run_invariant(%L)', i.name)
       ) is not null $$,
    'every invariant of this release can be asked'
);

-- Given: invariants that hold, are broken by 12 rows, fail and write.
insert into core.invariants (name, module, query, repair)
values
    ('core.t_holds', 'core', 'select 1 where false', '-'),
    ('core.t_broken', 'core', 'select n from generate_series(1, 12) as n -- why', '-'),
    ('core.t_with', 'core', 'with one as (select 1 as n) select n from one;', '-'),
    ('core.t_fails', 'core', 'select 1 / 0', '-'),
    ('core.t_deletes', 'core', 'delete from core.settings where true returning 1', '-');

set local role app_reader;
select results_eq(
    $$ select violations, shown from core.run_invariant('core.t_holds') $$,
    $$ values (0::bigint, '[]'::jsonb) $$,
    'an invariant that holds has no violation'
);
select results_eq(
    $$ select violations, jsonb_array_length(shown), shown -> 0
       from core.run_invariant('core.t_broken') $$,
    $$ values (12::bigint, 10, '{"n": 1}'::jsonb) $$,
    'every violation is counted and the first ten are shown'
);
select is(
    (
        select jsonb_array_length(r.shown)
        from core.run_invariant('core.t_broken', 3) as r
    ), 3,
    'a caller chooses how many are shown'
);
select is(
    (select r.violations from core.run_invariant('core.t_with') as r), 1::bigint,
    'a query may begin with `with`'
);
select throws_ok(
    $$ select core.run_invariant('core.t_fails') $$,
    '22012', null,
    'a query that fails is never taken for one that holds'
);
select throws_ok(
    $$ select core.run_invariant('core.t_deletes') $$,
    null, null,
    'a query that writes is refused'
);
select throws_ok(
    $$ select core.run_invariant('core.unheard_of') $$,
    'P0002', null,
    'an unknown invariant is refused'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select core.run_invariant('core.t_holds') $$,
    '42501', null,
    'a signed-in user cannot run invariants'
);

select * from finish();
rollback;
