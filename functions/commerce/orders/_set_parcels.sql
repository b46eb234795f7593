-- commerce._set_parcels: change fields of some parcels of a state.

create or replace function commerce._set_parcels(
    p_parcels jsonb, p_numbers text[], p_fields jsonb
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(
        p.number,
        p.fields || case when p.number = any(p_numbers) then p_fields else '{}' end
    )
    from jsonb_each(p_parcels) as p (number, fields)
$$;

comment on function commerce._set_parcels(jsonb, text[], jsonb) is
    'The parcels {"<number>": fields}, with the fields set in those of p_numbers.';
