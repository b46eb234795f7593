-- Proves triggers/commerce/sync_policies.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into commerce.sync_policies (source, entity, field, policy)
values ('pms', 'order', 'status', 'ask');
update commerce.sync_policies set policy = 'we_win'
where entity = 'order' and field = 'status';
update commerce.sync_policies set policy = 'we_win'
where entity = 'order' and field = 'status';
delete from commerce.sync_policies
where entity = 'order' and field = 'status';

select * from tests.is_audited(
    'commerce.sync_policies', '["pms", "order", "status"]', '{"policy": "ask"}'
);

select * from finish();
rollback;
