-- Proves functions/filters/load/_update_in_months.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();
select tests.reshape_lines('months');
select is(
    filters._update_in_months(array(
        select row(
            t.id, t.sold_at, t.basket_id, t.store_id, 'new', t.brand_id, t.category_id,
            t.price_minor + 1, t.quantity, '2026-01-01Z'
        )::filters.known_line
        from filters.transactions as t
        where t.price_minor = 150
    )), 2::bigint, 'lines are updated by id and time'
);
select is(
    (select count(*) from filters.transactions_p2026_01
where product_key = 'new'),
    2::bigint, 'and move to their new month'
);
select is(tests.filter_answers(), tests.naive_answers(), 'the answers are right');

select * from finish();
rollback;
