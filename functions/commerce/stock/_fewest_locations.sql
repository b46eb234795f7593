-- commerce._fewest_locations: a smallest set of locations that together give every line
-- whole.
--
-- Sets of one, two and three locations are tried, among the 24 that can give most: more
-- would be set cover, whose exact answer takes exponential time. Without such a set the
-- answer is empty, and each line takes from the locations that can give most.

create or replace function commerce._fewest_locations(p_offers commerce.offer[])
    returns bigint[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with gifts as (
        select
            o.variant_id, o.location_id, o.position, o.wanted,
            least(o.sellable, o.wanted) as quantity
        from unnest(p_offers) as o
        where o.sellable > 0
    ),

    candidates as (
        select
            g.location_id,
            row_number() over (
                order by sum(g.quantity / g.wanted::numeric) desc, min(g.position),
                g.location_id
            ) as place
        from gifts as g
        group by g.location_id
        order by place
        limit 24
    ),

    sets as (
        select array[a.location_id] as members, a.place as rank
        from candidates as a
        union all
        select array[a.location_id, b.location_id], a.place + b.place
        from candidates as a
        inner join candidates as b on a.place < b.place
        union all
        select
            array[a.location_id, b.location_id, c.location_id],
            a.place + b.place + c.place
        from candidates as a
        inner join candidates as b on a.place < b.place
        inner join candidates as c on b.place < c.place
    )

    select s.members
    from sets as s
    where not exists (
        select
        from unnest(p_offers) as w
        group by w.variant_id, w.wanted
        having w.wanted > sum(w.sellable) filter (where w.location_id = any(s.members))
            or bool_and(w.location_id <> all(s.members))
    )
    order by cardinality(s.members), s.rank
    limit 1
$$;

comment on function commerce._fewest_locations(commerce.offer[]) is
    'Ids of at most three locations that can give all lines; null if there are none.';
