-- Proves functions/commerce/analytics/run_report_folds.sql.
begin;
select plan(9);

-- Given: the small stock and a sale; no older transaction is waited for.
select tests.set_clock('2026-01-01Z');
select tests.small_stock();
do $$ begin perform tests.sell('MUG', 'SHOP', 1, '2025-12-01Z'); end; $$;
create function pg_temp.sold() returns bigint language sql as $$
    select sum(s.quantity)::bigint from commerce.sales_sums as s where s.kind = 'day'
$$;

select is(commerce.run_report_folds(), false, 'the first call notes what there is');
select is(pg_temp.sold(), null, 'which may have to wait for an older transaction');
update commerce.ledger_readers set noted_xid = 9223372036854775807
where name in ('sales_sums', 'stock_sums');
select is(commerce.run_report_folds(), false, 'the next call reads it');
select is(pg_temp.sold(), 1::bigint, 'so it is in the sums');
do $$ begin perform commerce.run_report_folds(); end; $$;
select is(pg_temp.sold(), 1::bigint, 'and stays there once');
do $$ begin perform tests.sell('MUG', 'SHOP', 1, '2025-12-31T20:00Z'); end; $$;
select is(
    array(
        select s.quantity from commerce.sales_summary('2025-12-31', '2025-12-31', 'sku')
            as s
    ),
    '{1}', 'a report has what is not folded yet'
);
do $$ begin perform tests.fold_reports(); end; $$;
select is(pg_temp.sold(), 2::bigint, 'a later sale is added');
update core.settings set value = '"Asia/Manila"'
where name = 'commerce.time_zone';
do $$ begin perform tests.fold_reports(); end; $$;
select is(
    array(
        select s.key from commerce.sales_summary('2025-12-01', '2026-01-31', 'day') as s
    ),
    '{2025-12-01,2026-01-01}', 'another time zone moves the days of all'
);
select tests.holds('commerce');

select * from finish();
rollback;
