-- core.notifications: messages for users, until they are read.

create table core.notifications (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    kind text not null,
    payload jsonb not null default '{}',
    dedupe_key text,
    created_at timestamptz not null,
    read_at timestamptz,

    constraint notifications_kind_check
        check (kind ~ '^[a-z_]+\.[a-z_]+(\.[a-z_]+)?$'),
    constraint notifications_read_at_check
        check (read_at >= created_at)
);

-- A user's list, newest first.
create index notifications_user_id_id_idx on core.notifications (user_id, id desc);

-- A user's unread count; one unread notification per deduplication key.
create index notifications_user_id_unread_idx
    on core.notifications (user_id, id)
    where read_at is null;
create unique index notifications_user_id_dedupe_key_idx
    on core.notifications (user_id, dedupe_key)
    where read_at is null and dedupe_key is not null;

-- Retention: notifications that were read long ago.
create index notifications_created_at_idx on core.notifications (created_at);

alter table core.notifications enable row level security;

comment on table core.notifications is
    'Messages to users, written by core.notify_user. Retention: retention_policies.';
comment on column core.notifications.kind is
    'What happened: <module>.<entity>[.<past tense>]; clients choose a text by it.';
comment on column core.notifications.dedupe_key is
    'While a notification with this key is unread, the user gets no second one.';
