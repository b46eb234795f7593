-- commerce.rebuild_report_sums: forget the sums of reports, to fold the ledgers anew.
--
-- For the owner. It waits for a fold that is running. Reports stay right meanwhile, as
-- they add what is not folded; they are slow until most of it is.

create or replace function commerce.rebuild_report_sums()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select pg_advisory_xact_lock(hashtextextended('commerce.run_report_folds', 0));

    delete from commerce.sales_sums
    where true;

    delete from commerce.stock_sums
    where true;

    delete from commerce.sales_histories
    where true;

    delete from commerce.stock_histories
    where true;

    update commerce.ledger_readers
    set
        read_id = 0,
        time_zone = coalesce(core.setting('commerce.time_zone') #>> '{}', 'UTC')
    where name in ('sales_sums', 'stock_sums')
$$;

comment on function commerce.rebuild_report_sums() is
    'Empty the sums and histories of reports; the next folds fill them again.';
