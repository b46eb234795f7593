-- filters._subtract_counts: subtract counts from counts and drop values that reach 0.

create or replace function filters._subtract_counts(
    p_counts filters.counts, p_part filters.counts
)
    returns filters.counts
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters._add_counts(
        p_counts,
        row(
            (p_part).value_ids,
            array(
                select -n.lines
                from unnest((p_part).lines) with ordinality as n (lines, place)
                order by n.place
            )
        )::filters.counts
    )
$$;

grant execute on function filters._subtract_counts(filters.counts, filters.counts)
to authenticated, service_role;

comment on function filters._subtract_counts(filters.counts, filters.counts) is
    'The difference of counts, without values whose difference is 0.';
