-- filters.tg_stores__create_groups: insert the groups of a new store before its first
-- line.
--
-- So every changed line finds its region, province, city and class by one lookup.
-- Stores are inserted in the order of their ids, so writers that add the same ones
-- cannot deadlock.

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
    'After insert: adds the rows of new stores and of their groups.';
