-- suppliers._list_daily_finishes: how tasks ended from one day to another, read from
-- the finished tasks.
--
-- The conditions are written into the query, so that an index of the day, the project
-- or the supplier finds the rows.

create or replace function suppliers._list_daily_finishes(
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
    for group_id, lead_days, finished, kept_first, kept_last in execute format(
        $q$
        select
            %s, f.lead_days, count(*)::integer,
            (count(*) filter (where f.has_kept_first))::integer,
            (count(*) filter (where f.has_kept_last))::integer
        from suppliers.finished_tasks as f
        where f.finished_on between $1 and $2 %s
        group by 1, 2
        $q$,
        suppliers._group_column(p_by, 'finished_on'),
        suppliers._scope_condition(p_project_ids, p_supplier_id)
    )
    using p_since, p_until, p_project_ids, p_supplier_ids, p_supplier_id
    loop
        return next;
    end loop;
end;
$$;

comment on function suppliers._list_daily_finishes(
    date, date, text, bigint[], bigint[], bigint
) is
    'Counts by supplier, project or month, and lead time; see suppliers._group_column '
    'and suppliers._scope_condition.';
