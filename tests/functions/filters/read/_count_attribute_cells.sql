-- Proves functions/filters/read/_count_attribute_cells.sql.
begin;
select plan(2);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.counted(p_selection filters.selection)
    returns filters.attribute_counts
    language sql
as $$
    select filters._count_attribute_cells(
        p_selection,
        array(
            select s
            from filters._measure_stores(p_selection, 'basket_size', null) as s
        )
    )
$$;

select is(
    (
        select array_agg(l.lines order by l.lines)
        from unnest((n).region.lines) as l (lines)
    ),
    '{2,4}',
    'regions without their own part of the selection'
)
from (
    select pg_temp.counted(
        row(array[r.id], null, null, null, null, null)::filters.selection
    ) as n
    from master.places as r
    where r.place_key = 'NCR'
) as counted;
select is(
    (n).store_class.lines, '{4}',
    'classes with it; the store without region is out'
)
from (
    select pg_temp.counted(
        row(array[r.id], null, null, null, null, null)::filters.selection
    ) as n
    from master.places as r
    where r.place_key = 'NCR'
) as counted;

select * from finish();
rollback;
