-- commerce.tg_locations__add_levels: a new or re-activated location gets the levels of
-- all variants.
--
-- The lock waits for writers of variants, see commerce.tg_variants__add_levels.
-- Definer: the levels belong to the owner.

create or replace function commerce.tg_locations__add_levels()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from new_rows as n where n.is_active and n.has_full_range) then
        return null;
    end if;

    perform pg_advisory_xact_lock(hashtextextended('commerce.stock_levels:range', 0));
    insert into commerce.stock_levels (variant_id, location_id, bucket)
    select v.id, n.id, 0
    from new_rows as n
    cross join commerce.variants as v
    where
        n.is_active
        and n.has_full_range
        and not v.is_bundle
        and not exists (
            select
            from commerce.stock_levels as l
            where l.variant_id = v.id and l.location_id = n.id and l.bucket = 0
        )
    order by v.id, n.id
    on conflict do nothing;
    return null;
end;
$$;

comment on function commerce.tg_locations__add_levels() is
    'Adds the missing levels of active locations with the full range.';
