-- Proves functions/commerce/purchases/list_vendors.sql.
begin;
select plan(3);

-- Given: two vendors.
select tests.small_purchases();

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.list_vendors() $$, 'PT403', 'core.not_permitted',
    'customers do not see the vendors'
);
select tests.login_as(tests.user('ada'), 'warehouse');
select is(
    (api.list_vendors() #> '{items, 1}') - '{id, created_at, updated_at}'::text[],
    '{"code": "FAST", "name": "Fast", "currency": "PHP", "lead_time_days": 7,
    "order_days": [1, 2, 3, 4, 5, 6, 7], "timezone": "UTC",
    "approval_limit_minor": 10000, "api_url": "https://fast.example/orders",
    "webhook_source": null, "is_active": true, "version": 1}',
    'staff does'
);
select is(
    api.list_vendors(api.list_vendors(page_size => 1) ->> 'next')
    #>> '{items, 0, code}',
    'FAST', 'pages follow each other'
);

select * from finish();
rollback;
