-- Proves functions/suppliers/parties/_read_contacts.sql.
begin;
select plan(2);

select is(
    suppliers._read_contacts('[{"name": "Pat", "phone": "123"}]'),
    '[{"name": "Pat", "phone": "123"}]', 'a list of people is read'
);
select is_empty(
    $$ select c.contacts
       from (
           values
           (null), ('{}'), ('[1]'), ('[{}]'), ('[{"name": " "}]'),
           ('[{"name": "P", "email": "nobody"}]'), ('[{"name": "P", "email": "a b@c"}]'),
           ('[{"name": "P", "email": "@c"}]'), ('[{"name": "P", "phone": "1"}]'),
           ('[{"name": "P", "phone": "' || repeat('1', 51) || '"}]'),
           ('[{"name": "P", "duty": ""}]'), ('[{"name": "' || repeat('P', 201) || '"}]'),
           (
               (
                   select jsonb_agg(jsonb_build_object('name', 'P' || n))::text
                   from generate_series(1, 101) as n
               )
           )
       ) as c (contacts)
       where tests.refusal(format('select suppliers._read_contacts(%L)', c.contacts))
           ->> 'key' is distinct from 'suppliers.invalid_supplier' $$,
    'bad input is refused'
);

select * from finish();
rollback;
