-- commerce.tg_locations__add_levels: a new or re-activated location gets the levels of
-- all variants.
--
-- The lock waits for writers of variants, see commerce.tg_variants__add_levels. The
-- triggers call it for such a location only: any other update goes without the lock.
-- Definer: the levels belong to the owner.

create or replace function commerce.tg_locations__add_levels()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('commerce.stock_levels:range', 0));
    insert into commerce.stock_levels (variant_id, location_id, bucket)
    select v.id, new.id, 0
    from commerce.variants as v
    where
        not v.is_bundle
        and not exists (
            select
            from commerce.stock_levels as l
            where l.variant_id = v.id and l.location_id = new.id and l.bucket = 0
        )
    order by v.id
    on conflict do nothing;
    return null;
end;
$$;

comment on function commerce.tg_locations__add_levels() is
    'Adds the missing levels of active locations with the full range.';
