-- Proves functions/filters/_counter_version.sql.
begin;
select plan(1);

-- Given: the counted shop.
select tests.counted_shop();

create temporary table t_before as
select filters._counter_version('colour') as version;
insert into shop.lines (id, colour) values (5, 'red');
select is(
    filters._counter_version('colour'), (select version + 1 from t_before),
    'each delta is a change'
);

select * from finish();
rollback;
