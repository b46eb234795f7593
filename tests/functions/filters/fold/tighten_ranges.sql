-- Proves functions/filters/fold/tighten_ranges.sql.
begin;
select plan(7);

-- Given: the small shop, where the dearest line of a store went.
select tests.small_shop();
delete from filters.transactions
where price_minor = 200;
do $$ begin perform filters.fold_lines(); end $$;
select is(
    (
        select count(*)
        from filters.cells
        where not is_exact
    ), 1::bigint,
    'a cell that lost its dearest line is only a bound'
);
select is(
    filters.filter_options('{"store_class": "A"}') -> 'price',
    '{"min": 0, "max": 150}',
    'an answer looks at the lines'
);

select is(
    (
        select count(*)
        from filters.cells
        where not has_exact_sizes
    ), 4::bigint,
    'so are the cells of the basket that is smaller now, where another basket is'
);
select is(
    filters.filter_options('{"store_class": "A"}') -> 'basket_size',
    '{"min": 1, "max": 2}',
    'an answer looks at the baskets'
);

insert into filters.line_changes (store_id, basket_id, price_minor, lines)
select
    store_id,
    id,
    1 as price_minor,
    1 as lines
from filters.baskets
where basket_key = 'b1';
select is(
    filters.tighten_ranges(), 0::bigint,
    'a store with changes that wait is left alone'
);
delete from filters.line_changes
where true;
select is(filters.tighten_ranges(), 4::bigint, 'other bounds are made exact');
select is_empty(
    $$ select * from filters.list_wrong_cells() $$,
    'they are what the lines say'
);

select * from finish();
rollback;
