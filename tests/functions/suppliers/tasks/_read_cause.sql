-- Proves functions/suppliers/tasks/_read_cause.sql.
begin;
select plan(3);

select is(suppliers._read_cause('material'), 'material', 'a cause is itself');
select is(suppliers._read_cause(null), null, 'null stays');
select is(
    array[tests.why($$ select suppliers._read_cause('') $$),
        tests.why($$ select suppliers._read_cause('predecessor') $$)],
    array_fill('PT422 core.invalid_argument'::text, array[2]),
    'others are refused: moves only have the cause predecessor'
);

select * from finish();
rollback;
