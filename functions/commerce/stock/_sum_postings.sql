-- commerce._sum_postings: by how much postings change each level.

create or replace function commerce._sum_postings(p_postings commerce.posting[])
    returns table (
        variant_id bigint,
        location_id bigint,
        bucket integer,
        on_hand integer,
        reserved integer,
        damaged integer,
        in_transit integer
    )
    language sql
    immutable
    security invoker
    rows 10
    set search_path = pg_catalog, pg_temp
as $$
    select
        s.variant_id,
        s.location_id,
        s.bucket,
        coalesce(
            sum(s.change) filter (where s.state in ('on_hand', 'reserved')), 0
        )::integer,
        coalesce(sum(s.change) filter (where s.state = 'reserved'), 0)::integer,
        coalesce(sum(s.change) filter (where s.state = 'damaged'), 0)::integer,
        coalesce(sum(s.change) filter (where s.state = 'in_transit'), 0)::integer
    from unnest(p_postings) as p
    cross join lateral (
        values
        (p.variant_id, p.from_location_id, p.from_bucket, p.from_state, -p.quantity),
        (p.variant_id, p.to_location_id, p.to_bucket, p.to_state, p.quantity)
    ) as s (variant_id, location_id, bucket, state, change)
    where s.location_id is not null
    group by s.variant_id, s.location_id, s.bucket
$$;

comment on function commerce._sum_postings(commerce.posting[]) is
    'One row per level that the postings touch, with the changes of its columns.';
