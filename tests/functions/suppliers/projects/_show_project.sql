-- Proves functions/suppliers/projects/_show_project.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._show_project('{"project_id": 2001}')
    - '{created_at, updated_at}'::text[],
    '{"id": 2001, "code": "PEN", "name": "Pen", "status": "active",
      "calendar": "STANDARD", "timezone": "UTC", "starts_on": "2099-01-05",
      "metadata": {}, "version": 2}',
    'a project is shown without its managers'
);
select is(
    suppliers._show_project('{"project_id": 1}'), null, 'one that there is not is null'
);

select * from finish();
rollback;
