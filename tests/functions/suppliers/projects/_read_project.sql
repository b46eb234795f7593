-- Proves functions/suppliers/projects/_read_project.sql.
begin;
select plan(5);

-- Given: the small project.
select tests.small_project();

select is(
    to_jsonb(suppliers._read_project(p, '{"name": "Pen 2", "status": null}')),
    to_jsonb(p) || '{"name": "Pen 2"}',
    'what is sent goes over what is stored; null leaves it'
)
from suppliers.projects as p
where p.code = 'PEN';
select is(
    to_jsonb(suppliers._read_project(null, '{"name": "N", "starts_on": "2030-01-01"}'))
    - 'calendar_id',
    '{"id": null, "code": null, "name": "N", "status": "active", "timezone": "UTC",
      "starts_on": "2030-01-01", "metadata": {}, "version": null, "created_at": null,
      "updated_at": null}',
    'a new project has defaults'
);
select is_empty(
    $$ select c.fields
       from (
           values
           ('{"name": ""}'), ('{"name": ["N"]}'), ('{"starts_on": "soon"}'),
           ('{"starts_on": "3000-01-01"}'), ('{"status": "done"}'),
           ('{"timezone": "Moon"}'), ('{"metadata": []}'), ('{"metadata": "x"}'),
           ('{"version": 7}'), ('{"code": "NEW"}'), ('[]'), ('1'), ('null'), (null),
           ('{"metadata": {"a": "' || repeat('x', 12000) || '"}}')
       ) as c (fields)
       where tests.refusal(format(
           'select suppliers._read_project(p, %L) from suppliers.projects as p
           where p.code = ''PEN''', c.fields
       )) ->> 'key' is distinct from 'suppliers.invalid_project' $$,
    'bad input is refused'
);
select is_empty(
    $$ select c.fields
       from (values ('{}'), ('{"name": "N"}'), ('{"starts_on": "2030-01-01"}'))
           as c (fields)
       where tests.refusal(format('select suppliers._read_project(null, %L)', c.fields))
           ->> 'key' is distinct from 'suppliers.invalid_project' $$,
    'a new project has a name and a first day'
);
select throws_ok(
    $$ select suppliers._read_project(p, '{"calendar": "NONE"}')
       from suppliers.projects as p
       where p.code = 'PEN' $$,
    'PT404', 'suppliers.unknown_calendar', 'its calendar is one that there is'
);

select * from finish();
rollback;
