-- Proves functions/core/read/read_json.sql.
begin;
select plan(12);

-- Given: how a value is refused.
create function tests.refused(p_value jsonb) returns text
language sql as $$
    select concat_ws(' ', r ->> 'code', r ->> 'key', r ->> 'detail')
    from tests.refusal(format(
        'select core.read_json(%L, %L, %L, 1000)', 'within', p_value, 'object'
    )) as r
$$;

select is(core.read_json('within', null, 'object'), null, 'null stays null');
select is(core.read_json('within', 'null', 'object'), null, 'so does the JSON null');
select is(
    core.read_json('within', '{"a": 1}', 'object'), '{"a": 1}', 'an object is one'
);
select is(
    core.read_json('within', '"{\"a\": 1}"', 'object'), '{"a": 1}',
    'and a string that holds it is it, as a GET of PostgREST 12 sends it'
);
select is(
    tests.refused(c.given),
    'PT422 core.invalid_argument within ' || c.detail,
    'refused: ' || left(c.given::text, 20)
)
from (
    values
    ('[]'::jsonb, 'is a JSON array, not an object.'),
    ('1', 'is a JSON number, not an object.'),
    ('"x"', 'is a JSON string, not an object.'),
    ('"[]"', 'is a JSON array, not an object.'),
    (to_jsonb(repeat('{"a":', 100)), 'is a JSON string, not an object.'),
    (
        (repeat('{"a":', 40) || '1' || repeat('}', 40))::jsonb,
        'has more than 32 levels.'
    ),
    (jsonb_build_object('a', repeat('x', 1000)), 'has more than 1000 bytes.')
) as c (given, detail);
select is(
    tests.refusal(
        $$ select core.read_json('rows', '{}', 'array', 9, 'core.invalid_record') $$
    ) ->> 'key',
    'core.invalid_record',
    'an RPC has its own key'
);

select * from finish();
rollback;
