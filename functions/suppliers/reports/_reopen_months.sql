-- suppliers._reopen_months: let reports read the days of some months again.
--
-- Locks the months in order. suppliers.run_month_sums locks a month while it sums it,
-- so the second caller sees what the first one did.

create or replace function suppliers._reopen_months(p_days date[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_months date[];
begin
    if p_days is null then
        return;
    end if;
    v_months := array(
        select distinct date_trunc('month', u.day::timestamp)::date
        from unnest(p_days) as u (day)
    );
    perform from suppliers.summed_months as m
    where m.month_on = any(v_months)
    order by m.month_on
    for update;
    if found then
        delete from suppliers.summed_months as m
        where m.month_on = any(v_months);
    end if;
end;
$$;

comment on function suppliers._reopen_months(date[]) is
    'Delete the rows of suppliers.summed_months that hold these days.';
