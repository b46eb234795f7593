-- Seeds of core.topic_rules: an owner of webhooks is told about them.

insert into core.topic_rules (prefix, audience)
values ('core:webhooks', 'owner')
on conflict (prefix) do update
set
    audience = excluded.audience,
    roles = '{}',
    predicate = null
where topic_rules.audience is distinct from excluded.audience;
