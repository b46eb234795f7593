-- Proves functions/suppliers/reports/tg_task_instances__uncache.sql.
begin;
select plan(3);

-- Given: two projects.
select tests.small_project();
create function pg_temp.works(p_supplier text) returns text language sql as $$
    select 'suppliers.tasks:' || i.supplier_project_id
    from suppliers.task_instances as i
    where i.id = tests.task_of(p_supplier, case p_supplier when 'CLIP' then 'lid' else 'run' end)
$$;

select set_has(
    $$ select c.tag from core.cache_changes as c $$,
    $$ select pg_temp.works(u.code)
       from unnest('{ACME, BOLT, CLIP}'::text[]) as u (code) $$,
    'tasks that are made end the forecasts of their suppliers'
);
delete from core.cache_changes
where true;
update suppliers.task_instances set change_reason = 'x'
where id in (tests.task_of('ACME', 'run'), tests.task_of('ACME', 'mould'));
select set_eq(
    $$ select c.tag from core.cache_changes as c where c.tag like 'suppliers.%' $$,
    $$ select pg_temp.works('ACME') $$, 'a change ends those of its suppliers only'
);
update suppliers.task_instances
set change_reason = 'x'
where id = 0;
select is(
    (
        select count(*) from core.cache_changes as c
        where c.tag like 'suppliers.%'
    ),
    1::bigint, 'a change of nothing ends none'
);

select * from finish();
rollback;
