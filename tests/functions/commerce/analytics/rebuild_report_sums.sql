-- Proves functions/commerce/analytics/rebuild_report_sums.sql.
begin;
select plan(3);

-- Given: sales that are folded in part, and another time zone.
select tests.sold_stock();
update core.settings set value = '"Asia/Manila"'
where name = 'commerce.time_zone';

do $$ begin perform commerce.rebuild_report_sums(); end; $$;
select is_empty(
    $$ select s.kind from commerce.sales_sums as s
       union all select s.kind from commerce.stock_sums as s
       union all select h.currency from commerce.sales_histories as h
       union all select 'stock' from commerce.stock_histories as h $$,
    'the sums are empty'
);
select is(
    array(
        select distinct r.read_id || r.time_zone from commerce.ledger_readers as r
        where r.name in ('sales_sums', 'stock_sums')
    ),
    '{0Asia/Manila}',
    'the next fold begins at the first row, in the zone of the setting'
);
do $$ begin perform tests.fold_reports(); end; $$;
select tests.holds('commerce');

select * from finish();
rollback;
