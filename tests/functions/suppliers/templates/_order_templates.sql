-- Proves functions/suppliers/templates/_order_templates.sql.
begin;
select plan(3);

-- Given: the small project.
select tests.small_project();

select is(
    (
        select array_agg(t.code order by o.place)
        from unnest(suppliers._order_templates(2001)) with ordinality as o (id, place)
        inner join suppliers.task_templates as t on o.id = t.id
    ),
    array['mould', 'paint', 'sample', 'run'],
    'of those that could come next, the earliest due is first'
);
select is(suppliers._order_templates(-1), '{}', 'no project has no templates');
alter table suppliers.task_dependencies disable trigger user;
insert into suppliers.task_dependencies (project_id, template_id, predecessor_id)
select
    t.project_id,
    t.id as template_id,
    p.id as predecessor_id
from suppliers.task_templates as t
inner join suppliers.task_templates as p on t.project_id = p.project_id
where t.code = 'cup' and p.code = 'lid';
select is(
    tests.refusal('select suppliers._order_templates(2002)') - 'hint',
    '{"code": "PT422", "key": "suppliers.dependency_cycle", "detail":
        "Each of these needs itself first, or one that does: cup, lid."}',
    'a cycle is refused, with its templates'
);

select * from finish();
rollback;
