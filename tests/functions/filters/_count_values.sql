-- Proves functions/filters/_count_values.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

create temporary view counted as
select d.dimension, d.value collate "default" as value, n.lines
from (
    values ('region'), ('category'), ('brand')
) as asked (dimension)
cross join (
    select array_agg(brand_key order by brand_key), array_agg(id order by brand_key) as ids
    from master.brands
) as b
cross join lateral filters._count_values(
    asked.dimension,
    case asked.dimension
        when 'brand' then null
        else row(null, null, null, null, null, b.ids[2:])::filters.selection
    end
) as c
cross join unnest(c.value_ids, c.lines) as n (value_id, lines)
inner join filters.dimension_values as d
    on asked.dimension = d.dimension and n.value_id = d.value_id;

select results_eq(
    $$ select value, lines from pg_temp.counted
       where dimension = 'brand' order by value $$,
    $$ values ('crisp', 2::bigint), ('fizz', 4::bigint) $$,
    'nothing narrowed: the totals'
);
select results_eq(
    $$ select value, lines from pg_temp.counted
       where dimension = 'region' order by value $$,
    $$ values ('NCR', 2::bigint), ('Region VII', 1::bigint) $$,
    'places of the lines of a brand'
);
select results_eq(
    $$ select value, lines from pg_temp.counted where dimension = 'category' $$,
    $$ values ('food/drinks', 4::bigint) $$,
    'categories of the lines of a brand'
);
select is(
    filters._count_values(
        'brand', row('{}', null, null, null, null, null)::filters.selection
    ),
    row('{}', '{}')::filters.counts,
    'nothing matches: two empty arrays'
);

select * from finish();
rollback;
