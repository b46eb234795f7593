-- filters._measure_sizes: smallest and biggest basket with a line in a selection.
--
-- Masks say which buckets of sizes the matching baskets are in; inside the lowest and
-- the highest one, where a bucket is more than one size, baskets are looked up.

create or replace function filters._measure_sizes(p_selection filters.selection)
    returns filters.span
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_span filters.span;
begin
    with hit as materialized (
        select m.place_id, m.bucket, m.bits
        from filters._size_masks(p_selection) as m
    ),

    ends as (
        select min(h.bucket) as lowest, max(h.bucket) as highest
        from hit as h
    ),

    found as (
        select
            case h.bucket
                when 1 then row(1, 1)::filters.span
                else filters._sizes_of(h.place_id, h.bits)
            end as span
        from hit as h
        inner join ends as e on h.bucket in (e.lowest, e.highest)
        offset 0
    ),

    changed as (
        select min(b.size) as low, max(b.size) as high
        from filters._changed_baskets(p_selection) as b
        where b.matching > 0
    )

    select
        least(min((f.span).low), min(c.low)),
        greatest(max((f.span).high), max(c.high))
    into v_span
    from changed as c
    left join found as f on true;
    return v_span;
end;
$$;

grant execute on function filters._measure_sizes(filters.selection)
to authenticated, service_role;

comment on function filters._measure_sizes(filters.selection) is
$$Range of the sizes of the baskets that match, each with its whole size.

Units: lines.
$$;
