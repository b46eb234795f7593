-- Proves functions/commerce/stock/can_read_stock.sql.
begin;
select plan(9);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('ada'));
select ok(
    core.can_read_topic('commerce:stock:SHIRT-S'), 'a customer follows a published SKU'
);
select ok(not core.can_read_topic('commerce:stock:MUG'), 'but not a draft');
select ok(not core.can_read_topic('commerce:stock'), 'nor all at once');
select lives_ok(
    $$ select core.changes_since('{commerce:stock:SHIRT-S}') $$,
    'the feed of changes decides the same: open'
);
select throws_ok(
    $$ select core.changes_since('{commerce:stock:MUG}') $$,
    'PT403', 'core.topic_not_readable', 'or closed'
);
select tests.login_as(null);
set local role anon;
select ok(
    not core.can_read_topic('commerce:stock:SHIRT-S'), 'an anonymous caller reads none'
);
select throws_ok(
    $$ select core.changes_since('{commerce:stock:SHIRT-S}') $$,
    'PT403', 'core.topic_not_readable', 'of changes neither'
);
select tests.login_as(tests.user('ada'), 'buyer');
select ok(core.can_read_topic('commerce:stock:MUG'), 'staff follows a draft');
reset role;
select ok(commerce.can_read_stock('commerce:stock:MUG'), 'operators follow all');

select * from finish();
rollback;
