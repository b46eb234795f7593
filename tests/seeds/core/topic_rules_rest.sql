-- Proves sql/seeds/core/topic_rules_rest.sql.
begin;
select plan(2);

select tests.login_as(tests.user('ada'));
select is(
    core.can_read_topic('core:notifications:' || tests.user('ada')), true,
    'a user may follow her notifications'
);
select is(
    core.can_read_topic('core:notifications:' || tests.user('bob')),
    false,
    'and nobody else''s'
);

select * from finish();
rollback;
