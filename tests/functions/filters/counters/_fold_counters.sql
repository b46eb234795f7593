-- Proves functions/filters/counters/_fold_counters.sql.
begin;
select plan(7);

-- Given: the counted shop.
select tests.counted_shop();

-- Given: five statements.
insert into t_shop.lines (id, colour) values (5, 'red');
insert into t_shop.lines (id, colour) values (6, 'green');
delete from t_shop.lines
where id = 6;
insert into t_shop.lines (id, colour) values (7, 'pink');
delete from t_shop.lines
where id = 3;
create temporary table t_before as
select filters._version_of('colour') as version;
select is(filters._fold_counters(2), 2::bigint, 'a batch is no bigger than asked');
select is(filters._fold_counters(null), 4::bigint, 'null takes all');
select results_eq(
    $$ select value collate "default", lines from filters.value_counts
       where dimension = 'colour' order by 1 $$,
    $$ values ('pink', 1::bigint), ('red', 3) $$,
    'counts are summed, and none stays at zero'
);
select is(
    filters._version_of('colour'), (select version from t_before),
    'a fold is no change'
);
select results_eq(
    $$ select value, was from filters.value_changes
       where dimension = 'colour' order by 1 $$,
    $$ values ('blue', 1::bigint), ('green', 0), ('pink', 0), ('red', 2) $$,
    'events learn what each value had'
);
select results_eq(
    $$ select code, name from t_shop.colours order by 1 $$,
    $$ values ('blue', 'blue'), ('green', 'green'), ('pink', 'pink'),
              ('red', 'A red') $$,
    'values that appear get a master row'
);
update filters.dimensions set state = 'off'
where name = 'colour';
insert into t_shop.lines (id, colour) values (8, 'red');
select is(filters._fold_counters(null, 'colour'), 0::bigint,
'only what is live is folded');

select * from finish();
rollback;
