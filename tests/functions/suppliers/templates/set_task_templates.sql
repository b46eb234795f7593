-- Proves functions/suppliers/templates/set_task_templates.sql.
begin;
select plan(9);

-- Given: the small project.
select tests.small_project();

create function pg_temp.call(p_project text, p_more text default '') returns text
language sql as $$
    select format(
        'select api.set_task_templates(%s, %L::jsonb%s)', p_project,
        '[{"code": "cup", "title": "Cup", "canonical_due": "2099-02-02"},
          {"code": "lid", "title": "Lid", "canonical_due": "2099-02-03",
           "phase": "tooling"},
          {"code": "box", "title": "Box", "canonical_due": "2099-02-03",
           "phase": "samples"}]',
        p_more
    )
$$;
grant execute on function pg_temp.call(text, text) to public;

select tests.login_as(tests.user('sol'), 'supplier');
select is(
    array[tests.why(pg_temp.call('2002')), tests.why(pg_temp.call('2001'))],
    array['PT403 core.not_permitted', 'PT404 suppliers.unknown_project'],
    'a supplier sets no templates; of others'' projects it learns nothing'
);
select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    array[
        tests.why(pg_temp.call('2001')), tests.why(pg_temp.call('null')),
        tests.why('select api.set_task_templates(2002, null)'),
        tests.why(pg_temp.call('2002', ', $$[{}]$$')),
        tests.why(pg_temp.call('2002', ', $$[]$$, 7')),
        tests.why(pg_temp.call(
            '2002', ', $$[{"template": "lid", "after": "cup"},
                {"template": "cup", "after": "lid"}]$$'
        )),
        tests.why(pg_temp.call('2002', ', $$[{"template": "lid", "after": "box"}]$$'))
    ],
    array[
        'PT404 suppliers.unknown_project', 'PT404 suppliers.unknown_project',
        'PT422 suppliers.invalid_templates', 'PT422 suppliers.invalid_templates',
        'PT409 suppliers.version_conflict', 'PT422 suppliers.dependency_cycle',
        'PT422 suppliers.phase_order'
    ],
    'bad arguments are refused'
);
select is(
    (
        select jsonb_agg(t.t -> 'code')
        from jsonb_array_elements(api.list_task_templates(2002) -> 'items') as t (t)
    ),
    '["cup", "lid"]', 'and change nothing'
);
create temporary table answers on commit drop as
select api.set_task_templates(
    2002,
    '[{"code": "cup", "title": "Cup", "canonical_due": "2099-02-02"},
      {"code": "lid", "title": "Lid", "canonical_due": "2099-02-03",
       "phase": "tooling"},
      {"code": "box", "title": "Box", "canonical_due": "2099-02-03",
       "phase": "samples"}]',
    '[{"template": "cup", "after": "box", "lag_days": 3}]', 2
) as a;
select is(
    (select a.a from answers as a),
    '{"project_id": 2002, "version": 3, "templates": 3, "dependencies": 2}',
    'a manager sets all templates at once, with what the phases imply'
);
select is(
    (
        select jsonb_agg(t.t -> 'code')
        from jsonb_array_elements(api.list_task_templates(2002) -> 'items') as t (t)
    ),
    '["lid", "box", "cup"]', 'their order is topological'
);
reset role;
select is(
    (
        select array_agg(i.due_on order by i.due_on) from suppliers.task_instances as i
        where i.project_id = 2002
    ),
    '{2099-02-02, 2099-02-03}', 'the tasks keep their dates'
);
select is(
    (
        select count(*) from core.audit_entries as a
        where
            a.table_name = 'suppliers.task_templates' and a.actor_id = tests.user('noa')
            and a.operation = 'insert'
    ),
    1::bigint, 'the audit has the change'
);

update suppliers.projects set status = 'closed'
where id = 2002;
select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    tests.why(
        $$select api.set_task_templates(
            2002, '[{"code": "cup", "title": "Mug", "canonical_due": "2099-02-02"}]'
        )$$
    ),
    'PT409 suppliers.project_closed', 'a closed project keeps its templates'
);
reset role;
update suppliers.projects set status = 'active'
where id = 2002;
select tests.login_as(tests.user('noa'), 'project_manager');
select is(
    tests.why(
        $$select api.set_task_templates(
            2002, '[{"code": "cup", "title": "Mug", "canonical_due": "2099-02-02"}]'
        )$$
    ),
    'PT409 suppliers.template_in_use', 'a template with tasks is not left out'
);

select * from finish();
rollback;
