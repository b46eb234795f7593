-- Proves functions/core/events/_is_broadcast_topic.sql.
begin;
select plan(3);

insert into core.topic_rules (prefix, audience, is_broadcast)
values ('master', 'users', true), ('master:quiet', 'users', false);

select ok(core._is_broadcast_topic('master:thing:1'), 'a topic of a rule that pushes');
select ok(not core._is_broadcast_topic('master:quiet:1'), 'the longest prefix decides');
select ok(
    not core._is_broadcast_topic('masterful:thing'),
    'a prefix is whole segments'
);

select * from finish();
rollback;
