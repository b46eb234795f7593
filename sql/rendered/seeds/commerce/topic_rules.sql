-- Rendered from sql/seeds/commerce/topic_rules.sql.j2; edit that file, not this one.
-- Seeds of core.topic_rules: who may read the topics of commerce; which are broadcast.

insert into core.topic_rules (prefix, audience, roles, predicate, is_broadcast)
values
('commerce:order', 'predicate', '{}', 'commerce.can_read_order_topic', true),
('commerce:product', 'roles', '{admin,buyer,warehouse}', null, true),
('commerce:stock', 'predicate', '{}', 'commerce.can_read_stock', true),
('commerce:low_stock', 'roles', '{admin,buyer,warehouse}', null, true),
('commerce:purchase', 'roles', '{admin,buyer}', null, true),
('commerce:media', 'roles', '{admin, buyer, warehouse}', null, true),
('commerce:sync', 'roles', '{admin, buyer}', null, false)
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
