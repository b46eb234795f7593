-- core.idempotency_keys: stored responses for repeated requests.
--
-- The primary key is the lock: the transaction that inserts it computes the response,
-- and a concurrent request waits until that transaction ends. `answer` is null only
-- inside that transaction.

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

-- Retention: responses that are no longer returned.
create index idempotency_keys_expires_at_idx on core.idempotency_keys (expires_at);

alter table core.idempotency_keys enable row level security;

comment on table core.idempotency_keys is
    'One row per call that must take effect once; written by two functions of core.';
comment on column core.idempotency_keys.scope is
    'The function that uses the key: <module>.<function>.';
comment on column core.idempotency_keys.caller is
    'The owner of the key: `sub:` and a token''s subject, or `role:` and a role.';
comment on column core.idempotency_keys.request_sha256 is
    'Hash of the request as jsonb; the request itself is not stored.';
