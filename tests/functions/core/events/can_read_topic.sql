-- Proves functions/core/events/can_read_topic.sql.
begin;
select plan(11);

-- Given: a rule of each kind.
create function core.t_may(p_topic text) returns boolean
language sql stable security invoker set search_path
= '' as $$ select p_topic like '%:yes' $$;
grant execute on function core.t_may(text) to authenticated;
insert into core.topic_rules (prefix, audience, roles, predicate)
values
    ('master:open', 'everyone', '{}', null), ('master', 'users', '{}', null),
    ('master:mine', 'owner', '{}', null), ('master:buyers', 'roles', '{buyer}', null),
    ('master:asked', 'predicate', '{}', 'core.t_may');
set local role anon;
select ok(core.can_read_topic('master:open:1'), 'everyone');
select ok(not core.can_read_topic('master:thing'), 'the caller is not signed in');
select tests.login_as(tests.user('ada'), 'buyer');
select ok(core.can_read_topic('master:thing'), 'users');
select ok(not core.can_read_topic('masterful:thing'), 'a prefix is whole segments');
select ok(not core.can_read_topic('nowhere:thing'), 'a topic without a rule is closed');
select ok(core.can_read_topic('master:mine:' || tests.user('ada')), 'one''s own');
select ok(
    not core.can_read_topic('master:mine:' || tests.user('bob')), 'not another''s'
);
select ok(core.can_read_topic('master:buyers'), 'an app role');
select ok(core.can_read_topic('master:asked:yes'), 'a predicate that says yes');
select ok(not core.can_read_topic('master:asked:no'), 'and one that says no');
do $do$
begin
    perform set_config('request.jwt.claims', '{"role": "service_role"}', true);
end;
$do$;
select ok(core.can_read_topic('nowhere:thing'), 'the service reads everything');

select * from finish();
rollback;
