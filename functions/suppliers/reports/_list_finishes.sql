-- suppliers._list_finishes: how tasks ended in a period.
--
-- Who sees all suppliers reads the sums of whole months, and the days around them. It
-- is one statement, so sums and days are of one moment.

create or replace function suppliers._list_finishes(
    p_since date,
    p_until date,
    p_by text,
    p_project_ids bigint[],
    p_supplier_ids bigint[],
    p_supplier_id bigint
)
    returns table (
        group_id bigint, lead_days integer, finished integer, kept_first integer,
        kept_last integer
    )
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 1000
as $$
begin
    if p_project_ids is not null or p_supplier_id is not null then
        return query
        select f.*
        from suppliers._list_daily_finishes(
            p_since, p_until, p_by, p_project_ids, p_supplier_ids, p_supplier_id
        ) as f;
        return;
    end if;
    return query
    select m.group_id, m.lead_days, m.finished, m.kept_first, m.kept_last
    from suppliers._summed_months(p_since, p_until) as s (month_on)
    inner join suppliers.monthly_finishes as m
        on m.kind = p_by and s.month_on = m.month_on
    union all
    select f.*
    from suppliers._unsummed_days(p_since, p_until) as d
    cross join lateral suppliers._list_daily_finishes(
        d.since, d.until, p_by, null, null, null
    ) as f;
end;
$$;

comment on function suppliers._list_finishes(
    date, date, text, bigint[], bigint[], bigint
) is
    'Counts to be added up, by group and lead time; arguments as for '
    'suppliers._list_daily_finishes.';
