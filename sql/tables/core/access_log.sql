-- core.access_log: who read which guarded data.
--
-- core.log_access appends an entry in the reader's transaction, so every response that
-- was returned has its entry. Monthly partitions; retention drops them whole.

create table core.access_log (
    id bigint generated always as identity,
    logged_at timestamptz not null,
    actor_id uuid,
    role text not null,
    address text,
    request_id text,
    thing text not null,
    thing_id text,
    reason text,
    scope text,

    primary key (id, logged_at),
    constraint access_log_thing_check
        check (length(thing) between 1 and 100),
    constraint access_log_scope_check
        check (length(scope) between 1 and 100)
) partition by range (logged_at);

-- Entries of a month whose partition is missing go here, so none is lost.
create table core.access_log_default partition of core.access_log default;
alter table core.access_log_default enable row level security;

-- The readers of one thing, latest first.
create index access_log_thing_thing_id_logged_at_idx
    on core.access_log (thing, thing_id, logged_at desc);

-- The reads of one user, latest first.
create index access_log_actor_id_logged_at_idx
    on core.access_log (actor_id, logged_at desc);

-- The reads within one scope, latest first.
create index access_log_scope_logged_at_id_idx
    on core.access_log (scope, logged_at desc, id desc)
    where scope is not null;

alter table core.access_log enable row level security;

comment on table core.access_log is
    'Reads of guarded things; append-only. Retention: core.retention_policies.';
comment on column core.access_log.actor_id is
    'The subject of the reader''s token; null for a server or an anonymous caller.';
comment on column core.access_log.thing is
    'What was read: <module>.<entity>, or rpc:<name> for an RPC in the settings.';
comment on column core.access_log.reason is
    'The reason that the reader gave, if the RPC asks for one.';
comment on column core.access_log.scope is
    'Whose list of reads the entry is in: <module>.<entity>:<id>, chosen by the '
    'module.';
