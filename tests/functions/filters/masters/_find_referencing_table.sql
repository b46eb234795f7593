-- Proves functions/filters/masters/_find_referencing_table.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._find_referencing_table('t_shop.colours', 'm.code = ''red'''), null,
    'nothing refers to it'
);
-- Given: a table whose reference a delete would set to null.
create table t_shop.tins (
    id bigint primary key,
    colour text references t_shop.colours (code) on delete set null
);
insert into t_shop.tins values (1, 'red');
select is(
    filters._find_referencing_table('t_shop.colours', 'm.code = ''red'''),
    't_shop.tins'::regclass,
    'that keeps the row too'
);

select * from finish();
rollback;
