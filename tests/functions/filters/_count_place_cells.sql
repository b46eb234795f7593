-- Proves functions/filters/_count_place_cells.sql.
begin;
select plan(2);

-- Given: the small shop.
select tests.small_shop();

select is(
    (
        select array_agg(l.lines order by l.lines)
        from unnest((n).region.lines) as l (lines)
    ),
    '{2,4}',
    'regions without their own part of the selection'
)
from (
    select filters._count_place_cells(
        row(array[r.id], null, null, null, null, null)::filters.selection
    ) as n
    from master.regions as r
    where r.short_name = 'NCR'
) as counted;
select is(
    (n).store_class.lines, '{4}',
    'classes with it; the store without region is out'
)
from (
    select filters._count_place_cells(
        row(array[r.id], null, null, null, null, null)::filters.selection
    ) as n
    from master.regions as r
    where r.short_name = 'NCR'
) as counted;

select * from finish();
rollback;
