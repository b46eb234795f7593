-- core.revoked_users: users whose tokens are refused if issued up to a time.
--
-- One row per user, kept for ever: a token may have no `exp`, or one that is years
-- ahead.

create table core.revoked_users (
    user_id uuid primary key,
    issued_until_at timestamptz not null,
    revoked_by uuid
);

alter table core.revoked_users enable row level security;

comment on table core.revoked_users is
    'A user''s tokens that were issued up to a time are refused; kept for ever.';
comment on column core.revoked_users.issued_until_at is
    'Tokens whose iat is not later are refused; a token without iat always is.';
comment on column core.revoked_users.revoked_by is
    'Who revoked them; null for a server or an operator.';
