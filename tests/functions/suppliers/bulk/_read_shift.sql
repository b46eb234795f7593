-- Proves functions/suppliers/bulk/_read_shift.sql.
begin;
select plan(2);

select lives_ok(
    'select suppliers._read_shift(n) from unnest(array[-1000, -1, 1, 1000]) as n',
    'dates move to either side'
);
select is(
    (
        select array_agg(
            tests.refusal(format('select suppliers._read_shift(%L)', n)) ->> 'key'
        )
        from unnest(array[null, 0, 1001, -1001]) as n
    ),
    array_fill('core.invalid_argument'::text, array[4]),
    'no day, and more than a thousand, are refused'
);

select * from finish();
rollback;
