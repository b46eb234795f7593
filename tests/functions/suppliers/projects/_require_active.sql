-- Proves functions/suppliers/projects/_require_active.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

select lives_ok(
    $$ select suppliers._require_active(p) from suppliers.projects as p
       where p.id = 2001 $$,
    'an active project is one'
);
update suppliers.projects set status = 'closed'
where id = 2001;
select is(
    tests.refusal(
        $$ select suppliers._require_active(p) from suppliers.projects as p
           where p.id = 2001 $$
    ) - 'hint',
    '{"code": "PT409", "key": "suppliers.project_closed",
      "detail": "Project PEN is closed."}',
    'a closed one is not'
);

select * from finish();
rollback;
