-- Proves sql/seeds/concerts/topic_rules.sql.j2.
begin;
select plan(3);

select ok(core.can_read_topic('concerts:setlist:1'), 'everyone follows votes');
select ok(core.can_read_topic('concerts:show:1'), 'and viewers');
select ok(core.can_read_topic('concerts:records'), 'and merges');

select * from finish();
rollback;
