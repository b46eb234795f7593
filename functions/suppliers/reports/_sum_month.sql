-- suppliers._sum_month: write the sums of one month.
--
-- The caller holds the lock of its row in suppliers.summed_months.

create or replace function suppliers._sum_month(p_month date)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_until constant date := p_month + interval '1 month' - interval '1 day';
begin
    delete from suppliers.monthly_finishes as m
    where m.month_on = p_month;
    delete from suppliers.monthly_slips as m
    where m.month_on = p_month;
    insert into suppliers.monthly_finishes (
        month_on, kind, group_id, lead_days, finished, kept_first, kept_last
    )
    select
        p_month, k.kind, f.group_id, f.lead_days, f.finished, f.kept_first, f.kept_last
    from unnest('{month, supplier, project}'::text[]) as k (kind)
    cross join lateral suppliers._list_daily_finishes(
        p_month, c_until, k.kind, null, null, null
    ) as f;
    insert into suppliers.monthly_slips (
        month_on, kind, group_id, cause, slips, slip_days
    )
    select p_month, k.kind, s.group_id, s.cause, s.slips, s.slip_days
    from unnest('{month, supplier, project}'::text[]) as k (kind)
    cross join lateral suppliers._list_daily_slips(
        p_month, c_until, k.kind, null, null, null
    ) as s;
    update suppliers.summed_months as m
    set is_summed = true
    where m.month_on = p_month;
end;
$$;

comment on function suppliers._sum_month(date) is
    'Write suppliers.monthly_finishes and suppliers.monthly_slips of a month.';
