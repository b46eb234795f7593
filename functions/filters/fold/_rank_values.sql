-- filters._rank_values: rank the values of a dimension anew, with gaps between them.

create or replace function filters._rank_values(p_dimension text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update filters.dimension_values as d
    set rank = n.rank
    from (
        select
            value_id,
            filters._rank_gap() * row_number() over (
                order by label collate "C", value collate "C"
            ) as rank
        from filters.dimension_values
        where dimension = p_dimension
    ) as n
    where d.dimension = p_dimension and d.value_id = n.value_id and d.rank <> n.rank
$$;

comment on function filters._rank_values(text) is
    'Give all values of a dimension evenly spaced ranks.';
