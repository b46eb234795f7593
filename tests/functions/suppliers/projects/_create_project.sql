-- Proves functions/suppliers/projects/_create_project.sql.
begin;
select plan(3);

select is(
    suppliers._create_project(
        '{"code": "P", "project": {"name": "N", "starts_on": "2030-01-01"}}'
    ) - '{id, created_at, updated_at}'::text[],
    '{"code": "P", "name": "N", "status": "active", "calendar": "STANDARD",
      "timezone": "UTC", "starts_on": "2030-01-01", "metadata": {}, "version": 1,
      "managers": []}',
    'a project is stored; a server manages none'
);
select throws_ok(
    $$ select suppliers._create_project(
           '{"code": "P", "project": {"name": "N", "starts_on": "2030-01-01"}}'
       ) $$,
    'PT409', 'suppliers.code_taken', 'its code is its own'
);
select throws_ok(
    $$ select suppliers._create_project('{"code": "Q", "project": {}}') $$,
    'PT422', 'suppliers.invalid_project', 'and it is read'
);

select * from finish();
rollback;
