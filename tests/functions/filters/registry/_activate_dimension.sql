-- Proves functions/filters/registry/_activate_dimension.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

create temporary table t_fill as select filters._start_fill('colour', 7) as id;
select throws_like(
    $$ select filters._activate_dimension('colour') $$, '%do not equal its source',
    'what was not counted does not go live'
);
do $$ begin
    perform filters._fill_part('colour', 0, 1);
    perform filters._activate_dimension('colour');
end $$;
select is(
    (select state from filters.dimensions
     where name = 'colour'), 'live', 'what was does'
);
select is(
    (select topic from core.events
     where type = 'filters.dimension.filled'
     order by id desc limit 1),
    'filters:colour', 'an event is emitted'
);

select * from finish();
rollback;
