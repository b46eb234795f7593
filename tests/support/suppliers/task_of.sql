-- tests.task_of: the id of a task of tests.small_project, by supplier and template.

create or replace function tests.task_of(p_supplier text, p_template text)
    returns bigint
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select i.id
    from suppliers.task_instances as i
    inner join suppliers.suppliers as s on i.supplier_id = s.id
    inner join suppliers.task_templates as t on i.task_template_id = t.id
    where s.code = p_supplier and t.code = p_template
$$;
