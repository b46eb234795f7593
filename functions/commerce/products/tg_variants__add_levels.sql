-- commerce.tg_variants__add_levels: a new variant gets a stock level at each location.
--
-- The lock is shared among writers of variants and excludes writers of locations: each
-- waits for the other and then sees its rows, so no pair of the two is missed. Definer:
-- the levels belong to the owner.

create or replace function commerce.tg_variants__add_levels()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock_shared(
        hashtextextended('commerce.stock_levels:range', 0)
    );
    insert into commerce.stock_levels (variant_id, location_id, bucket)
    select n.id, l.id, 0
    from new_rows as n
    cross join commerce.locations as l
    where not n.is_bundle and l.is_active and l.has_full_range
    order by n.id, l.id
    on conflict do nothing;
    return null;
end;
$$;

comment on function commerce.tg_variants__add_levels() is
    'Adds a level for each new variant at each active location with the full range.';
