-- Proves functions/commerce/purchases/_read_vendor.sql.
begin;
select plan(3);

select is(
    to_jsonb(commerce._read_vendor('{"name": "Acme", "currency": "PHP"}')),
    '{"id": null, "code": null, "name": "Acme", "currency": "PHP", "lead_time_days": 7,
    "order_days": [1, 2, 3, 4, 5, 6, 7], "timezone": "UTC", "approval_limit_minor": 0,
    "api_url": null, "webhook_source": null, "is_active": true, "version": null,
    "created_at": null, "updated_at": null}',
    'what is not said has a default'
);
select is_empty(
    $$ select c.fault from (
           values
           ('{"name": ""}'::jsonb), ('{"name": null}'), ('{"name": 1e400}'),
           ('{"currency": "php"}'), ('{"currency": null}'), ('{"lead_time_days": -1}'),
           ('{"lead_time_days": 366}'), ('{"order_days": []}'), ('{"order_days": [0]}'),
           ('{"order_days": [1, 8]}'), ('{"order_days": [1, null]}'),
           ('{"order_days": [[1], 2]}'), ('{"order_days": "1"}'), ('{"order_days": 1}'),
           ('{"order_days": {"a": 1}}'), ('{"order_days": [1.5, 2]}'),
           ('{"timezone": "Moon"}'), ('{"timezone": ""}'),
           ('{"approval_limit_minor": -1}'), ('{"api_url": "ftp://a.example"}'),
           ('{"api_url": "https://user:secret@a.example/"}'), ('{"api_url": ""}'),
           ('{"api_url": "https://a.example/a b"}'), ('{"webhook_source": "none"}'),
           ('{"is_active": "yes"}')
       ) as c (fault)
       where tests.refusal(format(
           'select commerce._read_vendor(%L)',
           '{"name": "Acme", "currency": "PHP"}'::jsonb || c.fault
       )) ->> 'key' is distinct from 'commerce.invalid_vendor' $$,
    'each field has its type and its bounds'
);
select is_empty(
    $$ select c.vendor
       from (values ('[]'), ('1'), ('null'), (null), ('"x"')) as c (vendor)
       where tests.refusal(format('select commerce._read_vendor(%L)', c.vendor))
           ->> 'key' is distinct from 'commerce.invalid_vendor' $$,
    'a vendor is an object'
);

select * from finish();
rollback;
