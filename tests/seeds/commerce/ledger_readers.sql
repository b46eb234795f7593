-- Proves sql/seeds/commerce/ledger_readers.sql.
begin;
select plan(1);

select set_eq(
    $$ select r.name from commerce.ledger_readers as r $$,
    $$ values ('events'), ('sales_sums'), ('stock_sums'), ('sync_audit'),
              ('sync_stock') $$,
    'each reader has a position'
);

select * from finish();
rollback;
