-- filters._choose_bounds: the stores to read next, because a bound could decide.
--
-- A bound inside the range that is known cannot. The farthest bounds come first, twice
-- as many stores in each round: what they have settles most of the others.

create or replace function filters._choose_bounds(
    p_group_ids bigint[],
    p_lows bigint[],
    p_highs bigint[],
    p_known filters.span,
    p_read bigint[]
)
    returns bigint[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with bound as materialized (
        select
            b.group_id,
            b.low,
            b.high,
            coalesce(b.low < (p_known).low, true) as is_lower,
            coalesce(b.high > (p_known).high, true) as is_higher
        from unnest(p_group_ids, p_lows, p_highs) as b (group_id, low, high)
        where b.group_id <> all(p_read)
    )

    select array(
        (
            select b.group_id
            from bound as b
            where b.is_lower
            order by b.low, b.group_id
            limit cardinality(p_read) + 1
        )
        union
        (
            select b.group_id
            from bound as b
            where b.is_higher
            order by b.high desc, b.group_id
            limit cardinality(p_read) + 1
        )
    )
$$;

grant execute on function filters._choose_bounds(
    bigint[], bigint[], bigint[], filters.span, bigint[]
) to authenticated, service_role;

comment on function filters._choose_bounds(
    bigint[], bigint[], bigint[], filters.span, bigint[]
) is
    'Stores whose bounds exceed what is known and that are not read yet; maybe none.';
