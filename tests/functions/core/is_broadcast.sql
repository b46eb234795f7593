-- Proves functions/core/is_broadcast.sql.
begin;
select plan(4);

insert into core.topic_rules (prefix, audience, is_broadcast)
values ('master', 'users', true), ('master:quiet', 'users', false);

select ok(core.is_broadcast('master:thing:1'), 'a topic of a rule that pushes');
select ok(not core.is_broadcast('master:quiet:1'), 'the longest prefix decides');
select ok(not core.is_broadcast('masterful:thing'), 'a prefix is whole segments');
set local role app_worker;
select ok(core.is_broadcast('master:thing'), 'a worker may ask without the rules');

select * from finish();
rollback;
