-- suppliers._shift_dates: the dates of some tasks, moved by working days.
--
-- By the calendar of each supplier. A due date that is no working day counts as the
-- last one before it, a first day as the next one, as in suppliers._propose_moves. A
-- task that has started keeps its start. Tasks share dates, so each date is moved once.
-- The joins are full: every row has its partner, and such a join cannot become a loop.

create or replace function suppliers._shift_dates(p_task_ids bigint[], p_days integer)
    returns table (task_id bigint, start_on date, due_on date)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with task as materialized (
        select
            i.id,
            s.calendar_id,
            i.start_on,
            i.due_on,
            i.started_at is not null as is_started
        from unnest(p_task_ids) as u (id)
        inner join suppliers.task_instances as i on u.id = i.id
        inner join suppliers.supplier_projects as s on i.supplier_project_id = s.id
    )

    , due as materialized (
        select
            t.calendar_id,
            t.due_on,
            suppliers._numbered_day(
                c, greatest(1, suppliers._day_number(c, t.due_on) + p_days)
            ) as new_on
        from (select distinct t.calendar_id, t.due_on from task as t) as t
        inner join suppliers.calendars as c on t.calendar_id = c.id
    )

    , start as materialized (
        select
            t.calendar_id,
            t.start_on,
            suppliers._numbered_day(
                c, greatest(1, suppliers._day_number(c, t.start_on - 1) + 1 + p_days)
            ) as new_on
        from (select distinct t.calendar_id, t.start_on from task as t) as t
        inner join suppliers.calendars as c on t.calendar_id = c.id
    )

    select
        t.id,
        case when t.is_started then t.start_on else least(d.new_on, b.new_on) end,
        d.new_on
    from task as t
    full join due as d on t.calendar_id = d.calendar_id and t.due_on = d.due_on
    full join start as b on t.calendar_id = b.calendar_id and t.start_on = b.start_on
$$;

comment on function suppliers._shift_dates(bigint[], integer) is
    'First day and due date after a shift. Units: working days; negative: earlier.';
