-- core.idempotency_keys: answers that are given again to the same request.
--
-- The primary key is the lock: whoever inserts it computes, whoever comes meanwhile
-- waits for that transaction to end. `answer` is null within that transaction only.

create table core.idempotency_keys (
    scope text not null,
    caller text not null,
    key text not null,
    request_sha256 bytea not null,
    answer jsonb,
    created_at timestamptz not null,
    expires_at timestamptz not null,

    primary key (scope, caller, key),
    constraint idempotency_keys_key_check
        check (length(key) between 1 and 200)
);

-- Retention: answers that are no longer repeated.
create index idempotency_keys_expires_at_idx on core.idempotency_keys (expires_at);

alter table core.idempotency_keys enable row level security;
grant select on core.idempotency_keys to service_role, app_reader;

comment on table core.idempotency_keys is
    'One row per repeated call that must act once; written by two functions of core.';
comment on column core.idempotency_keys.scope is
    'What the key is for: <module>.<function>.';
comment on column core.idempotency_keys.caller is
    'Whose key it is: `sub:` and a token''s subject, or `role:` and a role.';
comment on column core.idempotency_keys.request_sha256 is
    'Of the request as jsonb; the request itself is not kept.';
