-- Proves functions/core/validation/_has_bounds.sql.
begin;
select plan(1);

select results_eq(
    $$ select core._has_bounds(c.it) from (values
        ('{"min": 1}'::jsonb), ('{"max": 1}'), ('{"min": 1, "max": 2}'), ('{}'),
        ('{"min": "1"}')) as c (it) $$,
    array[true, true, true, false, false], 'a bound is a number, and there is one'
);

select * from finish();
rollback;
