-- Proves functions/core/read/write_cursor.sql.
begin;
select plan(5);

select is(
    convert_from(
        decode(core.write_cursor('core.list', '{7,bc}'), 'base64'), 'UTF8'
    ),
    '["core.list", "7", "bc"]',
    'a cursor is the base64 of the list and the key'
);
select matches(
    core.write_cursor('core.list', array['Çelik ÿÿÿ>>>???', repeat('x', 200)]),
    '^[A-Za-z0-9_-]+$',
    'it needs no escaping in a URL'
);
select is(
    core.write_cursor('core.list', '{a}'), core.write_cursor('core.list', '{a}'),
    'the same place is the same cursor'
);
select isnt(
    core.write_cursor('core.list', '{a}'), core.write_cursor('core.other', '{a}'),
    'another list has another one'
);
select is(core.write_cursor('core.list', null), null, 'no key is no cursor');

select * from finish();
rollback;
