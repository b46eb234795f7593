-- Proves functions/core/validation/_has_length.sql.
begin;
select plan(1);

select results_eq(
    $$ select core._has_length(c.it, c.min, c.max) from (values
        ('"abc"'::jsonb, 1, 3), ('"abcd"', 1, 3), ('""', 1, null), ('[1, 2]', null, 2),
        ('[1, 2, 3]', null, 2), ('7', 1, 3)) as c (it, min, max) $$,
    array[true, false, false, true, false, null],
    'texts and lists have a length, numbers have none'
);

select * from finish();
rollback;
