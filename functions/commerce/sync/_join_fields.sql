-- commerce._join_fields: merge the field states of two copies of a record.
--
-- Pointwise commerce._join_state, so order and repetition of merges do not matter.

create or replace function commerce._join_fields(p_one jsonb, p_other jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(f.field, f.sides), '{}')
    from (
        select
            s.field,
            jsonb_object_agg(s.side, s.state) as sides
        from (
            select
                coalesce(o.field, t.field) as field,
                coalesce(o.side, t.side) as side,
                commerce._join_state(o.state, t.state) as state
            from (
                select e.key as field, d.key as side, d.value as state
                from jsonb_each(p_one) as e
                cross join jsonb_each(e.value) as d
            ) as o
            full join (
                select e.key as field, d.key as side, d.value as state
                from jsonb_each(p_other) as e
                cross join jsonb_each(e.value) as d
            ) as t on o.field = t.field and o.side = t.side
        ) as s
        group by s.field
    ) as f
$$;

comment on function commerce._join_fields(jsonb, jsonb) is
    'Merges {field: {pms: state, us: state}} of two copies of a record.';
