-- filters._changed_masks: per store, the bits that are out of date.

create or replace function filters._changed_masks(p_selection filters.selection)
    returns table (place_id bigint, mask bit varying)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stores filters.selection := p_selection;
begin
    -- Which baskets changed, not what they hold: categories and brands do not matter.
    v_stores.category_ids := null;
    v_stores.brand_ids := null;

    return query
    with store as materialized (
        select p.id, repeat('0', p.capacity::integer)::bit varying as empty
        from filters.places as p
        where p.kind = 'store'
    )

    select s.id, bit_or(set_bit(s.empty, b.ordinal, 1))::bit varying
    from filters._changed_baskets(v_stores) as b
    inner join store as s on b.place_id = s.id
    where b.ordinal is not null
    group by s.id;
end;
$$;

grant execute on function filters._changed_masks(filters.selection)
to authenticated, service_role;

comment on function filters._changed_masks(filters.selection) is
    'Stores of a selection with changed baskets, and which of their bits those are.';
