-- Proves functions/filters/counters/_cost_of_query.sql.
begin;
select plan(3);

select cmp_ok(
    filters._cost_of_query('select $1, $2', 1, '{}'), '<', 1::numeric,
    'a constant is cheap'
);
select cmp_ok(
    filters._cost_of_query('select n from generate_series(1, $1) as n', 100000, null),
    '>', 900::numeric, 'the parameters are known to the planner'
);
select is(
    has_function_privilege(
        r.name, 'filters._cost_of_query(text, anyelement, jsonb)', 'execute'
    ),
    false, 'no caller may plan a query'
)
from (values ('authenticated')) as r (name);

select * from finish();
rollback;
