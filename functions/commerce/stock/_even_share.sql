-- commerce._even_share: the share of one bucket, when a number is shared evenly.

create or replace function commerce._even_share(
    p_total bigint, p_buckets integer, p_bucket integer
)
    returns integer
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_bucket >= p_buckets then 0
        else p_total / p_buckets + (p_bucket < p_total % p_buckets)::integer
    end
$$;

comment on function commerce._even_share(bigint, integer, integer) is
    'The share of a bucket below p_buckets; the first ones get the rest; others 0.';
