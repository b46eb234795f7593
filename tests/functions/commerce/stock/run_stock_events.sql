-- Proves functions/commerce/stock/run_stock_events.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();

select is(
    commerce.run_stock_events(), false, 'what this transaction wrote is not read yet'
);
select results_eq(
    $$ select read_id, noted_id from commerce.ledger_readers
       where name = 'events' $$,
    $$ select 0::bigint, max(m.id) from commerce.stock_movements as m $$,
    'but noted'
);
update commerce.ledger_readers set noted_xid = 9223372036854775807
where name = 'events';
do $$ begin perform commerce.run_stock_events(); end; $$;
select is(
    (select count(*) from core.events as e
where e.type = 'commerce.stock.changed'),
    3::bigint, 'a position from another cluster is not waited for'
);

select * from finish();
rollback;
