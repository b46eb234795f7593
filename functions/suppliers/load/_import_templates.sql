-- suppliers._import_templates: make a template for each numbered delivery of a project.
--
-- Deliveries depend on nothing, so their places follow those that are there.

create or replace function suppliers._import_templates()
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    insert into suppliers.task_templates (
        project_id, code, title, canonical_due_on, duration_days, place
    )
    select
        d.project_id,
        'delivery-' || d.number,
        'Delivery ' || d.number,
        d.due_on,
        d.duration_days,
        coalesce(
            (
                select max(t.place)
                from suppliers.task_templates as t
                where t.project_id = d.project_id
            ),
            0
        ) + row_number() over (partition by d.project_id order by d.number)
    from (
        select
            j.id as project_id,
            p.number,
            min(p.due_on) as due_on,
            greatest(
                1,
                least(
                    1000,
                    min(
                        suppliers._day_number(c, p.due_on)
                        - suppliers._day_number(c, p.promised_on - 1)
                    )
                )
            ) as duration_days
        from suppliers._list_pending_lines() as p
        inner join suppliers.projects as j on p.project_code = j.code
        inner join suppliers.calendars as c on j.calendar_id = c.id
        where
            not exists (
                select
                from suppliers.task_templates as t
                where t.project_id = j.id and t.code = 'delivery-' || p.number
            )
        group by j.id, p.number
    ) as d
    order by d.project_id, d.number;
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function suppliers._import_templates() is
    'Make the templates delivery-1, delivery-2, … that are missing; returns how many.';
