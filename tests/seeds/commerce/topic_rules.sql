-- Proves sql/seeds/commerce/topic_rules.sql.j2.
begin;
select plan(3);

select set_has(
    $$ select prefix, audience, roles, is_broadcast from core.topic_rules $$,
    $$ values
        ('commerce:stock', 'users', '{}'::text[], true),
        ('commerce:low_stock', 'roles', '{admin,buyer,warehouse}', true),
        ('commerce:purchase', 'roles', '{admin,buyer}', true) $$,
    'who may follow what'
);
select tests.login_as(tests.user('ada'));
select is(
    core.can_read_topic('commerce:low_stock:MAIN'),
    false,
    'customers follow no low stock'
);
select tests.login_as(tests.user('ada'), 'warehouse');
select is(core.can_read_topic('commerce:low_stock:MAIN'), true, 'a warehouse may');

select * from finish();
rollback;
