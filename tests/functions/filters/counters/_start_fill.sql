-- Proves functions/filters/counters/_start_fill.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

-- Given: parts of two rows.
analyze t_shop.lines;
update core.settings set value = '2'
where name = 'filters.rows_per_part';
create temporary table t_fill as select filters._start_fill('colour', 7) as id;
select is(
    (select jsonb_build_array(o.kind, o.total, o.params)
     from core.operations as o inner join t_fill as f on o.id = f.id),
    '["filters.fill_dimension", 3, {"dimension": "colour", "number": 7, "parts": 3}]',
    'an operation counts part by part'
);
select is(
    (select (state, fill_number, unfilled)::text from filters.dimensions
     where name = 'colour'),
    '(filling,7,"{0,1,2}")', 'until then it is not live'
);
select is_empty(
    $$ select from filters.current_counts where dimension = 'colour' $$,
    'what was counted is gone'
);

select * from finish();
rollback;
