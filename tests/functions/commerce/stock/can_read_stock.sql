-- Proves functions/commerce/stock/can_read_stock.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('ada'));
select ok(
    core.can_read_topic('commerce:stock:SHIRT-S'), 'a customer follows a published SKU'
);
select ok(not core.can_read_topic('commerce:stock:MUG'), 'but not a draft');
select ok(not core.can_read_topic('commerce:stock'), 'nor all at once');
select tests.login_as(tests.user('ada'), 'buyer');
select ok(core.can_read_topic('commerce:stock:MUG'), 'staff follows a draft');
reset role;
select ok(commerce.can_read_stock('commerce:stock:MUG'), 'operators follow all');

select * from finish();
rollback;
