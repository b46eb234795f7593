-- filters._fresh_values: values that came with changes not folded yet: not listed so far.
--
-- `rank` is that of the listed value before it: between two listed values, fresh ones
-- stand in the order of their labels.

create or replace function filters._fresh_values(p_dimension text)
    returns table (value_id bigint, value text, label text, search text, rank bigint)
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_ids bigint[] := (filters._count_changes(p_dimension, null)).value_ids;
begin
    if v_ids is null then
        return;
    end if;

    return query
    select
        m.value_id,
        m.value,
        m.label,
        lower(concat(m.label, chr(10), m.value)),
        coalesce(
            (
                select max(d.rank)
                from filters.dimension_values as d
                where
                    d.dimension = p_dimension
                    and (d.label, d.value)
                    < (m.label collate "C", m.value collate "C")
            ),
            0
        )
    from unnest(v_ids) as n (id)
    inner join filters.master_values as m
        on m.dimension = p_dimension and n.id = m.value_id
    where not exists (
        select
        from filters.dimension_values as d
        where d.dimension = p_dimension and d.value_id = n.id
    );
end;
$$;

grant execute on function filters._fresh_values(text) to authenticated, service_role;

comment on function filters._fresh_values(text) is
    'Values of a dimension that filters.dimension_values does not list yet.';
