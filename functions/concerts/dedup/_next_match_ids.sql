-- concerts._next_match_ids: the next records to compare.

create or replace function concerts._next_match_ids(
    p_entity text, p_from_id bigint, p_count integer
)
    returns bigint[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive next_id as (
        (
            select v.record_id, 1 as place
            from concerts.match_values as v
            where v.entity = p_entity and v.record_id >= p_from_id
            order by v.record_id
            limit 1
        )
        union all
        select (
            select v.record_id
            from concerts.match_values as v
            where v.entity = p_entity and v.record_id > n.record_id
            order by v.record_id
            limit 1
        ), n.place + 1
        from next_id as n
        where n.record_id is not null and n.place <= p_count
    )

    select coalesce(
        array_agg(n.record_id order by n.record_id) filter (where n.record_id is not null),
        '{}'
    )
    from next_id as n
$$;

comment on function concerts._next_match_ids(text, bigint, integer) is
    'Return up to p_count + 1 ids from p_from_id on, in order.';
