-- Proves functions/commerce/analytics/_lock_levels.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();

select lives_ok(
    $$ select commerce._lock_levels(array[
           tests.sale('MUG', 'SHOP', 1), tests.sale('SHIRT-S', 'MAIN', 1)
       ]) $$,
    'the levels of sales are locked'
);
select is(
    (
        select count(*) from commerce.stock_levels as l
        where l.xmax = pg_current_xact_id()::xid
    ),
    2::bigint, 'and no other level'
);

select * from finish();
rollback;
