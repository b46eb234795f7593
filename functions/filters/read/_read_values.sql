-- filters._read_values: the values of one dimension in `within`; raises if invalid.
--
-- Sizes are checked before anything is unpacked.

create or replace function filters._read_values(p_dimension text, p_values jsonb)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_values jsonb := p_values;
    v_most integer;
begin
    if jsonb_typeof(v_values) = 'string' then
        v_values := jsonb_build_array(v_values);
    end if;
    if jsonb_typeof(v_values) <> 'array' then
        perform core.raise_error(
            'filters.invalid_within',
            format('%s is a JSON %s, not an array.', p_dimension, jsonb_typeof(v_values))
        );
    end if;
    if jsonb_array_length(v_values) = 0 then
        perform core.raise_error(
            'filters.invalid_within',
            format('%s has no value: leave it out to mean any.', p_dimension)
        );
    end if;
    v_most := core.setting('filters.max_values')::integer;
    if jsonb_array_length(v_values) > v_most then
        perform core.raise_error(
            'filters.invalid_within',
            format(
                '%s has %s values; at most %s are allowed.',
                p_dimension, jsonb_array_length(v_values), v_most
            )
        );
    end if;
    if jsonb_path_exists(v_values, 'strict $[*] ? (@.type() != "string")') then
        perform core.raise_error(
            'filters.invalid_within',
            format('%s contains an item that is not a string.', p_dimension)
        );
    end if;

    -- Both as it was sent and as core.normalize_key stores it.
    return array(
        select v
        from jsonb_array_elements_text(v_values) as v
        union
        select core.normalize_key(v)
        from jsonb_array_elements_text(v_values) as v
        where core.normalize_key(v) is not null
    );
end;
$$;

grant execute on function filters._read_values(text, jsonb)
to authenticated, service_role;

comment on function filters._read_values(text, jsonb) is
    'Errors: PT422 filters.invalid_within.';
