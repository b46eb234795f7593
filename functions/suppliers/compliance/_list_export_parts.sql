-- suppliers._list_export_parts: the tables of an archive, and which of their rows.
--
-- In a condition $1 is the project, $2 and $3 are the period. Records are as they are
-- now; history and reads are those of the period.

create or replace function suppliers._list_export_parts()
    returns table (
    place integer, name text, relation regclass, condition text, key text
)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p.place, p.name, p.table_name::regclass, p.condition, p.key
    from (
        values (
            '(select o.supplier_id from suppliers.supplier_projects as o '
            'where o.project_id = $1)',
            '(select o.calendar_id from suppliers.supplier_projects as o '
            'where o.project_id = $1 union select j.calendar_id '
            'from suppliers.projects as j where j.id = $1)',
            '(select ''suppliers.supplier:'' || o.supplier_id '
            'from suppliers.supplier_projects as o where o.project_id = $1)'
        )
    ) as c (suppliers, calendars, scopes)
    cross join lateral (
        values
        (1, 'projects', 'suppliers.projects', 't.id = $1', 't.id'),
        (
            2, 'project_managers', 'suppliers.project_managers', 't.project_id = $1',
            't.user_id'
        ),
        (3, 'calendars', 'suppliers.calendars', 't.id in ' || c.calendars, 't.id'),
        (
            4, 'holidays', 'suppliers.holidays', 't.calendar_id in ' || c.calendars,
            't.calendar_id, t.holiday_on'
        ),
        (
            5, 'task_templates', 'suppliers.task_templates', 't.project_id = $1',
            't.place, t.id'
        ),
        (
            6, 'task_dependencies', 'suppliers.task_dependencies', 't.project_id = $1',
            't.template_id, t.predecessor_id'
        ),
        (7, 'suppliers', 'suppliers.suppliers', 't.id in ' || c.suppliers, 't.id'),
        (
            8, 'supplier_projects', 'suppliers.supplier_projects', 't.project_id = $1',
            't.id'
        ),
        (
            9, 'supplier_users', 'suppliers.supplier_users',
            't.supplier_id in ' || c.suppliers, 't.supplier_id, t.user_id'
        ),
        (
            10, 'contacts', 'suppliers.contacts', 't.supplier_id in ' || c.suppliers,
            't.id'
        ),
        (
            11, 'supplier_capabilities', 'suppliers.supplier_capabilities',
            't.supplier_id in ' || c.suppliers,
            't.supplier_id, t.capability_code, t.valid_from_on'
        ),
        (
            12, 'certificates', 'suppliers.certificates',
            't.supplier_id in ' || c.suppliers, 't.id'
        ),
        (13, 'tasks', 'suppliers.task_instances', 't.project_id = $1', 't.id'),
        (
            14, 'task_history', 'suppliers.task_history',
            't.project_id = $1 and t.changed_at >= $2 and t.changed_at < $3', 't.id'
        ),
        (
            15, 'access_log', 'core.access_log',
            't.logged_at >= $2 and t.logged_at < $3 and t.scope in ' || c.scopes,
            't.logged_at, t.id'
        )
    ) as p (place, name, table_name, condition, key)
$$;

comment on function suppliers._list_export_parts() is
    'Name, table, condition and order of each table of an archive; t is the table.';
