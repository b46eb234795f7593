-- core.revoked_tokens: tokens that are refused before they expire.

create table core.revoked_tokens (
    jti text primary key,
    revoked_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_by uuid,

    constraint revoked_tokens_jti_check
        check (length(jti) between 1 and 200)
);

-- Retention: rows whose token has expired.
create index revoked_tokens_expires_at_idx on core.revoked_tokens (expires_at);

alter table core.revoked_tokens enable row level security;

comment on table core.revoked_tokens is
    'Tokens refused by jti (or by session_id, where tokens have no jti).';
comment on column core.revoked_tokens.expires_at is
    'When the token expires; after that the row can be deleted.';
comment on column core.revoked_tokens.revoked_by is
    'Who revoked it; null for a server or an operator.';
