-- tests.fold_reports: fold all sales and movements, also those of this transaction.

create or replace function tests.fold_reports()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    for i in 1..2 loop
        perform commerce.run_report_folds();
        -- A position of another cluster is not waited for.
        update commerce.ledger_readers set noted_xid = 9223372036854775807
        where name in ('sales_sums', 'stock_sums');
    end loop;
    perform commerce.run_report_folds();
end;
$$;
