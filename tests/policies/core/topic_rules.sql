-- Proves policies/core/topic_rules.sql.j2.
begin;
select plan(5);

-- Given: one rule.
insert into core.topic_rules (prefix, audience) values ('core:t_rule', 'everyone');

select * from tests.is_read_by(
    'core.topic_rules', 'anon, authenticated, service_role, app_worker, app_reader'
);

select * from finish();
rollback;
