-- Proves functions/filters/read/_write_cursor.sql.
begin;
select plan(2);

select matches(
    filters._write_cursor('brand', 'Çelik ÿÿÿ>>>???', repeat('x', 200)),
    '^[A-Za-z0-9_-]+$',
    'a cursor needs no escaping in a URL'
);
select is(
    filters._write_cursor('brand', 'a', 'b'), filters._write_cursor('brand', 'a', 'b'),
    'the same place is the same cursor'
);

select * from finish();
rollback;
