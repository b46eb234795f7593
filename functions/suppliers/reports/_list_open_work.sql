-- suppliers._list_open_work: the open tasks of suppliers in projects, counted by
-- supplier, status and age.
--
-- A task is as old as the work on it: since it started, else since the day on which it
-- should have.

create or replace function suppliers._list_open_work(p_work_ids bigint[])
    returns table (
        supplier_id bigint,
        status text,
        open bigint,
        late bigint,
        not_begun bigint,
        days_0_7 bigint,
        days_8_30 bigint,
        days_31_90 bigint,
        days_over_90 bigint,
        oldest_days integer
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 50
as $$
    with work as materialized (
        select
            s.id, s.supplier_id, p.timezone, c as calendar,
            suppliers._project_day(p.timezone) as today
        from suppliers.supplier_projects as s
        inner join suppliers.projects as p on s.project_id = p.id
        inner join suppliers.calendars as c on s.calendar_id = c.id
        where s.id = any(p_work_ids)
    ),
    aged as materialized (
        select
            w.supplier_id,
            i.status,
            w.today - coalesce(
                (i.started_at at time zone w.timezone)::date, i.start_on
            ) as age,
            case
                when i.due_on >= w.today then false
                when i.paused_at is null and i.paused_days = 0 then true
                else suppliers._is_late(w.calendar, w.timezone, i)
            end as is_late
        from work as w
        cross join suppliers.task_statuses as t
        -- For each status, so that the index finds open tasks only.
        cross join lateral (
            select o.*
            from suppliers.task_instances as o
            where o.supplier_project_id = w.id and o.status = t.code
            offset 0
        ) as i
        where not t.is_final
    )

    select
        a.supplier_id,
        a.status,
        count(*),
        count(*) filter (where a.is_late),
        count(*) filter (where a.age < 0),
        count(*) filter (where a.age between 0 and 7),
        count(*) filter (where a.age between 8 and 30),
        count(*) filter (where a.age between 31 and 90),
        count(*) filter (where a.age > 90),
        greatest(max(a.age), 0)
    from aged as a
    group by a.supplier_id, a.status
$$;

comment on function suppliers._list_open_work(bigint[]) is
    'For ids of suppliers.supplier_projects. Units: tasks; oldest_days in days.';
