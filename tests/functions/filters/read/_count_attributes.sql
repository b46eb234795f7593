-- Proves functions/filters/read/_count_attributes.sql.
begin;
select plan(3);

-- Given: the small shop, and a line more in each of the two stores with a region.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 1);
select tests.sell('b3', 'fizz', 'food/drinks', 1);

create function pg_temp.counted(p_selection filters.selection)
    returns filters.attribute_counts
    language sql
as $$
    select filters._count_attributes(
        p_selection,
        array(
            select s
            from filters._measure_stores(
                p_selection, 'basket_size', filters._measure_changes(p_selection)
            ) as s
        ),
        filters._measure_changes(p_selection)
    )
$$;
create temporary table counted as
select
    pg_temp.counted(
        row(array[r.id], null, null, null, null, null)::filters.selection
    ) as n
from master.places as r
where r.place_key = 'NCR';

select is(
    (
        select array_agg(l.lines order by l.lines)
        from counted as c
        cross join unnest((c.n).region.lines) as l (lines)
    ),
    '{3,5}',
    'regions without their own part of the selection, changes included'
);
select is(
    (select (n).store_class.lines from counted), '{5}',
    'classes with it'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    pg_temp.counted(
        row(array[r.id], null, null, null, null, null)::filters.selection
    ),
    (select c.n from counted as c),
    'folded or not'
)
from master.places as r
where r.place_key = 'NCR';

select * from finish();
rollback;
