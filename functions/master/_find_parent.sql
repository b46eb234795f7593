-- master._find_parent: the place above a new or moved place, as a file names it.
--
-- By its code in the scheme of the place, else as master.find_place does; the deepest
-- one of its country that is above the level.

create or replace function master._find_parent(
    p_country text, p_scheme text, p_level integer, p_parent text
)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select f.id
    from (
        select p.id, p.country, p.level, 1 as choice
        from master.places as p
        where p.scheme = p_scheme and p.code = p_parent
        union all
        select p.id, p.country, p.level, 2 as choice
        from master.places as p
        where p.place_key = p_parent
        union all
        select p.id, p.country, p.level, 3 as choice
        from master.places as p
        where
            p_parent like '%:%'
            and p.scheme = split_part(p_parent, ':', 1)
            and p.code = substr(p_parent, strpos(p_parent, ':') + 1)
    ) as f
    where f.country = p_country and f.level < p_level
    order by f.choice, f.level desc
    limit 1
$$;

comment on function master._find_parent(text, text, integer, text) is
    'The id of the parent; null if the text names no place above the level.';
