-- Proves sql/seeds/commerce/topic_rules.sql.j2.
begin;
select plan(10);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('ada'));
select ok(core.can_read_topic('commerce:stock:SHIRT-S'), 'customers follow stock');
select ok(
    not core.can_read_topic('commerce:stock:MUG'), 'but not that of a draft'
);
select ok(
    not core.can_read_topic('commerce:product:1'), 'nor products, which may be drafts'
);
select ok(not core.can_read_topic('commerce:low_stock:MAIN'), 'nor low stock');
select ok(not core.can_read_topic('commerce:purchase:1'), 'nor purchases');
select ok(not core.can_read_topic('commerce:sync:pms'), 'nor the synchronisation');
select tests.login_as(tests.user('bob'), 'buyer');
select ok(core.can_read_topic('commerce:product:1'), 'staff follows products');
select ok(core.can_read_topic('commerce:low_stock:MAIN'), 'and low stock');
select ok(core.can_read_topic('commerce:purchase:1'), 'and a buyer purchases');
select ok(core.can_read_topic('commerce:sync:pms'), 'which a PMS follows for staff');

select * from finish();
rollback;
