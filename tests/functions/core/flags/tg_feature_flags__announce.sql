-- Proves functions/core/flags/tg_feature_flags__announce.sql.
begin;
select plan(2);

-- Given: two flags that came in one statement, changed and went.
insert into core.feature_flags (name, created_at, updated_at)
values ('core.a', now(), now()), ('core.b', now(), now());
update core.feature_flags set is_enabled = true
where name = 'core.a';
delete from core.feature_flags
where name in ('core.a', 'core.b');

select is(
    (
        select array_agg(distinct e.payload::text) || count(*)::text
        from core.events as e
        where e.type = 'core.feature_flags.changed' and e.topic = 'core:feature_flags'
    ),
    array['{"v": 1}', '3'], 'each statement is announced once, and names no flag'
);
select tests.login_as(tests.user('ada'));
select is(
    core.can_read_topic('core:feature_flags'), true, 'every caller may hear it'
);

select * from finish();
rollback;
