-- suppliers.tg_task_instances__judge: say how each finished task kept its promises.
--
-- A task that is opened again is not finished any more; one that is done and changes is
-- judged again, but not by the calendar of today when a person is erased from it.
-- Definer: no role may write what it writes.
--
-- Postgres keeps the plan that it made while the table was small; without the setting,
-- that one may read the whole table for each statement after it has grown.

create or replace function suppliers.tg_task_instances__judge()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
as $$
declare
    v_done bigint[];
    v_days date[];
begin
    if core.is_erasing() then
        return null;
    end if;
    if tg_op = 'UPDATE' then
        v_done := array(select o.id from old_rows as o where o.status = 'done');
        if cardinality(v_done) > 0 then
            with gone as (
                delete from suppliers.finished_tasks as f
                where f.task_id = any(v_done)
                returning f.finished_on
            )

            select array_agg(distinct g.finished_on)
            into v_days
            from gone as g;
        end if;
    end if;

    with judged as (
        insert into suppliers.finished_tasks (
            task_id, project_id, supplier_id, finished_on, has_kept_first, has_kept_last,
            lead_days
        )
        select
            n.id, n.project_id, n.supplier_id, e.finished_on,
            e.finished_on <= case
                when n.paused_days = 0 then n.planned_due_on
                else suppliers._moved_due(c, n.planned_due_on, n.paused_days)
            end,
            e.finished_on <= case
                when n.paused_days = 0 then n.due_on
                else suppliers._moved_due(c, n.due_on, n.paused_days)
            end,
            suppliers._day_number(c, e.finished_on)
            - suppliers._day_number(c, (n.started_at at time zone p.timezone)::date - 1)
        from new_rows as n
        inner join suppliers.supplier_projects as s on n.supplier_project_id = s.id
        inner join suppliers.projects as p on s.project_id = p.id
        inner join suppliers.calendars as c on s.calendar_id = c.id
        cross join lateral (
            select (coalesce(n.finished_at, n.changed_at) at time zone p.timezone)::date
        ) as e (finished_on)
        where n.status = 'done'
        returning finished_on
    )

    select v_days || array_agg(distinct j.finished_on)
    into v_days
    from judged as j;
    perform suppliers._reopen_months(v_days);
    return null;
end;
$$;

comment on function suppliers.tg_task_instances__judge() is
    'Keeps suppliers.finished_tasks.';
