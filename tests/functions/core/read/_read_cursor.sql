-- Proves functions/core/read/_read_cursor.sql.
begin;
select plan(27);

create function pg_temp.packed(p_json text) returns text language sql as $$
    select translate(encode(convert_to(p_json, 'UTF8'), 'base64'), e'+/=\n', '-_')
$$;

select is(
    core._read_cursor('l', core.write_cursor('l', c.key), c.types), c.key,
    'what was written is read: ' || c.key::text
)
from (
    values
    ('{7}'::text[], '{bigint}'::regtype[]),
    ('{é,""}', '{text,text}'),
    ('{2026-01-02T12:00:00.000001+00:00,-3}', '{timestamptz,integer}'),
    ('{infinity}', '{timestamptz}'),
    ('{7e57ed00-0000-4000-8000-000000000001}', '{uuid}')
) as c (key, types);
select is(
    core._read_cursor('l', core.write_cursor('l', array[repeat('é', 1000)]), '{text}'),
    array[repeat('é', 1000)],
    'a long key too'
);

select is(core._read_cursor('l', c.after, '{bigint}'), null, 'refused: ' || c.rule)
from (
    values
    ('', 'nothing'),
    ('é', 'other letters'),
    ('AAAA', 'bytes that are not JSON'),
    (pg_temp.packed('"l"'), 'a string'),
    (pg_temp.packed('{"l": "7"}'), 'an object'),
    (pg_temp.packed('["l"]'), 'no key'),
    (pg_temp.packed('["l", null]'), 'a null'),
    (pg_temp.packed('["l", 7]'), 'a number'),
    (pg_temp.packed('["l", ["7"]]'), 'an array'),
    (pg_temp.packed('["l",  "7"]'), 'JSON in another spelling'),
    (core.write_cursor('l', '{7}') || e'\n', 'white space'),
    (core.write_cursor('l', '{7}') || '=', 'padding'),
    (core.write_cursor('l', '{7,8}'), 'a longer key'),
    (core.write_cursor('m', '{7}'), 'a cursor of another list'),
    (core.write_cursor('l', '{x}'), 'text where a number stands'),
    (core.write_cursor('l', array['1); drop table core.jobs; --']), 'SQL'),
    (core.write_cursor('l', array[repeat('9', 30)]), 'a number that is too large'),
    (core.write_cursor('l', array[repeat('0', 9000) || '7']), 'too long a text'),
    (pg_temp.packed(repeat('[', 7000)), 'brackets without end'),
    (pg_temp.packed('["l", "\ud83d"]'), 'half a character')
) as c (after, rule);
select is(
    core._read_cursor('l', core.write_cursor('l', '{2026-02-30}'), '{timestamptz}'),
    null,
    'a day that does not exist is refused'
);

select * from finish();
rollback;
