-- Proves sql/seeds/commerce/topic_rules.sql.j2.
begin;
select plan(3);

select tests.login_as(tests.user('ada'));
select is(
    core.can_read_topic('commerce:stock:MUG'), true, 'each user may follow stock'
);
select is(
    core.can_read_topic('commerce:product:1'), false,
    'a customer may not follow products, which may be drafts'
);
select tests.login_as(tests.user('bob'), 'buyer');
select is(core.can_read_topic('commerce:product:1'), true, 'staff may');

select * from finish();
rollback;
