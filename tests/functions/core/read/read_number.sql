-- Proves functions/core/read/read_number.sql.
begin;
select plan(6);

select is(core.read_number('top', 1, 1, 5), 1::bigint, 'the least is a number');
select is(core.read_number('top', 5, 1, 5), 5::bigint, 'so is the greatest');
select is(
    tests.refusal(format('select core.read_number(%L, %L, 1, 5)', 'top', c.given))
    ->> 'detail',
    c.detail,
    'refused: ' || coalesce(c.given::text, 'null')
)
from (
    values
    (0, 'top is 0, not a number from 1 to 5.'),
    (6, 'top is 6, not a number from 1 to 5.'),
    (null, 'top is null, not a number from 1 to 5.'),
    (-9223372036854775808, 'top is -9223372036854775808, not a number from 1 to 5.')
) as c (given, detail);

select * from finish();
rollback;
