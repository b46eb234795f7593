-- Proves functions/suppliers/tasks/_scope_faults.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();
select set_config(
    'request.jwt.claims',
    jsonb_build_object(
        'sub', tests.user('sam'),
        'app_metadata', jsonb_build_object('roles', array['supplier'])
    )::text,
    true
);

update suppliers.supplier_projects set removed_at = added_at
where supplier_id = 3001;
select results_eq(
    $$ select f.task_id, f.key, f.field
       from suppliers._scope_faults(
           array[
               tests.task_of('ACME', 'mould'), tests.task_of('BOLT', 'mould'), -1, null
           ],
           '{supplier}'
       ) as f
       order by f.task_id $$,
    $$ values
    (-1::bigint, 'suppliers.unknown_task', 'task_id'),
    (tests.task_of('ACME', 'mould'), 'suppliers.project_closed', 'task_id'),
    (tests.task_of('BOLT', 'mould'), 'suppliers.unknown_task', 'task_id'),
    (null, 'suppliers.unknown_task', 'task_id') $$,
    'tasks of others and none are unknown; where the supplier was removed, it is over'
);
select is_empty(
    $$ select from suppliers._scope_faults(
           array[tests.task_of('CLIP', 'cup')], '{admin}'
       ) $$,
    'an open task that the caller has is without a fault'
);

select * from finish();
rollback;
