-- Proves functions/suppliers/access/_read_code.sql.
begin;
select plan(2);

select is(
    suppliers._read_code('A-1.B_' || repeat('0', 34), 'suppliers.invalid_project'),
    'A-1.B_' || repeat('0', 34), 'a code has up to 40 characters'
);
select is_empty(
    $$ select c.code
       from (
           values (''), (null), ('a'), ('A B'), ('-A'), ('Ä'), (repeat('A', 41)), (E'A\n')
       ) as c (code)
       where tests.refusal(format(
           'select suppliers._read_code(%L, ''suppliers.invalid_project'')', c.code
       )) ->> 'key' is distinct from 'suppliers.invalid_project' $$,
    'which are upper-case letters, digits and few signs'
);

select * from finish();
rollback;
