-- Proves functions/core/read/read_records.sql.
begin;
select plan(67);

-- Given: how one record is read.
create function tests.fault(p_field text, p_value jsonb) returns text
language sql as $$
    select r ->> 'detail'
    from tests.refusal(format(
        'select core.read_records(%L, %L, %L, 2, %L, %L, %L)',
        'rows',
        jsonb_build_array(jsonb_build_object(p_field, p_value)),
        '{"t": "text", "n": "number", "i": "integer", "b": "bigint", "at": "time",
          "on": "date"}',
        'Row', 'core.invalid_record', 'core.too_much_to_replay'
    )) as r
$$;

select is(
    tests.fault(c.field, c.given::jsonb), null,
    format('%s may be %s', c.field, left(c.given, 40))
)
from (
    values
    ('t', 'null'), ('t', '"x"'), ('t', '""'), ('t', '12'), ('t', '"a\tb"'),
    ('t', to_jsonb(repeat('ö', 200))::text), ('x', '{"what": ["ever"]}'),
    ('n', '1.50'), ('n', '"-1.50"'), ('n', '".5"'), ('n', '1e3'), ('n',
    '0.30000000000000004'),
    ('i', '2147483647'), ('i', '"-2147483647"'), ('b', '999999999999999999'),
    ('at', '"2026-02-28T23:59:59.999999Z"'), ('at', '"2024-02-29 00:00+05:30"'),
    ('at', '"1970-01-01T00:00:00-08"'),
    ('on', '"2024-02-29"'), ('on', '"2999-12-31"')
) as c (field, given);
select is(
    tests.fault(c.field, c.given::jsonb), format('Row 1: %s %s.', c.field, c.fault),
    format('%s may not be %s', c.field, left(c.given, 40))
)
from (
    values
    ('t', '{}', 'is a JSON object, not a text'),
    ('t', '[["a"]]', 'is a JSON array, not a text'),
    ('t', 'true', 'is a JSON boolean, not a text'),
    ('t', to_jsonb(repeat('x', 201))::text, 'has more than 200 characters'),
    ('t', '"\u001b[2J"', 'contains a control character'),
    ('n', '"NaN"', 'is not a number'),
    ('n', '"Infinity"', 'is not a number'),
    ('n', '1e400', 'is not a number'),
    ('n', '1e15', 'is not a number'),
    ('n', '1e-30', 'is not a number'),
    ('n', '"1,5"', 'is not a number'),
    ('n', '" 1"', 'is not a number'),
    ('n', '"+1"', 'is not a number'),
    ('n', '"1."', 'is not a number'),
    ('n', '"1_000"', 'is not a number'),
    ('n', '"0x1F"', 'is not a number'),
    ('n', '"٣"', 'is not a number'),
    ('n', '""', 'is not a number'),
    ('n', 'true', 'is not a number'),
    ('i', '1.5', 'is not a whole number, or is out of range'),
    ('i', '2147483648', 'is not a whole number, or is out of range'),
    ('b', '1e18', 'is not a whole number, or is out of range'),
    ('at', '"2026-02-29T00:00Z"', 'is a day that does not exist'),
    ('at', '"2026-13-01T00:00Z"', 'is not a time with a zone'),
    ('at', '"2026-01-01T24:00Z"', 'is not a time with a zone'),
    ('at', '"2026-01-01T00:00"', 'is not a time with a zone'),
    ('at', '"2026-01-01T00:00+99:99"', 'is not a time with a zone'),
    ('at', '"03/04/2026 00:00Z"', 'is not a time with a zone'),
    ('at', '"infinity"', 'is not a time with a zone'),
    ('at', '"294276-12-31T00:00Z"', 'is not a time with a zone'),
    ('at', '"0044-03-15T00:00Z"', 'is not a time with a zone'),
    ('at', '1767225600', 'is not a time with a zone'),
    ('on', '"2026-02-29"', 'is a day that does not exist'),
    ('on', '"2026-2-9"', 'is not a day, YYYY-MM-DD'),
    ('on', '"2026-01-01T00:00Z"', 'is not a day, YYYY-MM-DD'),
    ('on', '"infinity"', 'is not a day, YYYY-MM-DD'),
    ('on', '"3000-01-01"', 'is not a day, YYYY-MM-DD'),
    ('on', '"1899-12-31"', 'is not a day, YYYY-MM-DD'),
    ('on', '20260101', 'is not a day, YYYY-MM-DD')
) as c (field, given, fault);

select is(
    tests.refusal(format(
        'select core.read_records(%L, %L, %L, 2, %L, %L, %L)',
        'rows', c.given, '{"n": "number"}', 'Row',
        'core.invalid_record', 'core.too_much_to_replay'
    )) - 'hint' - 'code',
    jsonb_build_object('key', c.key, 'detail', c.detail),
    'refused: ' || coalesce(c.given, 'null')
)
from (
    values
    (null, 'core.invalid_record', 'rows is missing.'),
    ('{}', 'core.invalid_record', 'rows is a JSON object, not an array.'),
    ('[{}, 5]', 'core.invalid_record', 'Row 2: it is not an object.'),
    ('[{}, {}, {}]', 'core.too_much_to_replay', '3 rows.')
) as c (given, key, detail);
select is(
    core.read_records('rows', '"[{\"n\": 1}]"', '{"n": "number"}', 2, 'Row', 'a', 'b'),
    '[{"n": 1}]',
    'a string that holds the records is read'
);

-- Given: records that may have one more key, which the caller reads itself.
create function pg_temp.others(p_record jsonb, p_others text[]) returns text
language sql as $$
    select r ->> 'detail'
    from tests.refusal(format(
        'select core.read_records(%L, %L, %L, 2, %L, %L, %L, %L)', 'rows',
        jsonb_build_array(p_record), '{"t": "text"}', 'Row', 'core.invalid_record',
        'core.too_much_to_replay', p_others
    )) as r
$$;
select is(
    pg_temp.others('{"t": "x", "tt": 1}', '{}'), 'Row 1: tt is not a field.',
    'a key that is misspelled is refused'
);
select is(
    pg_temp.others('{"t": "x", "tt": null}', '{}'), 'Row 1: tt is not a field.',
    'also without a value'
);
select is(
    pg_temp.others('{"t": "x", "tt": 1}', '{tt}'), null, 'one that may be there is not'
);

select * from finish();
rollback;
