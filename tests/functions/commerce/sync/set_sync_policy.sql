-- Proves functions/commerce/sync/set_sync_policy.sql.
begin;
select plan(9);

-- Given: the policies that a release seeds.
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.set_sync_policy('pms', 'product', 'title', 'we_win'),
    '{"entity": "product", "field": "title", "policy": "we_win"}',
    'an admin gives a field a policy'
);
select is(
    api.set_sync_policy('pms', 'product', 'title', 'ask') ->> 'policy', 'ask',
    'and another one'
);
select is(
    api.set_sync_policy('pms', 'product', 'title', null) ->> 'policy', 'newest',
    'without one, that of the entity counts'
);
select is(
    api.set_sync_policy('pms', 'inventory', '*', null) ->> 'policy', 'newest',
    'without that, newest'
);
reset role;
select is(
    commerce._sync_policy('pms', 'inventory', 'on_hand'), 'newest', 'it counts at once'
);
select is(
    (
        select array_agg(a.operation order by a.id)
        from core.audit_entries as a
        where
            a.table_name = 'commerce.sync_policies' and a.actor_id = tests.user('dora')
    ),
    array['insert', 'update', 'delete', 'delete'],
    'each change is audited'
);
select tests.login_as(tests.user('dora'), 'admin');
select results_eq(
    $$ select tests.refusal(c.call) ->> 'key' from (values
        ('select api.set_sync_policy(''erp'', ''product'', ''title'', ''ask'')'),
        ('select api.set_sync_policy(''pms'', ''basket'', ''title'', ''ask'')'),
        ('select api.set_sync_policy(''pms'', null, ''title'', ''ask'')'),
        ('select api.set_sync_policy(''pms'', ''product'', ''on_hand'', ''ask'')'),
        ('select api.set_sync_policy(''pms'', ''product'', null, ''ask'')'),
        ('select api.set_sync_policy(''pms'', ''product'', ''title'', ''luck'')')
    ) as c (call) $$,
    $$ select 'commerce.unknown_source'
       union all select 'commerce.invalid_policy' from generate_series(1, 5) $$,
    'bad input is refused'
);
select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    $$ select api.set_sync_policy('pms', 'product', 'title', 'ask') $$,
    'PT403', 'core.not_permitted', 'a buyer sets none'
);
reset role;
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.set_sync_policy('pms', 'product', 'title', 'ask') $$,
    'PT403', 'core.not_permitted', 'nor does a customer'
);

select * from finish();
rollback;
