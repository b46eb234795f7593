-- filters.tg_stores__create_groups: a new store has its groups before its first line.
--
-- So every changed line finds its region, province, city and class by one lookup.
-- Stores go in by their ids: writers that add the same ones wait in one direction.

create or replace function filters.tg_stores__create_groups()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters._create_store_groups(array(select id from new_rows));
    return null;
end;
$$;

comment on function filters.tg_stores__create_groups() is
    'Give inserted stores their groups.';
