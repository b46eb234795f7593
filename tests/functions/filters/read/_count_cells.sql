-- Proves functions/filters/read/_count_cells.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.counted(p_dimension text, p_brands text[])
    returns table (value text, lines bigint)
    language sql
as $$
    select d.value, n.lines
    from filters._count_cells(
        p_dimension,
        filters._read_within(
            case
                when p_brands is null then '{}'
                else jsonb_build_object('brand', to_jsonb(p_brands))
            end
        )
    ) as c
    cross join unnest(c.value_ids, c.lines) as n (value_id, lines)
    inner join filters.dimension_values as d
        on d.dimension = p_dimension and n.value_id = d.value_id
    order by d.rank
$$;

select results_eq(
    $$ select * from pg_temp.counted('brand', null) $$,
    $$ values ('crisp', 2::bigint), ('fizz', 4::bigint) $$,
    'nothing narrowed: the totals'
);
select results_eq(
    $$ select * from pg_temp.counted('region', array['fizz']) $$,
    $$ values ('NCR', 2::bigint), ('Region VII', 1::bigint) $$,
    'stores with a line of a brand'
);
select results_eq(
    $$ select * from pg_temp.counted('category', array['fizz']) $$,
    $$ values ('food/drinks', 4::bigint) $$,
    'categories of the lines of a brand'
);
select is(
    filters._count_cells(
        'brand', row('{}', null, null, null, null, null)::filters.selection
    ),
    row('{}', '{}')::filters.counts,
    'nothing matches: two empty arrays'
);

select * from finish();
rollback;
