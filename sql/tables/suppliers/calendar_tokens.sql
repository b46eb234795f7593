-- suppliers.calendar_tokens: who may read whose due dates as a calendar.
--
-- Only a hash is stored: a token has 366 random bits, so the hash needs no salt.

create table suppliers.calendar_tokens (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    name text not null,
    token_hash bytea not null,
    created_at timestamptz not null,
    revoked_at timestamptz,

    constraint calendar_tokens_name_check
        check (length(name) between 1 and 100),
    constraint calendar_tokens_token_hash_check
        check (octet_length(token_hash) = 32),
    constraint calendar_tokens_revoked_at_check
        check (revoked_at >= created_at)
);

-- Serves: calendar_feed, which finds a revoked token as little as an unknown one.
create unique index calendar_tokens_token_hash_idx
    on suppliers.calendar_tokens (token_hash) where revoked_at is null;
-- Serves: list_calendar_tokens.
create index calendar_tokens_user_id_id_idx
    on suppliers.calendar_tokens (user_id, id);

alter table suppliers.calendar_tokens enable row level security;

comment on table suppliers.calendar_tokens is
    'Tokens of calendar feeds. Whoever has the token reads the dates of its user.';
comment on column suppliers.calendar_tokens.token_hash is
    'The sha256 of the token, which only its user was shown.';
