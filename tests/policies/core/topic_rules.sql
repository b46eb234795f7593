-- Proves policies/core/topic_rules.sql.
begin;
select plan(6);

-- Given: one rule.
insert into core.topic_rules (prefix, audience) values ('core:t_rule', 'everyone');

select policies_are(
    'core', 'topic_rules', array['select_everyone_all'],
    'topic_rules has exactly this policy'
);
select is(
    tests.grants_of('core.topic_rules'),
    array['select to anon, app_reader, app_worker, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.topic_rules'),
    array['select all to anon, app_reader, app_worker, authenticated, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role anon;
select is(
    (select count(*) from core.topic_rules
where prefix = 'core:t_rule'), 1::bigint,
    'every caller may read the rules'
);
select throws_ok(
    $$ delete from core.topic_rules where true $$,
    '42501', null,
    'no API role may change one'
);

set local role service_role;
select throws_ok(
    $$ update core.topic_rules set audience = 'everyone' where true $$,
    '42501', null,
    'not even an operator''s backend: rules come with a release'
);

select * from finish();
rollback;
