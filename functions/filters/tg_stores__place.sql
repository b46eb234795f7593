-- filters.tg_stores__place: a new store has its place before its first line.
--
-- So every changed line finds its region, province, city and class by one lookup.
-- Stores go in by their ids: writers that add the same ones wait in one direction.

create or replace function filters.tg_stores__place()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters._place_stores(array(select id from new_rows));
    return null;
end;
$$;

comment on function filters.tg_stores__place() is
    'Give inserted stores their places.';
