-- commerce._post_movements: write movements of stock, and change the levels by them.
--
-- The only place that changes levels, besides commerce._allocate_stock, which does both
-- for reservations. Locks the levels in the order of their key, once, so two callers
-- never wait for each other. A level that would go below zero, or have more reserved
-- than it may, or have too many pieces, refuses all of the movements. Times and
-- references are unnested beside the postings: a subscript into an array of texts reads
-- it from its beginning.

create or replace function commerce._post_movements(
    p_postings commerce.posting[],
    p_reason text default null,
    p_reference text default null,
    p_effective_at timestamptz default null,
    p_effective_ats timestamptz[] default null,
    p_references text[] default null
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 1000000000;
    v_now constant timestamptz := core.now();
    v_actor_id constant uuid := core.actor_id();
    v_key text;
    v_fault text;
begin
    insert into commerce.stock_levels (variant_id, location_id, bucket)
    select d.variant_id, d.location_id, d.bucket
    from commerce._sum_postings(p_postings) as d
    order by d.variant_id, d.location_id, d.bucket
    on conflict do nothing;

    perform
    from commerce.stock_levels as l
    inner join commerce._sum_postings(p_postings) as d
        on
            l.variant_id = d.variant_id
            and l.location_id = d.location_id
            and l.bucket = d.bucket
    order by l.variant_id, l.location_id, l.bucket
    for no key update of l;

    select
        case
            when greatest(
                l.on_hand + d.on_hand, l.damaged + d.damaged, l.in_transit + d.in_transit
            ) > c_most
                then 'core.invalid_argument'
            else 'commerce.insufficient_stock'
        end,
        format(
            '%s at %s: %s on hand, %s reserved, %s damaged, %s in transit would remain.',
            v.sku, o.code, l.on_hand + d.on_hand, l.reserved + d.reserved,
            l.damaged + d.damaged, l.in_transit + d.in_transit
        )
    into v_key, v_fault
    from commerce.stock_levels as l
    inner join commerce._sum_postings(p_postings) as d
        on
            l.variant_id = d.variant_id
            and l.location_id = d.location_id
            and l.bucket = d.bucket
    inner join commerce.variants as v on l.variant_id = v.id
    inner join commerce.locations as o on l.location_id = o.id
    where
        l.on_hand + d.on_hand < 0
        or l.damaged + d.damaged < 0
        or l.in_transit + d.in_transit < 0
        or l.reserved + d.reserved < 0
        or l.reserved + d.reserved > l.on_hand + d.on_hand + l.backorder_limit
        or l.on_hand + d.on_hand > c_most
        or l.damaged + d.damaged > c_most
        or l.in_transit + d.in_transit > c_most
    order by v.sku, o.code
    limit 1;
    if v_fault is not null then
        perform core.raise_error(v_key, v_fault);
    end if;

    update commerce.stock_levels as l
    set
        on_hand = l.on_hand + d.on_hand,
        reserved = l.reserved + d.reserved,
        damaged = l.damaged + d.damaged,
        in_transit = l.in_transit + d.in_transit
    from commerce._sum_postings(p_postings) as d
    where
        l.variant_id = d.variant_id
        and l.location_id = d.location_id
        and l.bucket = d.bucket;

    insert into commerce.stock_movements (
        variant_id, quantity, type, from_state, to_state, from_location_id,
        to_location_id, reason, reference, actor_id, effective_at, created_at
    )
    select
        p.variant_id, p.quantity, p.type, p.from_state, p.to_state, p.from_location_id,
        p.to_location_id, p_reason, coalesce(p.reference, p_reference), v_actor_id,
        coalesce(p.effective_at, p_effective_at, v_now), v_now
    from unnest(p_postings, p_effective_ats, p_references) with ordinality as p (
        variant_id, quantity, type, from_state, from_location_id, from_bucket, to_state,
        to_location_id, to_bucket, effective_at, reference, place
    )
    order by p.place;
end;
$$;

comment on function commerce._post_movements(
    commerce.posting[], text, text, timestamptz, timestamptz[], text[]
) is
$$Write movements and change the levels that they touch, all or none.

p_effective_at: when they happened; null: now. p_effective_ats and p_references: the same
and the reference for each posting, where they differ.
Errors: PT409 commerce.insufficient_stock; PT422 core.invalid_argument for more than
1,000,000,000 pieces; 23514 for a pair of states that the type does
not have, or a missing reason.
$$;
