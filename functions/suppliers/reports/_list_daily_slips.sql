-- suppliers._list_daily_slips: the slips from one day to another, read from the days.

create or replace function suppliers._list_daily_slips(
    p_since date,
    p_until date,
    p_by text,
    p_project_ids bigint[],
    p_supplier_ids bigint[],
    p_supplier_id bigint
)
    returns table (group_id bigint, cause text, slips integer, slip_days integer)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 1000
as $$
begin
    for group_id, cause, slips, slip_days in execute format(
        $q$
        select %s, f.cause, sum(f.slips)::integer, sum(f.slip_days)::integer
        from suppliers.daily_slips as f
        where f.slipped_on between $1 and $2 %s
        group by 1, 2
        $q$,
        suppliers._group_column(p_by, 'slipped_on'),
        suppliers._scope_condition(p_project_ids, p_supplier_id)
    )
    using p_since, p_until, p_project_ids, p_supplier_ids, p_supplier_id
    loop
        return next;
    end loop;
end;
$$;

comment on function suppliers._list_daily_slips(
    date, date, text, bigint[], bigint[], bigint
) is
    'Sums by supplier, project or month, and cause; see '
    'suppliers._list_daily_finishes.';
