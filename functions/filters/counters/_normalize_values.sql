-- filters._normalize_values: a caller's values in the spelling of a registered
-- dimension.
--
-- For example, 1.00 becomes 1, and a uuid may be written in capitals. Definer: only the
-- owner may read the column's type.

create or replace function filters._normalize_values(p_dimension text, p_values text[])
    returns text[]
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type regtype := (
        select filters._column_type(d.source_table, d.column_name)
        from filters.dimensions as d
        where
            d.name = p_dimension
            and d.counted_by = 'counters'
            and filters._has_any_role(d.roles)
    );
begin
    return array(
        select distinct
            case
                when
                    v_type in (
                        'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
                        'numeric'::regtype
                    )
                    and v.value ~ '^[+-]?[0-9]{1,100}([.][0-9]{0,100})?$'
                    then trim_scale(v.value::numeric)::text
                when v_type in ('uuid'::regtype, 'boolean'::regtype) then lower(v.value)
                else v.value
            end collate "C"
        from unnest(p_values) as v (value)
        order by 1
    );
end;
$$;

grant execute on function filters._normalize_values(text, text[])
to authenticated, service_role;

comment on function filters._normalize_values(text, text[]) is
    'Distinct and ordered; unchanged for a dimension of the cube.';
