-- Proves functions/suppliers/parties/_read_supplier.sql.
begin;
select plan(4);

select is(
    to_jsonb(suppliers._read_supplier('{"name": "Acme"}')),
    '{"id": null, "code": null, "name": "Acme", "country": null, "calendar_id": null,
      "is_active": true, "metadata": {}, "version": null, "created_at": null,
      "updated_at": null}',
    'what is not said has a default'
);
select is(
    to_jsonb(suppliers._read_supplier(
        '{"name": "Acme", "country": "PH", "calendar": "STANDARD", "is_active": false,
          "metadata": {"a": 1}}'
    )) - 'calendar_id',
    '{"id": null, "code": null, "name": "Acme", "country": "PH", "is_active": false,
      "metadata": {"a": 1}, "version": null, "created_at": null, "updated_at": null}',
    'every field is read'
);
select is_empty(
    $$ select c.supplier
       from (
           values
           ('{}'), ('{"name": null}'), ('{"name": " "}'), ('{"name": {}}'),
           ('{"name": "N", "country": "Philippines"}'), ('{"name": "N", "country": "ph"}'),
           ('{"name": "N", "is_active": "yes"}'), ('{"name": "N", "is_active": 1}'),
           ('{"name": "N", "metadata": []}'), ('{"name": "N", "calendar": {}}'),
           ('[]'), ('1'), ('null'), (null)
       ) as c (supplier)
       where tests.refusal(format('select suppliers._read_supplier(%L)', c.supplier))
           ->> 'key' is distinct from 'suppliers.invalid_supplier' $$,
    'bad input is refused'
);
select throws_ok(
    $$ select suppliers._read_supplier('{"name": "N", "calendar": "NONE"}') $$, 'PT404',
    'suppliers.unknown_calendar', 'its calendar is one that there is'
);

select * from finish();
rollback;
