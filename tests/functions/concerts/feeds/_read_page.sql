-- Proves functions/concerts/feeds/_read_page.sql.
begin;
select plan(5);

select is(concerts._read_page('{"a": ['), null, 'truncated text is not a page');
select is(concerts._read_page('"text"'), null, 'text is not a page');
select is(
    concerts._read_page('{"a": 1e400000}'), null, 'a number out of range is not read'
);
select is(
    concerts._read_page('{"@id": "a\u0000b", "x": "\"@y\":\\u0000", "é": "日本"}'),
    '{"id": "ab", "x": "\"@y\":\\u0000", "é": "日本"}',
    'U+0000 goes, names lose their @, values stay'
);
select is(concerts._read_page('[{"@a": 1}]'), '[{"a": 1}]', 'a list is a page');

select * from finish();
rollback;
