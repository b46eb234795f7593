-- Proves functions/commerce/purchases/set_reorder_rule.sql.
begin;
select plan(10);

-- Given: vendors and rules.
select tests.small_purchases();
create function pg_temp.rule(p_minimum integer) returns jsonb
    language sql as $$
    select jsonb_build_object(
        'vendor', 'ACME', 'method', 'min_max', 'minimum', p_minimum, 'maximum', 90,
        'unit_cost_minor', 10
    );
$$;
grant execute on function pg_temp.rule(integer) to authenticated;

select tests.login_as(tests.user('ada'), 'warehouse');
select throws_ok(
    $$ select api.set_reorder_rule('MUG', 'MAIN', pg_temp.rule(5)) $$, 'PT403',
    'core.not_permitted', 'a warehouse does not buy'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(
    api.set_reorder_rule('MUG', 'MAIN', pg_temp.rule(5), 0),
    '{"sku": "MUG", "location": "MAIN", "version": 1, "is_enabled": true}',
    'a buyer makes a rule'
);
select throws_ok(
    $$ select api.set_reorder_rule('MUG', 'MAIN', pg_temp.rule(6), 0) $$, 'PT409',
    'commerce.version_conflict', 'that there was not'
);
select is(
    api.set_reorder_rule('mug', 'main', pg_temp.rule(6), 1) ->> 'version', '2',
    'and replaces it'
);
select is(
    api.set_reorder_rule('MUG', 'MAIN', pg_temp.rule(7) || '{"is_enabled": false}')
    - 'sku' - 'location',
    '{"version": 3, "is_enabled": false}', 'or disables it'
);
select is_empty(
    $$ select c.sku from (
           values
           ('SET', 'MAIN', 'commerce.unknown_sku'),
           ('NO', 'MAIN', 'commerce.unknown_sku'),
           (null, 'MAIN', 'commerce.unknown_sku'),
           ('MUG', 'NO', 'commerce.unknown_location'),
           ('MUG', null, 'commerce.unknown_location')
       ) as c (sku, location, key)
       where tests.refusal(format(
           'select api.set_reorder_rule(%L, %L, pg_temp.rule(1))', c.sku, c.location
       )) ->> 'key' is distinct from c.key $$,
    'a rule is for a SKU with stock and an active location'
);
select throws_ok(
    $$ select api.set_reorder_rule(
        'MUG', 'MAIN', '{"vendor": "NO", "method": "demand"}'
    ) $$,
    'PT404', 'commerce.unknown_vendor', 'and for a vendor'
);
select throws_ok(
    $$ select api.set_reorder_rule('MUG', 'MAIN', pg_temp.rule(91)) $$,
    'PT422', 'commerce.invalid_rule', 'its minimum is at most its maximum'
);
reset role;
select results_eq(
    $$ select r.minimum, r.is_enabled from commerce.reorder_rules as r
       where r.maximum = 90 $$,
    $$ values (7, false) $$, 'what was refused changed nothing'
);
select is(
    (select count(*) from core.audit_entries as e
     where e.table_name = 'commerce.reorder_rules' and e.actor_id = tests.user('ada')),
    3::bigint, 'each change is audited'
);

select * from finish();
rollback;
