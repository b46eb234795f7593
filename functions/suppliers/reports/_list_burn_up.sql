-- suppliers._list_burn_up: how many tasks there were, and how many were done, at the
-- end of each week.

create or replace function suppliers._list_burn_up(
    p_project_id bigint, p_supplier_ids bigint[], p_today date
)
    returns table (week_on date, tasks bigint, done bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 100
as $$
    with week as (
        select
            date_trunc('week', d.progressed_on::timestamp)::date as week_on,
            sum(d.made - d.cancelled) as tasks,
            sum(d.done) as done
        from suppliers.daily_progress as d
        where d.project_id = p_project_id and d.supplier_id = any(p_supplier_ids)
        group by 1
    )

    select
        g.week_on::date,
        (sum(w.tasks) over (order by g.week_on))::bigint,
        (sum(w.done) over (order by g.week_on))::bigint
    from generate_series(
        (select min(o.week_on) from week as o)::timestamp, p_today::timestamp,
        interval '1 week'
    ) as g (week_on)
    left join week as w on g.week_on::date = w.week_on
    order by g.week_on desc
    limit 520
$$;

comment on function suppliers._list_burn_up(bigint, bigint[], date) is
    'One row per week, the last first, at most ten years; week_on is its Monday; tasks '
    'without those that are cancelled.';
