-- Proves functions/filters/fold/tg_transactions__note_deleted.sql.
begin;
select plan(3);

-- Given: the small shop, without what was given away or taken back.
select tests.small_shop();
delete from filters.transactions
where price_minor <= 0;

select results_eq(
    $$ select price_minor, brand_id is null, lines
       from filters.line_changes
       order by price_minor $$,
    $$ values (-200::bigint, false, -1::bigint), (0, true, -1) $$,
    'each line that goes is one change'
);
select is(
    tests.filter_answers(), tests.naive_answers(), 'answers count it at once'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    tests.filter_answers(), tests.naive_answers(), 'and so do they when it is folded'
);

select * from finish();
rollback;
