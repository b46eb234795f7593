-- core._merkle_level: the level of a tree of RFC 6962 above another one.
--
-- Neighbours are hashed in pairs; a last node without a neighbour moves up unchanged.

create or replace function core._merkle_level(p_level bytea[])
    returns bytea[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array_agg(
        case
            when p.next is null then p.hash
            else sha256('\x01'::bytea || p.hash || p.next)
        end
        order by p.place
    )
    from (
        select t.hash, t.place, lead(t.hash) over (order by t.place) as next
        from unnest(p_level) with ordinality as t (hash, place)
    ) as p
    where p.place % 2 = 1
$$;

comment on function core._merkle_level(bytea[]) is
    'One hash for each pair of nodes.';
