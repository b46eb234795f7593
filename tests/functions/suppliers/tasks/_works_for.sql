-- Proves functions/suppliers/tasks/_works_for.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

create function pg_temp.owners(p_supplier text) returns text language sql as $$
    select string_agg(u.name, ' ' order by u.name)
    from unnest(array['sam', 'sue', 'sol', 'mia', 'noa', 'zed']) as u (name)
    inner join suppliers.task_instances as i on i.id = (
        select min(n.id) from suppliers.task_instances as n
        inner join suppliers.suppliers as s on n.supplier_id = s.id
        where s.code = p_supplier
    )
    where suppliers._works_for(tests.user(u.name), i)
$$;

select is(pg_temp.owners('ACME'), 'mia sam', 'people of the supplier and managers');
select is(pg_temp.owners('CLIP'), 'noa sol', 'of the task''s project');

select * from finish();
rollback;
