-- Proves functions/commerce/purchases/list_reorder_proposals.sql.
begin;
select plan(6);

-- Given: two open proposals, at two locations.
select tests.small_purchases();
update commerce.vendors set approval_limit_minor = 0;
select tests.propose('SHOP')::text;
select tests.propose('MAIN')::text;

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.list_reorder_proposals() $$, 'PT403', 'core.not_permitted',
    'customers do not see what is bought'
);
select tests.login_as(tests.user('bob'), 'buyer');
select is(
    (select jsonb_agg(i - 'id' - 'created_at' - 'updated_at' - 'reasons')
     from jsonb_array_elements(api.list_reorder_proposals() -> 'items') as i),
    '[{"sku": "MUG", "location": "SHOP", "vendor": "FAST", "quantity": 7,
    "pack_size": 1, "unit_cost_minor": 800, "cost_minor": 5600, "currency": "PHP", "status": "open",
    "purchase_order_id": null, "decided_by": null, "decided_at": null,
    "decided_reason": null},
    {"sku": "SHIRT-S", "location": "MAIN", "vendor": "ACME", "quantity": 48,
    "pack_size": 12, "unit_cost_minor": 1500, "cost_minor": 72000, "currency": "PHP",
    "status": "open", "purchase_order_id": null, "decided_by": null, "decided_at": null,
    "decided_reason": null}]',
    'staff sees the open proposals'
);
select is(
    api.list_reorder_proposals() #> '{items, 1, reasons}',
    '{"method": "min_max", "on_hand": 10, "reserved": 1, "in_transit": 0,
    "purchased": 0, "mean_daily": 0.000, "deviation_daily": 0.000, "lead_days": 7, "wait_days": 0,
    "reorder_point": 20, "target": 50, "pack_size": 12}',
    'with what was counted'
);
select is(
    api.list_reorder_proposals(
        after => api.list_reorder_proposals(page_size => 1) ->> 'next'
    ) #>> '{items, 0, sku}',
    'SHIRT-S', 'pages follow each other'
);
select is(
    api.list_reorder_proposals('approved'), '{"items": [], "next": null}',
    'each status is a list'
);
select is_empty(
    $$ select s.status from (values ('eaten'), (null), ('')) as s (status)
       where tests.refusal(format('select api.list_reorder_proposals(%L)', s.status))
           ->> 'key' is distinct from 'core.invalid_argument' $$,
    'of a status that there is'
);

select * from finish();
rollback;
