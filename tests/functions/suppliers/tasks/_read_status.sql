-- Proves functions/suppliers/tasks/_read_status.sql.
begin;
select plan(3);

select lives_ok($$ select suppliers._read_status('blocked') $$, 'a status is known');
select is(
    array[tests.why($$ select suppliers._read_status('Blocked') $$),
        tests.why($$ select suppliers._read_status(null) $$)],
    array_fill('PT422 core.invalid_argument'::text, array[2]),
    'others are refused'
);
select alike(
    tests.refusal($$ select suppliers._read_status('late') $$) ->> 'detail',
    'status is ''late'', not one of planned, in_progress, %.', 'with what there is'
);

select * from finish();
rollback;
