-- Proves functions/commerce/analytics/_report_zone.sql.
begin;
select plan(3);

select is(commerce._report_zone(), 'UTC', 'the zone is that of the setting');
update core.settings set value = '"Asia/Manila"'
where name = 'commerce.time_zone';
select is(
    commerce._report_zone(), 'Asia/Manila', 'which counts until something is folded'
);
update commerce.ledger_readers set time_zone = 'Europe/Paris'
where name = 'stock_sums';
select is(commerce._report_zone(), 'Europe/Paris', 'then it is that of the sums');

select * from finish();
rollback;
