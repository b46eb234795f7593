-- suppliers._judge_dates: which of some tasks are due soon, and which are overdue.
--
-- By the day and the calendar of each. While the clock of a task stands, it is neither.

create or replace function suppliers._judge_dates(p_task_ids bigint[])
    returns table (task_id bigint, due_on date, judgement text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select j.id as task_id, j.due_on, j.judgement
    from (
        select
            d.id, d.due_on,
            case
                when d.owed_on < d.today then 'overdue'
                when
                    suppliers._day_number(d.calendar, d.owed_on)
                    - suppliers._day_number(d.calendar, d.today)
                    <= (select core.setting('suppliers.due_soon_days')::integer)
                    then 'due_soon'
            end as judgement
        from (
            select
                i.id, i.due_on, c as calendar,
                suppliers._moved_due(c, i.due_on, i.paused_days) as owed_on,
                suppliers._project_day(p.timezone) as today
            from suppliers.task_instances as i
            inner join suppliers.task_statuses as s on i.status = s.code
            inner join suppliers.projects as p on i.project_id = p.id
            inner join suppliers.supplier_projects as o on i.supplier_project_id = o.id
            inner join suppliers.calendars as c on o.calendar_id = c.id
            where
                i.id = any(p_task_ids)
                and not s.is_final
                and i.paused_at is null
                and p.status = 'active'
        ) as d
    ) as j
    where j.judgement is not null
$$;

comment on function suppliers._judge_dates(bigint[]) is
    'Open tasks whose clock runs: due_soon within suppliers.due_soon_days working '
    'days, overdue after their day.';
