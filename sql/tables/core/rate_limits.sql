-- core.rate_limits: token buckets, each stored as the time at which it is full again.
--
-- One time is enough: tokens = capacity - (full_at - now) / time per token. Unlogged: a
-- crash clears the buckets, and every caller starts with a full one. There is no index
-- on full_at, so every update is heap-only; the fill factor leaves room for it.

create unlogged table core.rate_limits (
    key text primary key,
    full_at timestamptz not null,

    constraint rate_limits_key_check
        check (length(key) between 1 and 300)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

alter table core.rate_limits enable row level security;

comment on table core.rate_limits is
    'Token buckets, one row per limited caller; written by core.take_token only.';
comment on column core.rate_limits.key is
    'The limit and the caller: role:anon:192.0.2.1, rpc:place_order:<user id>.';
comment on column core.rate_limits.full_at is
    'When the bucket is full again; a past time means a full bucket.';
