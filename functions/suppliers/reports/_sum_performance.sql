-- suppliers._sum_performance: the figures of each group of a report.

create or replace function suppliers._sum_performance(
    p_since date,
    p_until date,
    p_by text,
    p_project_ids bigint[],
    p_supplier_ids bigint[],
    p_supplier_id bigint
)
    returns table (
        group_id bigint,
        finished bigint,
        kept_first bigint,
        kept_last bigint,
        lead_days_median integer,
        lead_days_p90 integer,
        slips bigint,
        slip_days bigint
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with finish as (
        select
            f.group_id, f.lead_days, sum(f.finished) as finished,
            sum(f.kept_first) as kept_first, sum(f.kept_last) as kept_last
        from suppliers._list_finishes(
            p_since, p_until, p_by, p_project_ids, p_supplier_ids, p_supplier_id
        ) as f
        group by f.group_id, f.lead_days
    ),
    place as (
        -- Up to how many tasks took at most so many days; those that never started last.
        select
            f.*,
            sum(f.finished) over (
                partition by f.group_id order by f.lead_days nulls last
            ) as reached,
            sum(f.finished) filter (where f.lead_days is not null) over (
                partition by f.group_id
            ) as started
        from finish as f
    ),
    ended as (
        select
            p.group_id,
            sum(p.finished)::bigint as finished,
            sum(p.kept_first)::bigint as kept_first,
            sum(p.kept_last)::bigint as kept_last,
            min(p.lead_days) filter (where 2 * p.reached >= p.started) as median,
            min(p.lead_days) filter (where 10 * p.reached >= 9 * p.started) as p90
        from place as p
        group by p.group_id
    ),
    slip as (
        select
            s.group_id, sum(s.slips)::bigint as slips,
            sum(s.slip_days)::bigint as slip_days
        from suppliers._list_slips(
            p_since, p_until, p_by, p_project_ids, p_supplier_ids, p_supplier_id
        ) as s
        group by s.group_id
    )

    select
        coalesce(e.group_id, s.group_id), coalesce(e.finished, 0),
        coalesce(e.kept_first, 0), coalesce(e.kept_last, 0), e.median, e.p90,
        coalesce(s.slips, 0), coalesce(s.slip_days, 0)
    from ended as e
    full join slip as s on e.group_id = s.group_id
$$;

comment on function suppliers._sum_performance(
    date, date, text, bigint[], bigint[], bigint
) is
    'One row per supplier, project or month with a finished task or a slip; arguments '
    'as for suppliers._list_daily_finishes.';
