-- Proves functions/filters/_page_values.sql.
begin;
select plan(2);

-- Given: the small shop.
select tests.small_shop();

select is(
    filters._page_values('brand', filters._count_values('brand', null), 0, 1),
    (
        select row(array[value_id], array[2])::filters.counts
        from filters.dimension_values
        where value = 'crisp'
    ),
    'a page starts with the first rank'
);
select is(
    filters._page_values('brand', filters._count_values('brand', null), 1, 5),
    (
        select row(array[value_id], array[4])::filters.counts
        from filters.dimension_values
        where value = 'fizz'
    ),
    'the next one after the last'
);

select * from finish();
rollback;
