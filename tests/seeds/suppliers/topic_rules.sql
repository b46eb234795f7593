-- Proves sql/seeds/suppliers/topic_rules.sql.j2.
begin;
select plan(3);

select results_eq(
    $$ select prefix, audience, is_broadcast
       from core.topic_rules where starts_with(prefix, 'suppliers:') $$,
    $$ values ('suppliers:project', 'owner', true) $$,
    'changes are pushed'
);

select tests.login_as(tests.user('ada'));
select is(
    core.can_read_topic('suppliers:project:' || tests.user('ada')),
    true,
    'users may follow their own projects'
);
select is(
    core.can_read_topic('suppliers:project:' || tests.user('bob')),
    false,
    'and not those of another user'
);

select * from finish();
rollback;
