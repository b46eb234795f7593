-- suppliers.tg_task_instances__slip: sum up by how much due dates move to later days.
--
-- See suppliers.tg_task_instances__progress for the join. Definer: no role may write
-- the sums.

create or replace function suppliers.tg_task_instances__slip()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_days date[];
begin
    with changed as materialized (
        select
            n.project_id, n.supplier_id, n.supplier_project_id, n.changed_at,
            n.change_cause, n.due_on, o.due_on as previous_due_on
        from new_rows as n
        full join old_rows as o on n.id = o.id
        where n.due_on is distinct from o.due_on
    ),

    slipped as (
        insert into suppliers.daily_slips as d (
            project_id, supplier_id, slipped_on, cause, slips, slip_days
        )
        select
            n.project_id, n.supplier_id, (n.changed_at at time zone p.timezone)::date,
            coalesce(n.change_cause, 'unstated'), count(*),
            sum(
                suppliers._day_number(c, n.due_on)
                - suppliers._day_number(c, n.previous_due_on)
            )
        from changed as n
        inner join suppliers.supplier_projects as s on n.supplier_project_id = s.id
        inner join suppliers.projects as p on s.project_id = p.id
        inner join suppliers.calendars as c on s.calendar_id = c.id
        where n.due_on > n.previous_due_on
        group by 1, 2, 3, 4
        order by 1, 2, 3, 4
        on conflict (project_id, supplier_id, slipped_on, cause) do update
        set
            slips = d.slips + excluded.slips,
            slip_days = d.slip_days + excluded.slip_days
        returning d.slipped_on
    )

    select array_agg(distinct w.slipped_on)
    into v_days
    from slipped as w;
    perform suppliers._reopen_months(v_days);
    return null;
end;
$$;

comment on function suppliers.tg_task_instances__slip() is
    'Keeps suppliers.daily_slips.';
