-- Proves functions/commerce/purchases/list_reorder_rules.sql.
begin;
select plan(3);

-- Given: three rules.
select tests.small_purchases();

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.list_reorder_rules() $$, 'PT403', 'core.not_permitted',
    'customers do not see the rules'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select is(
    (
        select i from jsonb_array_elements(api.list_reorder_rules() -> 'items') as i
        where i ->> 'sku' = 'SHIRT-S'
    )
    - '{variant_id, location_id, updated_at}'::text[],
    '{"sku": "SHIRT-S", "location": "MAIN", "vendor": "ACME", "method": "min_max",
    "minimum": 20, "maximum": 50, "pack_size": 12, "service_factor": 1.645,
    "cover_days": 7, "lead_time_days": null, "unit_cost_minor": 1500, "currency": "PHP",
    "is_enabled": true, "version": 1}',
    'staff does'
);
create function pg_temp.pages() returns text[]
    language sql as $$
    with recursive pages as (
        select api.list_reorder_rules(page_size => 1) as page
        union all
        select api.list_reorder_rules(p.page ->> 'next', 1)
        from pages as p where p.page ->> 'next' is not null
    )
    select array_agg(p.page #>> '{items, 0, sku}') from pages as p;
$$;
select is(
    pg_temp.pages(),
    (select array_agg(i ->> 'sku' order by (i ->> 'variant_id')::bigint)
     from jsonb_array_elements(api.list_reorder_rules() -> 'items') as i),
    'pages follow each other without a gap'
);

select * from finish();
rollback;
