-- tests.sum_months: sum the months that are over. No other transaction is waited for.

create or replace function tests.sum_months()
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform suppliers.run_month_sums();
    update suppliers.summed_months
    set mark = '0'
    where not is_summed;
    while suppliers.run_month_sums() loop
    end loop;
end;
$$;
