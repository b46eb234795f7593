-- Proves functions/filters/read/_split_cursor.sql.
begin;
select plan(8);

select is(
    filters._split_cursor(filters._write_cursor('brand', 'L', 'v'), 'brand'),
    array['L', 'v'], 'label and value come back'
);
select is(filters._split_cursor(null, 'brand'), null, 'no cursor is none');
select is(
    tests.refusal(format('select filters._split_cursor(%L, %L)', c, 'brand')) ->> 'key',
    'core.invalid_cursor', 'refused: ' || left(c, 20)
)
from (
    values
    ('x'), (''),
    (replace(encode(repeat('[', 100000)::bytea, 'base64'), e'\n', '')),
    (encode('[["brand"], "L", "v"]', 'base64')), (encode('{"brand": 1}', 'base64')),
    (filters._write_cursor('region', 'L', 'v'))
) as wrong (c);

select * from finish();
rollback;
