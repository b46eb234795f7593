-- Rendered from sql/seeds/core/topic_rules.sql.j2; edit that file, not this one.
-- Seeds of core.topic_rules: who may read the topics of core, and which are broadcast.

insert into core.topic_rules (prefix, audience, roles, predicate, is_broadcast)
values
('core', 'roles', '{admin}', null, false),
('core:alerts', 'roles', '{admin}', null, true),
('core:canary', 'roles', '{admin, canary}', null, false),
('core:job', 'roles', '{admin}', null, true),
('core:feature_flags', 'everyone', '{}', null, true),
('core:notifications', 'owner', '{}', null, true),
('core:webhooks', 'owner', '{}', null, false)
on conflict (prefix) do update
set
    audience = excluded.audience,
    roles = excluded.roles,
    predicate = excluded.predicate,
    is_broadcast = excluded.is_broadcast
where
    (
        topic_rules.audience,
        topic_rules.roles,
        topic_rules.predicate,
        topic_rules.is_broadcast
    )
    is distinct from (
        excluded.audience,
        excluded.roles,
        excluded.predicate,
        excluded.is_broadcast
    );
