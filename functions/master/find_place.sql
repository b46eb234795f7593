-- master.find_place: the place that a text names, by its key or by scheme:code.
--
-- A code may repeat at another level: the deepest place is taken, since a store stands
-- in the city rather than in the region of the same code.

create or replace function master.find_place(p_text text)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select f.id
    from (
        select p.id, p.level, 1 as choice
        from master.places as p
        where p.place_key = p_text
        union all
        select p.id, p.level, 2 as choice
        from master.places as p
        where
            p_text like '%:%'
            and p.scheme = split_part(p_text, ':', 1)
            and p.code = substr(p_text, strpos(p_text, ':') + 1)
    ) as f
    order by f.choice, f.level desc
    limit 1
$$;

grant execute on function master.find_place(text)
to authenticated, service_role, app_reader;

comment on function master.find_place(text) is
    'The id of the place with this key, else with this scheme:code, else null.';
