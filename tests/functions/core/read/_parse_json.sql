-- Proves functions/core/read/_parse_json.sql.
begin;
select plan(15);

select is(
    core._parse_json('{"a": [1, "]}\\\""]}', 100), '{"a": [1, "]}\\\""]}'::jsonb,
    'a text is read, brackets in its strings are not counted'
);
select is(core._parse_json(null, 100), null, 'nothing holds nothing');
select is(core._parse_json(repeat('1', 101), 100), null, 'a long text is not read');
select is(
    core._parse_json(repeat('[', 32) || repeat(']', 32), 100),
    (repeat('[', 32) || repeat(']', 32))::jsonb, '32 levels are read'
);
select is(core._parse_json(c.text, 1000000), null, 'refused: ' || left(c.text, 20))
from (
    values
    ('{'), ('}{'), ('"a'), ('"\'), ('[1'), ('{"a": "\u0000"}'), (''),
    (repeat('[', 100000)),
    (repeat('[', 100000) || repeat(']', 100000)),
    (repeat('{"a":', 90000) || '1' || repeat('}', 90000)),
    ('"' || repeat('\"', 400000))
) as c (text);

select * from finish();
rollback;
