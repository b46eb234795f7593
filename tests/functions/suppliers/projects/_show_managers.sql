-- Proves functions/suppliers/projects/_show_managers.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._show_managers(2001),
    jsonb_build_object('managers', jsonb_build_array(tests.user('mia'))),
    'the managers of a project'
);
select is(suppliers._show_managers(1), '{"managers": []}', 'there may be none');

select * from finish();
rollback;
