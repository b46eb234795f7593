-- Proves functions/filters/counters/_fill_part.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

-- Given: a fill of one part that is yet to run, and a line meanwhile.
create temporary table t_fill as select filters._start_fill('colour', 7) as id;
insert into t_shop.lines (id, colour) values (5, 'red');
do $$ begin
    perform filters._fill_part('colour', 0, 1);
    perform filters._fill_part('colour', 0, 1);
end $$;
select is_empty(
    $$ select * from filters._compare_counters('colour') $$,
    'a part that is done twice counts once'
);
select is_empty(
    $$ select from filters.value_deltas where dimension = 'colour' $$,
    'its deltas are taken in'
);
select is(
    (select unfilled from filters.dimensions
     where name = 'colour'), '{}', 'it is marked'
);

select * from finish();
rollback;
