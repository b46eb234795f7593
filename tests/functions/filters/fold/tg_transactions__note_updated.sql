-- Proves functions/filters/fold/tg_transactions__note_updated.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

update filters.transactions
set quantity = 12, sold_at = now(), product_key = 'other'
where true;
select is_empty(
    $$ select * from filters.line_changes $$,
    'an update of uncounted columns is not a change'
);

update filters.transactions
set price_minor = price_minor + 1
where price_minor = 999;
select results_eq(
    $$ select price_minor, lines from filters.line_changes order by lines $$,
    $$ values (999::bigint, -1::bigint), (1000, 1) $$,
    'a line goes as it was and comes as it is'
);
select is(
    tests.filter_answers(), tests.naive_answers(), 'answers count it at once'
);

update filters.transactions
set price_minor = price_minor
where true;
select is(
    (
        select count(*)
        from filters.line_changes
    ), 2::bigint,
    'a line that is written again as it was is no change'
);

update filters.transactions
set
    brand_id = null, category_id = (select max(id) from master.categories)
where price_minor < 200;
do $$ begin perform filters._fold_all(); end $$;
select is(
    tests.filter_answers(), tests.naive_answers(), 'and so do they when it is folded'
);

select * from finish();
rollback;
