-- tests.add_place: a place of the country ZZ, named and keyed by its code.
--
-- The parent is the key of a place of ZZ.

create or replace function tests.add_place(
    p_code text, p_level integer, p_parent text default null
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into master.places (
        country, scheme, code, level, place_key, parent_id, parent_level, name
    )
    select 'ZZ', 'own', p_code, p_level, p_code, p.id, p.level, p_code
    from (values (1)) as one (row)
    left join master.places as p on p.country = 'ZZ' and p.place_key = p_parent;
end;
$$;
