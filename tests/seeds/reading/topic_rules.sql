-- Proves sql/seeds/reading/topic_rules.sql.j2.
begin;
select plan(3);

select results_eq(
    $$ select prefix, audience, is_broadcast
       from core.topic_rules where starts_with(prefix, 'reading') $$,
    $$ values ('reading:progress', 'owner', true) $$,
    'progress is pushed'
);

select tests.login_as(tests.user('ada'));
select is(
    core.can_read_topic('reading:progress:' || tests.user('ada')), true,
    'users may follow their own progress'
);
select is(
    core.can_read_topic('reading:progress:' || tests.user('bob')), false,
    'and not that of another user'
);

select * from finish();
rollback;
