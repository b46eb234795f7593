-- filters._count_listed_counters: number of values that a registered dimension lists.
--
-- Folds keep the number of rows, one for each folded value. With a parent, a value may
-- have several rows, so they are counted. The number is corrected by what the deltas
-- add and remove. Definer as filters._count_deltas.

create or replace function filters._count_listed_counters(p_dimension text)
    returns bigint
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    with fresh as materialized (
        select
            d.value,
            sum(d.lines) as lines,
            coalesce(
                (
                    select sum(c.lines)
                    from filters.value_counts as c
                    where c.dimension = p_dimension and c.value = d.value
                ), 0
            ) as folded
        from filters.value_deltas as d
        where d.dimension = p_dimension
        group by d.value
    )

    select coalesce(
        (
            select
                case
                    when n.parent is null then (
                        select s.counts
                        from filters.dimension_states as s
                        where s.dimension = p_dimension
                    )
                    else (
                        select count(*)
                        from (
                            select c.value
                            from filters.value_counts as c
                            where c.dimension = p_dimension
                            group by c.value
                        ) as v
                    )
                end
                + (
                    select
                        count(*) filter (where f.folded = 0 and f.lines <> 0)
                        - count(*) filter (where f.folded <> 0 and f.folded + f.lines = 0)
                    from fresh as f
                )
            from filters.dimensions as n
            where n.name = p_dimension and filters._has_any_role(n.roles)
        ),
        0
    )
$$;

grant execute on function filters._count_listed_counters(text)
to authenticated, service_role;

comment on function filters._count_listed_counters(text) is
    'Distinct values with a line, over all parents; 0 if the caller may not read it.';
