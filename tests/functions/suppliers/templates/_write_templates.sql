-- Proves functions/suppliers/templates/_write_templates.sql.
begin;
select plan(3);

-- Given: the small project.
select tests.small_project();

do $do$ begin
    perform suppliers._write_templates(2002, '[
        {"code": "cup", "title": "Cup 2", "canonical_due": "2099-02-04"},
        {"code": "lid", "title": "Lid", "canonical_due": "2099-02-03", "duration_days": 3},
        {"code": "saucer", "title": "Saucer", "canonical_due": "2099-02-05"}
    ]');
end $do$;
select results_eq(
    $$ select t.code, t.title, t.canonical_due_on, t.duration_days
       from suppliers.task_templates as t
       where t.project_id = 2002
       order by t.code $$,
    $$ values ('cup', 'Cup 2', '2099-02-04'::date, 1), ('lid', 'Lid', '2099-02-03', 3),
       ('saucer', 'Saucer', '2099-02-05', 1) $$,
    'templates are written and changed'
);
do $do$ begin
    perform suppliers._write_templates(2002, '[
        {"code": "cup", "title": "Cup 2", "canonical_due": "2099-02-04"},
        {"code": "lid", "title": "Lid", "canonical_due": "2099-02-03"}
    ]');
end $do$;
select is(
    (
        select count(*) from suppliers.task_templates as t
        where t.project_id = 2002
    ),
    2::bigint, 'one without tasks goes'
);
select is(
    tests.refusal($$ select suppliers._write_templates(2002, '[
        {"code": "cup", "title": "Cup", "canonical_due": "2099-02-04"}]') $$) - 'hint',
    '{"code": "PT409", "key": "suppliers.template_in_use", "detail":
        "These templates have tasks and cannot be left out: lid."}',
    'one with tasks stays'
);

select * from finish();
rollback;
