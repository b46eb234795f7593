-- commerce._fewest_locations: a smallest set of locations that together give every line
-- whole.
--
-- Sets of one, two and three locations are tried, among the 24 that can give most: more
-- would be set cover, whose exact answer takes exponential time. Without such a set the
-- answer is null, and each line takes from the locations that can give most. Each
-- location becomes an array of what it gives to each line, so that a set is checked in
-- one pass over the lines; larger sets are tried only if no smaller one gives all.

create or replace function commerce._fewest_locations(p_offers commerce.offer[])
    returns bigint[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with gifts as materialized (
        select
            o.variant_id, o.location_id, o.position, o.wanted,
            least(o.sellable, o.wanted) as quantity
        from unnest(p_offers) as o
    ),

    candidates as (
        select
            g.location_id,
            row_number() over (
                order by sum(g.quantity / g.wanted::numeric) desc, min(g.position),
                g.location_id
            ) as place
        from gifts as g
        where g.quantity > 0
        group by g.location_id
        order by place
        limit 24
    ),

    filled as (
        select g.location_id, g.variant_id, g.wanted, g.quantity
        from gifts as g
        union all
        select c.location_id, w.variant_id, w.wanted, 0
        from candidates as c
        cross join (select distinct g.variant_id, g.wanted from gifts as g) as w
    ),

    parts as materialized (
        select
            n.location_id,
            n.place,
            array_agg(n.quantity order by n.variant_id) as gives,
            array_agg(n.wanted order by n.variant_id) as wants
        from (
            select
                c.location_id, c.place, f.variant_id, max(f.wanted) as wanted,
                max(f.quantity) as quantity
            from filled as f
            inner join candidates as c on f.location_id = c.location_id
            group by c.location_id, c.place, f.variant_id
        ) as n
        group by n.location_id, n.place
    )

    select coalesce(
        (
            select array[a.location_id]
            from parts as a
            where not exists (
                select from unnest(a.gives, a.wants) as n (a, wanted)
                where n.a < n.wanted
            )
            order by a.place
            limit 1
        ),
        (
            select array[a.location_id, b.location_id]
            from parts as a
            inner join parts as b on a.place < b.place
            where not exists (
                select from unnest(a.gives, b.gives, a.wants) as n (a, b, wanted)
                where n.a + n.b < n.wanted
            )
            order by a.place + b.place, a.place
            limit 1
        ),
        (
            select array[a.location_id, b.location_id, c.location_id]
            from parts as a
            inner join parts as b on a.place < b.place
            inner join parts as c on b.place < c.place
            where not exists (
                select
                from unnest(a.gives, b.gives, c.gives, a.wants) as n (a, b, c, wanted)
                where n.a + n.b + n.c < n.wanted
            )
            order by a.place + b.place + c.place, a.place, b.place
            limit 1
        )
    )
$$;

comment on function commerce._fewest_locations(commerce.offer[]) is
    'Ids of at most three locations that can give all lines; null if there are none.';
