-- Proves functions/core/read/_unpack_cursor.sql.
begin;
select plan(6);

select is(
    core._unpack_cursor(encode('["a", "b"]', 'base64')), '["a", "b"]'::jsonb,
    'what base64 holds is read'
);
select is(
    core._unpack_cursor(rtrim(encode('["a"]', 'base64'), '=')), '["a"]'::jsonb,
    'also without its padding'
);
select is(core._unpack_cursor(c), null, 'refused: ' || left(c, 20))
from (
    values
    ('é'), ('AAAA'), (repeat('A', 20000)),
    (replace(encode(repeat('[', 7000)::bytea, 'base64'), e'\n', ''))
) as wrong (c);

select * from finish();
rollback;
