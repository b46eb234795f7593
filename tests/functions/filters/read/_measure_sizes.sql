-- Proves functions/filters/read/_measure_sizes.sql.
begin;
select plan(12);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.stores(p_selection filters.selection)
    returns filters.measured_store[]
    language sql
as $$
    select array(
        select s
        from filters._measure_stores(
            p_selection, 'basket_size', filters._measure_changes(p_selection)
        ) as s
    )
$$;
create function pg_temp.measured(p_selection filters.selection)
    returns filters.sizes
    language sql
as $$
    select filters._measure_sizes(
        p_selection, pg_temp.stores(p_selection), filters._measure_changes(p_selection)
    )
$$;
create function pg_temp.sizes(p_within jsonb) returns filters.span language sql as $$
    select row(n.low, n.high)::filters.span
    from pg_temp.measured(filters._read_within(p_within)) as n
$$;

select is(
    pg_temp.sizes('{}'), row(1, 3)::filters.span, 'nothing narrowed: all baskets'
);
select is(
    pg_temp.sizes('{"brand": "crisp"}'), row(2, 3)::filters.span,
    'a basket that matches counts with its whole size'
);
select is(
    pg_temp.sizes('{"brand": "none such"}'), row(null, null)::filters.span,
    'nothing matches: no ends'
);

select is(
    (pg_temp.measured(null)).baskets, '{2,1,1,0,0,0,0,0}',
    'every basket is in one bucket'
);
select is(
    (pg_temp.measured(filters._read_within('{"brand": "crisp"}'))).baskets,
    '{0,1,1,0,0,0,0,0}',
    'a basket that matches counts with its whole size'
);

-- Seven lines more in b1, which shares its bucket with no other; one less in b3.
select tests.sell('b1', 'fizz', 'food/drinks', p)
from generate_series(1, 7) as p;
delete from filters.transactions
where price_minor = 175;
create temporary table asked as
select
    w::jsonb as within,
    row(low, high)::filters.span as expected
from (
    values ('{}', 1, 10), ('{"brand": "crisp"}', 1, 10)
) as n (w, low, high);
select is(
    pg_temp.sizes(within), expected, 'changed baskets are as big as they are'
)
from asked;
select is(
    (pg_temp.measured(null)).baskets, '{3,0,0,0,1,0,0,0}',
    'in the bucket of what they are'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    (pg_temp.measured(null)).baskets, '{3,0,0,0,1,0,0,0}', 'folded or not'
);
select is(pg_temp.sizes(within), expected, 'and the same when folded')
from asked;

select tests.sell('b1', 'fizz', 'food/drinks', 8);
select tests.sell('b1', 'fizz', 'food/drinks', 9);
do $$ begin perform filters._fold_all(); end $$;
select is(
    pg_temp.sizes('{"region": "NCR"}'), row(1, 12)::filters.span,
    'inside a bucket of many sizes baskets are looked up'
);

select * from finish();
rollback;
