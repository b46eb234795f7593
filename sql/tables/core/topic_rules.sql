-- core.topic_rules: who may read which topics, and which topics are broadcast.

create table core.topic_rules (
    prefix text primary key,
    audience text not null,
    roles text[] not null default '{}',
    predicate text,
    is_broadcast boolean not null default false,

    constraint topic_rules_prefix_check
        check (prefix ~ '^[a-z_]+(:[a-z_]+)?$'),
    constraint topic_rules_audience_check
        check (audience in ('everyone', 'users', 'owner', 'roles', 'predicate')),
    constraint topic_rules_roles_check
        check ((audience = 'roles') = (roles <> '{}')),
    constraint topic_rules_predicate_check
        check (
            (audience = 'predicate') = (predicate is not null)
            and predicate ~ '^[a-z_]+\.[a-z0-9_]+$'
        )
);

alter table core.topic_rules enable row level security;

comment on table core.topic_rules is
    'Rights on topics, read by core.can_read_topic; a topic without a rule is closed.';
comment on column core.topic_rules.prefix is
    '<module> or <module>:<entity>; the longest one that a topic begins with decides.';
comment on column core.topic_rules.audience is
    'everyone; users: signed in; owner: ends with the caller''s id; roles; predicate.';
comment on column core.topic_rules.is_broadcast is
    'Whether events of these topics are also sent through private Realtime channels.';
comment on column core.topic_rules.predicate is
    'A definer <schema>.<name>(p_topic text) returns boolean that checks the caller.';
