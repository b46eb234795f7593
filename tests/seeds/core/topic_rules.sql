-- Proves sql/seeds/core/topic_rules.sql.j2.
begin;
select plan(8);

select set_has(
    $$ select prefix, audience from core.topic_rules $$,
    $$ values
        ('core', 'roles'), ('core:alerts', 'roles'), ('core:canary', 'roles'),
        ('core:feature_flags', 'everyone'),
        ('core:job', 'roles'),
        ('core:notifications', 'owner'), ('core:webhooks', 'owner') $$,
    'the topics of core have their readers'
);
select is_empty(
    $$ select r.prefix from core.topic_rules as r
       where r.predicate is not null
           and to_regprocedure(r.predicate || '(text)') is null $$,
    'every predicate is a function of a topic'
);

select set_eq(
    $$ select prefix from core.topic_rules
       where is_broadcast and starts_with(prefix, 'core') $$,
    array['core:alerts', 'core:feature_flags', 'core:job', 'core:notifications'],
    'alerts, changes of flags, dead jobs and notifications are pushed'
);
select results_eq(
    $$ select audience from core.topic_rules where prefix = 'core:webhooks' $$,
    $$ values ('owner') $$,
    'an owner of webhooks reads what is said about them'
);

select tests.login_as(tests.user('ada'));
select is(
    core.can_read_topic('core:notifications:' || tests.user('ada')), true,
    'a user may follow own notifications'
);
select is(
    core.can_read_topic('core:notifications:' || tests.user('bob')),
    false,
    'but not those of another user'
);

select is(
    core.can_read_topic('core:canary'), false, 'nor the canary of the worker'
);
select tests.login_as(tests.user('ada'), 'canary');
select results_eq(
    $$ select core.can_read_topic('core:canary'), core.can_read_topic('core:alerts') $$,
    $$ values (true, false) $$,
    'which its subscriber follows, and nothing else of core'
);

select * from finish();
rollback;
