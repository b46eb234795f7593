-- Proves functions/commerce/purchases/set_vendor.sql.
begin;
select plan(8);

-- Given: a source of webhooks.
select core.register_webhook_source('acme', 'commerce.acknowledge_purchase')::text;

select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    $$ select api.set_vendor('ACME', '{"name": "Acme", "currency": "PHP"}') $$, 'PT403',
    'core.not_permitted', 'a buyer does not choose whom to trust'
);
select tests.login_as(tests.user('ada'), 'admin');
select is(
    api.set_vendor(
        'ACME',
        '{"name": "Acme", "currency": "PHP", "order_days": [4, 1, 1],
        "api_url": "https://acme.example/orders", "webhook_source": "acme"}',
        0
    ) - '{id, created_at, updated_at}'::text[],
    '{"code": "ACME", "name": "Acme", "currency": "PHP", "lead_time_days": 7,
    "order_days": [1, 4], "timezone": "UTC", "approval_limit_minor": 0,
    "api_url": "https://acme.example/orders", "webhook_source": "acme",
    "is_active": true, "version": 1}',
    'an admin makes a vendor'
);
select throws_ok(
    $$ select api.set_vendor('ACME', '{"name": "Acme", "currency": "PHP"}', 0) $$,
    'PT409',
    'commerce.version_conflict', 'that there was not'
);
select is(
    api.set_vendor(
        'ACME', '{"name": "Acme 2", "currency": "PHP", "webhook_source": "acme"}', 1
    )
    ->> 'version',
    '2', 'and replaces it'
);
select is_empty(
    $$ select c.code
       from (
           values ('acme'), (''), (null), ('A B'), (repeat('A', 41))
       ) as c (code)
       where tests.refusal(format(
           'select api.set_vendor(%L, ''{"name": "N", "currency": "PHP"}'')', c.code
       )) ->> 'key' is distinct from 'commerce.invalid_vendor' $$,
    'a code is upper case'
);
select is(
    tests.refusal(
        $$ select api.set_vendor(
            'OTHER', '{"name": "O", "currency": "PHP", "webhook_source": "acme"}'
        ) $$
    ) ->> 'key',
    'commerce.invalid_vendor', 'a source is one vendor''s'
);
reset role;
select results_eq(
    $$ select v.code, v.name from commerce.vendors as v $$,
    $$ values ('ACME', 'Acme 2') $$, 'what was refused changed nothing'
);
select is(
    (select count(*) from core.audit_entries as e
     where e.table_name = 'commerce.vendors' and e.actor_id = tests.user('ada')),
    2::bigint, 'each change is audited'
);

select * from finish();
rollback;
