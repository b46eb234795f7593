-- filters._add_counts: add changes to counts and drop values that reach 0.

create or replace function filters._add_counts(
    p_counts filters.counts, p_changes filters.counts
)
    returns filters.counts
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.counts;
begin
    if (p_changes).value_ids is null then
        return p_counts;
    end if;

    select array_agg(value_id), array_agg(coalesce(c.lines, 0) + coalesce(n.lines, 0))
    into v_counts
    from unnest((p_counts).value_ids, (p_counts).lines) as c (value_id, lines)
    full join unnest((p_changes).value_ids, (p_changes).lines) as n (value_id, lines)
        using (value_id)
    where coalesce(c.lines, 0) + coalesce(n.lines, 0) > 0;

    return v_counts;
end;
$$;

grant execute on function filters._add_counts(filters.counts, filters.counts)
to authenticated, service_role;

comment on function filters._add_counts(filters.counts, filters.counts) is
    'The sum of counts and changes, without values whose sum is 0.';
