-- suppliers._list_project_rows: the rows of a project, as audit entries name them.
--
-- Those that are there, and those whose deletion is an entry.

create or replace function suppliers._list_project_rows(p_project_id bigint)
    returns table (table_name text, row_id text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with parties as materialized (
        select s.supplier_id as id
        from suppliers.supplier_projects as s
        where s.project_id = p_project_id
    ),

    calendars as materialized (
        select s.calendar_id as id
        from suppliers.supplier_projects as s
        where s.project_id = p_project_id
        union
        select p.calendar_id
        from suppliers.projects as p
        where p.id = p_project_id
    )

    select 'suppliers.projects', p_project_id::text
    union
    select 'suppliers.project_managers', jsonb_build_array(
        m.project_id::text, m.user_id::text
    )::text
    from suppliers.project_managers as m
    where m.project_id = p_project_id
    union
    select 'suppliers.task_templates', t.id::text
    from suppliers.task_templates as t
    where t.project_id = p_project_id
    union
    select 'suppliers.task_dependencies', jsonb_build_array(
        d.template_id::text, d.predecessor_id::text
    )::text
    from suppliers.task_dependencies as d
    where d.project_id = p_project_id
    union
    select 'suppliers.supplier_projects', s.id::text
    from suppliers.supplier_projects as s
    where s.project_id = p_project_id
    union
    select 'suppliers.task_instances', i.id::text
    from suppliers.task_instances as i
    where i.project_id = p_project_id
    union
    select 'suppliers.suppliers', p.id::text from parties as p
    union
    select 'suppliers.supplier_users', jsonb_build_array(
        u.supplier_id::text, u.user_id::text
    )::text
    from suppliers.supplier_users as u
    where u.supplier_id in (select p.id from parties as p)
    union
    select 'suppliers.supplier_capabilities', jsonb_build_array(
        c.supplier_id::text, c.capability_code, to_char(c.valid_from_on, 'YYYY-MM-DD')
    )::text
    from suppliers.supplier_capabilities as c
    where c.supplier_id in (select p.id from parties as p)
    union
    select 'suppliers.certificates', c.id::text
    from suppliers.certificates as c
    where c.supplier_id in (select p.id from parties as p)
    union
    select 'suppliers.contacts', c.id::text
    from suppliers.contacts as c
    where c.supplier_id in (select p.id from parties as p)
    union
    select 'suppliers.calendars', k.id::text from calendars as k
    union
    select 'suppliers.holidays', jsonb_build_array(
        h.calendar_id::text, to_char(h.holiday_on, 'YYYY-MM-DD')
    )::text
    from suppliers.holidays as h
    where h.calendar_id in (select k.id from calendars as k)
    union
    select e.table_name, e.row_id
    from core.audit_entries as e
    where
        e.operation = 'delete'
        and starts_with(e.table_name, 'suppliers.')
        and case
            when e.table_name = 'suppliers.holidays'
                then e.old_values -> 'calendar_id' in (
                    select to_jsonb(k.id) from calendars as k
                )
            when e.old_values ? 'project_id'
                then e.old_values -> 'project_id' = to_jsonb(p_project_id)
            else e.old_values -> 'supplier_id' in (
                select to_jsonb(p.id) from parties as p
            )
        end
$$;

comment on function suppliers._list_project_rows(bigint) is
    'Tables and keys of the rows of a project, its suppliers and its calendars.';
