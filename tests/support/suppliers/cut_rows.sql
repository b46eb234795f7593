-- tests.cut_rows: the query that counts what a caller of tests.small_project sees.
--
-- The table of expectations: who manages and who works is stated here by name, not read
-- from the tables that the policies read.

create or replace function tests.cut_rows(
    p_table regclass, p_kind text, p_name text, p_role text
)
    returns text
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        'select count(*) from %s as t where %s', p_table,
        case
            when p_role = 'admin' then 'true'
            when p_kind in ('project_manager', 'supplier_user')
                then format('t.user_id = %L', tests.user(p_name))
            when p_role = 'project_manager' and p_kind = 'party' then 'true'
            when p_role = 'project_manager'
                then format('%s = %s', c.project, coalesce(e.manages, 0))
            when p_role = 'supplier' and p_kind = 'project'
                then format('%s = %s', c.project, coalesce(e.works_on, 0))
            when p_role = 'supplier'
                then format('%s = %s', c.supplier, coalesce(e.works_for, 0))
            else 'false'
        end
    )
    from (
        values
        ('mia', 2001, null::bigint, null::bigint),
        ('noa', 2002, null, null),
        ('sam', null, 3001, 2001),
        ('sue', null, 3002, 2001),
        ('sol', null, 3003, 2002),
        ('zed', null, null, null)
    ) as e (name, manages, works_for, works_on)
    cross join (
        select
            case p_table::text when 'suppliers.projects' then 't.id' else 't.project_id' end
                as project,
            case p_table::text when 'suppliers.suppliers' then 't.id' else 't.supplier_id' end
                as supplier
    ) as c
    where e.name = p_name
$$;
