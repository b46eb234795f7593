-- Proves functions/commerce/orders/can_read_order_topic.sql.
begin;
select plan(9);

-- Given: an order of ada.
select tests.small_stock();
create temporary table o on commit drop as
select 'commerce:order:' || tests.place('ada') as topic;
grant select on o to anon, authenticated;

select tests.login_as(tests.user('ada'));
select is(
    core.can_read_topic((select o.topic from o)), true, 'the customer reads its events'
);
select is(commerce.can_read_order_topic('commerce:order:x'), false, 'a word is no id');
select is(
    commerce.can_read_order_topic('commerce:order:' || repeat('9', 30)), false,
    'nor is a number that is too long'
);
select is(
    core.can_read_topic((select o.topic from o) || ':1'), false, 'nor a longer topic'
);
select tests.login_as(tests.user('dora'));
select is(core.can_read_topic((select o.topic from o)), false, 'another user does not');
select tests.login_as(null);
set local role anon;
select is(
    core.can_read_topic((select o.topic from o)), false, 'nor does an anonymous caller'
);
reset role;
select is(
    core._can_owner_read(tests.user('dora'), '{}', (select o.topic from o)), false,
    'nor the webhooks of another user'
);
select is(
    core._can_owner_read(tests.user('ada'), '{}', (select o.topic from o)), true,
    'but those of the customer'
);
select is(
    core._is_broadcast_topic((select o.topic from o)), true, 'the topic is broadcast'
);

select * from finish();
rollback;
