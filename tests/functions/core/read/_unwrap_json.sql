-- Proves functions/core/read/_unwrap_json.sql.
begin;
select plan(11);

select is(
    core._unwrap_json(c.given::jsonb, 1000), c.meant::jsonb, 'read: ' || c.given
)
from (
    values
    ('{"a": 1}', '{"a": 1}'), ('[1]', '[1]'), ('"{\"a\": 1}"', '{"a": 1}'),
    ('" [1]"', '[1]'), ('1', null), ('"x"', null), ('"1"', null), ('true', null)
) as c (given, meant);
select is(
    core._unwrap_json(to_jsonb(repeat('[', 100000)), 1000000), null,
    'a string of 100,000 levels holds nothing'
);
select is(
    core._unwrap_json((repeat('[', 40) || repeat(']', 40))::jsonb, 1000), null,
    '40 levels are too many'
);
select is(
    core._unwrap_json(to_jsonb(array[repeat('x', 2000)]), 1000), null,
    'as are more bytes than wanted'
);

select * from finish();
rollback;
