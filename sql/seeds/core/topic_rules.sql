-- Seeds of core.topic_rules: who may read the topics of this release.

insert into core.topic_rules (prefix, audience, roles)
values
('core', 'roles', '{admin}'),
('core:notifications', 'owner', '{}'),
('core:webhooks', 'owner', '{}'),
('filters', 'users', '{}'),
('reading:progress', 'owner', '{}'),
('concerts', 'everyone', '{}')
on conflict (prefix) do update
set
    audience = excluded.audience,
    roles = excluded.roles,
    predicate = excluded.predicate
where
    (topic_rules.audience, topic_rules.roles, topic_rules.predicate)
    is distinct from (excluded.audience, excluded.roles, excluded.predicate);
