-- suppliers._play_demo_changes: make the changes of the demo, each at its time.
--
-- The nth change of every task is one statement; its times follow from the status as in
-- suppliers._set_statuses. The triggers write history and audit.

create or replace function suppliers._play_demo_changes()
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $$
declare
    v_changes constant suppliers.task_history[] := array(
        select n from suppliers._list_demo_changes() as n
    );
    v_last constant bigint := (select max(e.version) from unnest(v_changes) as e);
begin
    for v_number in 2..coalesce(v_last, 0) loop
        update suppliers.task_instances as i
        set
            status = coalesce(e.status, i.status),
            start_on = coalesce(e.start_on, i.start_on),
            due_on = coalesce(e.due_on, i.due_on),
            owner_id = coalesce(e.owner_id, i.owner_id),
            started_at = case
                when s.is_started then coalesce(i.started_at, e.changed_at)
                else i.started_at
            end,
            finished_at = case when s.is_final then e.changed_at end,
            paused_at = case when s.is_paused then coalesce(i.paused_at, e.changed_at) end,
            paused_days = i.paused_days + case
                when i.paused_at is null or s.is_paused then 0
                else greatest(
                    0,
                    suppliers._day_number(c, (e.changed_at at time zone 'UTC')::date)
                    - suppliers._day_number(c, (i.paused_at at time zone 'UTC')::date)
                )
            end,
            changed_at = e.changed_at,
            changed_by = e.actor_id,
            change_reason = e.reason,
            change_cause = e.cause
        from unnest(v_changes) as e
        inner join suppliers.task_instances as t on e.task_id = t.id
        inner join suppliers.task_statuses as s on coalesce(e.status, t.status) = s.code
        inner join suppliers.supplier_projects as w on t.supplier_project_id = w.id
        inner join suppliers.calendars as c on w.calendar_id = c.id
        where e.version = v_number and i.id = t.id;
    end loop;
    return cardinality(v_changes);
end;
$$;

comment on function suppliers._play_demo_changes() is
    'Change the tasks of the demo; returns how many changes there were.';
