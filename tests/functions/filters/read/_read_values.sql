-- Proves functions/filters/read/_read_values.sql.
begin;
select plan(5);

select is(filters._read_values('a', '"x"'), array['x'], 'one value needs no array');
select is(
    tests.refusal(format('select filters._read_values(%L, %L)', 'a', v)) ->> 'key',
    'filters.invalid_within', 'refused: ' || v
)
from (
    values ('{}'), ('[]'), ('[1]'), ('null')
) as wrong (v);

select * from finish();
rollback;
