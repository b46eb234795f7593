-- Proves policies/commerce/purchase_order_lines.sql.j2.
begin;
select plan(9);

-- Given: the lines of an order to MAIN, where cleo works; bob works at SHOP.
select tests.small_purchases();
select tests.purchase()::text;

select * from tests.is_shown_to(
    'commerce.purchase_order_lines', 'visible', tests.user('ada'),
    '{admin, buyer}', p_visible => 0
);

select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    (select count(*) from commerce.purchase_order_lines), 2::bigint,
    'a warehouse sees what comes to its location'
);
select tests.login_as(tests.user('cleo'));
select is(
    (select count(*) from commerce.purchase_order_lines),
    0::bigint,
    'as long as it is one'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select is(
    (select count(*) from commerce.purchase_order_lines),
    0::bigint,
    'and nothing that goes elsewhere'
);

select * from finish();
rollback;
