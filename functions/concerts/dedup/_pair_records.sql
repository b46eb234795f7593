-- concerts._pair_records: the pairs of records that share a key, for some records.
--
-- A key makes no pair if more records have it than the limit of its source, so the work
-- is bounded. Each pair comes once, from its lesser id.

create or replace function concerts._pair_records(
    p_entity text, p_least_id bigint, p_greatest_id bigint
)
    returns table (left_id bigint, right_id bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with own as materialized (
        select k.key, k.record_id
        from concerts.match_keys as k
        where k.entity = p_entity and k.record_id between p_least_id and p_greatest_id
    )

    , block as materialized (
        select d.key
        from (select distinct o.key from own as o) as d
        cross join lateral (
            select count(*) as records
            from (
                select
                from concerts.match_keys as n
                where n.entity = p_entity and n.key = d.key
                limit (
                    select s.block_limit + 1
                    from concerts.match_sources as s
                    where s.entity = p_entity
                )
            ) as f
        ) as c
        where
            c.records between 2 and (
                select s.block_limit
                from concerts.match_sources as s
                where s.entity = p_entity
            )
    )

    select distinct o.record_id, n.record_id
    from block as b
    inner join own as o on b.key = o.key
    inner join concerts.match_keys as n
        on n.entity = p_entity and b.key = n.key and o.record_id < n.record_id
$$;

comment on function concerts._pair_records(text, bigint, bigint) is
    'Return pairs whose lesser id is in the range, without a score.';
