-- suppliers._list_unannounced: tasks that are due soon or overdue, without a notice for
-- this date.
--
-- Only open tasks around today are judged, which an index of the dates finds.

create or replace function suppliers._list_unannounced(p_most integer)
    returns table (task_id bigint, due_on date, judgement text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select j.task_id, j.due_on, j.judgement
    from suppliers._judge_dates(
        array(
            select i.id
            from suppliers.task_instances as i
            inner join suppliers.task_statuses as s on i.status = s.code
            where
                i.due_on between core.now()::date - 90 and core.now()::date + 1 + (
                    select max(
                        suppliers._numbered_day(
                            c, suppliers._day_number(c, core.now()::date + 1) + n.days
                        )
                    ) - core.now()::date
                    from suppliers.calendars as c
                    cross join (
                        select core.setting('suppliers.due_soon_days')::integer as days
                    ) as n
                )
                and not s.is_final
                and i.paused_at is null
        )
    ) as j
    where not exists (
        select
        from suppliers.task_notices as n
        where
            n.task_id = j.task_id
            and n.kind = j.judgement
            and n.due_on = j.due_on
    )
    order by j.due_on, j.task_id
    limit p_most
$$;

comment on function suppliers._list_unannounced(integer) is
    'At most so many, the earliest first. A date more than 90 days ago is not '
    'announced.';
