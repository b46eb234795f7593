-- Seeds of core.topic_rules: a user's notifications are her own.

insert into core.topic_rules (prefix, audience, roles)
values ('core:notifications', 'owner', '{}')
on conflict (prefix) do update
set
    audience = excluded.audience,
    roles = excluded.roles,
    predicate = excluded.predicate
where
    (topic_rules.audience, topic_rules.roles, topic_rules.predicate)
    is distinct from (excluded.audience, excluded.roles, excluded.predicate);
