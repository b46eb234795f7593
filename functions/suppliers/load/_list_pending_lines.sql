-- suppliers._list_pending_lines: the loaded lines that no task was made of.
--
-- The number counts the deliveries of a vendor in a project, in the order of their
-- dates; it goes on after those that have a task. A line was promised when it was
-- ordered, else quoted; never after it was due or came. A project that was closed by
-- hand takes no line; one that an import made is closed by its last line, and opened by
-- the next.

create or replace function suppliers._list_pending_lines()
    returns table (
        line_id bigint,
        source text,
        project_code text,
        supplier_code text,
        vendor text,
        number bigint,
        promised_on date,
        due_on date,
        delivered_on date
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 10000
as $$
    with pending as materialized (
        select
            n.id,
            n.source,
            n.project_code,
            suppliers._vendor_code(v.vendor) as supplier_code,
            v.vendor,
            n.due_on,
            coalesce(n.delivered_on, o.delivered_on) as delivered_on,
            coalesce(n.ordered_on, o.ordered_on, n.quoted_on, n.due_on) as promised_on
        from suppliers.order_lines as n
        left join suppliers.orders as o
            on n.source = o.source and n.order_key = o.order_key
        left join suppliers.projects as j on n.project_code = j.code
        cross join lateral (select coalesce(n.vendor, o.vendor) as vendor) as v
        where
            n.task_id is null
            and v.vendor is not null
            and (j.status = 'closed' and not j.metadata ? 'source') is not true
    ),

    made as (
        select
            d.project_code, d.supplier_code,
            max(substr(t.code, 10)::bigint) as number
        from (
            select distinct p.project_code, p.supplier_code from pending as p
        ) as d
        inner join suppliers.projects as j on d.project_code = j.code
        inner join suppliers.suppliers as s on d.supplier_code = s.code
        inner join suppliers.supplier_projects as w
            on j.id = w.project_id and s.id = w.supplier_id
        inner join suppliers.task_instances as i on w.id = i.supplier_project_id
        inner join suppliers.task_templates as t on i.task_template_id = t.id
        where t.code ~ '^delivery-[0-9]{1,18}$'
        group by d.project_code, d.supplier_code
    )

    select
        p.id,
        p.source,
        p.project_code,
        p.supplier_code,
        p.vendor,
        coalesce(m.number, 0) + row_number() over (
            partition by p.project_code, p.supplier_code order by p.due_on, p.id
        ),
        least(p.promised_on, p.due_on, p.delivered_on),
        p.due_on,
        p.delivered_on
    from pending as p
    left join made as m
        on p.project_code = m.project_code and p.supplier_code = m.supplier_code
$$;

comment on function suppliers._list_pending_lines() is
    'Lines of suppliers.order_lines with a vendor and without a task.';
