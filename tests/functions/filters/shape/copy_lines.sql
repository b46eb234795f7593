-- Proves functions/filters/shape/copy_lines.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select is(filters.copy_lines(), 0::bigint, 'without a change there is nothing to copy');
select filters.start_reshape('months');
select is(filters.copy_lines(4), 4::bigint, 'a part is copied');
select is(
    (select count(*) from filters.transactions_new), 4::bigint, 'of so many lines'
);
do $$ begin while filters.copy_lines(4) > 0 loop null; end loop; end $$;
select results_eq(
    'table filters.transactions order by id',
    'table filters.transactions_new order by id',
    'then the rest'
);
select is(
    (select state || (copied_xid is not null) from filters.reshapes), 'comparingtrue',
    'and the next step is due'
);

select * from finish();
rollback;
