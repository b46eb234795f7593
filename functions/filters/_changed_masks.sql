-- filters._changed_masks: per store, the bits that are out of date.

create or replace function filters._changed_masks(p_selection filters.selection)
    returns table (place_id bigint, mask bit varying)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select
        p.id,
        bit_or(
            set_bit(repeat('0', p.capacity::integer)::bit varying, b.ordinal, 1)
        )::bit varying
    from filters._changed_baskets(p_selection) as b
    inner join filters.places as p on b.place_id = p.id
    where b.ordinal is not null
    group by p.id;
end;
$$;

grant execute on function filters._changed_masks(filters.selection)
to authenticated, service_role;

comment on function filters._changed_masks(filters.selection) is
    'Stores of a selection with changed baskets, and which of their bits those are.';
