-- Proves functions/filters/counters/_fill_dimension.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

-- Given: a fill of one part that is yet to run, and a line meanwhile.
create temporary table t_fill as select filters._start_fill('colour', 7) as id;
insert into t_shop.lines (id, colour) values (5, 'red');
do $$ begin
    perform filters._fill_dimension(o, '[{"part": 0}]')
    from core.operations as o inner join t_fill as f on o.id = f.id;
end $$;
select results_eq(
    $$ select value collate "default", lines from filters.current_counts
       where dimension = 'colour' order by 1 $$,
    $$ values ('blue', 1::bigint), ('red', 3) $$, 'every row counts once'
);
select is(
    (select state from filters.dimensions
     where name = 'colour'), 'live',
    'the last part makes it live'
);
do $$ begin
    perform filters._start_fill('colour', 8);
    perform filters._fill_dimension(o, '[{"part": 0}]')
    from core.operations as o inner join t_fill as f on o.id = f.id;
end $$;
select is(
    (select state from filters.dimensions
     where name = 'colour'), 'filling',
    'a fill that was overtaken does nothing'
);

select * from finish();
rollback;
