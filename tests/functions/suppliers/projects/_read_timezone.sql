-- Proves functions/suppliers/projects/_read_timezone.sql.
begin;
select plan(2);

select is(
    suppliers._read_timezone('Asia/Manila', 'suppliers.invalid_project'), 'Asia/Manila',
    'a zone that Postgres knows is read'
);
select is_empty(
    $$ select c.zone
       from (values (null), (''), ('Moon'), ('FOO5'), ('+08')) as c (zone)
       where tests.refusal(format(
           'select suppliers._read_timezone(%L, ''suppliers.invalid_project'')', c.zone
       )) ->> 'key' is distinct from 'suppliers.invalid_project' $$,
    'another one is refused'
);

select * from finish();
rollback;
