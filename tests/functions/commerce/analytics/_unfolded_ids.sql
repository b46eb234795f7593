-- Proves functions/commerce/analytics/_unfolded_ids.sql.
begin;
select plan(2);

update commerce.ledger_readers set noted_id = 9, read_id = 7
where name = 'sales_sums';
select is(
    commerce._unfolded_ids('sales_sums'), '[8,)'::int8range,
    'all behind the position is not folded'
);
select is(
    commerce._unfolded_ids('stock_sums'), '[1,)'::int8range,
    'each ledger has its position'
);

select * from finish();
rollback;
