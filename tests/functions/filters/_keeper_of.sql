-- Proves functions/filters/_keeper_of.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._keeper_of('shop.colours', 'm.code = ''red'''), null, 'nothing refers to it'
);
-- Given: a table whose reference a delete would set to null.
create table shop.tins (
    id bigint primary key,
    colour text references shop.colours (code) on delete set null
);
insert into shop.tins values (1, 'red');
select is(
    filters._keeper_of('shop.colours', 'm.code = ''red'''), 'shop.tins'::regclass,
    'that keeps the row too'
);

select * from finish();
rollback;
