-- commerce.sync_policies: which side stands when both changed a field.

create table commerce.sync_policies (
    source text not null references commerce.sync_sources (name) on delete cascade,
    entity text not null,
    field text not null,
    policy text not null,

    primary key (source, entity, field),
    constraint sync_policies_entity_check
        check (entity in ('product', 'inventory', 'order')),
    constraint sync_policies_field_check
        check (field ~ '^(\*|[a-z][a-z_]*)$'),
    constraint sync_policies_policy_check
        check (policy in ('pms_wins', 'we_win', 'newest', 'ask'))
);

alter table commerce.sync_policies enable row level security;

comment on table commerce.sync_policies is
    'The policy of each field; `*` is for the fields of the entity without a row.';
comment on column commerce.sync_policies.policy is
    'pms_wins, we_win, newest (later time), ask (a user resolves the conflict).';
