-- Proves functions/commerce/purchases/_read_reorder_rule.sql.
begin;
select plan(4);

-- Given: a vendor.
select tests.small_purchases();

select is(
    to_jsonb(commerce._read_reorder_rule(
        '{"vendor": "ACME", "method": "demand", "unit_cost_minor": "10"}'
    )) - 'vendor_id',
    '{"variant_id": null, "location_id": null, "method": "demand", "minimum": null,
    "maximum": null, "pack_size": 1, "service_factor": 1.645, "cover_days": 7,
    "lead_time_days": null, "unit_cost_minor": 10, "is_enabled": true, "version": null,
    "created_at": null, "updated_at": null}',
    'what is not said has a default'
);
select is_empty(
    $$ select c.fault from (
           values
           ('{"method": "best"}'::jsonb), ('{"method": null}'), ('{"minimum": null}'),
           ('{"minimum": -1}'), ('{"minimum": "x"}'), ('{"minimum": 1.5}'),
           ('{"maximum": 4}'), ('{"maximum": 1000001}'), ('{"maximum": 99999999999}'),
           ('{"pack_size": 0}'), ('{"pack_size": {}}'), ('{"service_factor": -1}'),
           ('{"service_factor": 6}'), ('{"service_factor": "NaN"}'),
           ('{"cover_days": 0}'), ('{"lead_time_days": 366}'),
           ('{"unit_cost_minor": null}'), ('{"unit_cost_minor": 1000000001}'),
           ('{"is_enabled": "yes"}'), ('{"is_enabled": 1}')
       ) as c (fault)
       where tests.refusal(format(
           'select commerce._read_reorder_rule(%L)',
           '{"vendor": "ACME", "method": "min_max", "minimum": 5, "maximum": 9,
           "unit_cost_minor": 10}'::jsonb || c.fault
       )) ->> 'key' is distinct from 'commerce.invalid_rule' $$,
    'each field has its type and its bounds'
);
select is_empty(
    $$ select c.rule from (values ('[]'), ('1'), ('null'), (null), ('"x"')) as c (rule)
       where tests.refusal(format('select commerce._read_reorder_rule(%L)', c.rule))
           ->> 'key' is distinct from 'commerce.invalid_rule' $$,
    'a rule is an object'
);
update commerce.vendors set is_active = false;
select throws_ok(
    $$ select commerce._read_reorder_rule(
        '{"vendor": "ACME", "method": "demand", "unit_cost_minor": 10}'
    ) $$,
    'PT404', 'commerce.unknown_vendor', 'its vendor is active'
);

select * from finish();
rollback;
