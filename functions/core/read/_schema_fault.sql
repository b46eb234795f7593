-- core._schema_fault: why a JSON Schema is not supported; null if it is.
--
-- Only keywords that core._schema_errors implements are allowed, so a rule means the
-- same with and without pg_jsonschema. Patterns are checked like those of pattern
-- rules.

create or replace function core._schema_fault(p_schema jsonb)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text;
    v_value jsonb;
    v_fault text;
begin
    if coalesce(jsonb_typeof(p_schema), '') <> 'object' then
        return '{"schema": {…}}';
    end if;

    for v_key, v_value in
        select e.key, e.value from jsonb_each(p_schema) as e
    loop
        v_fault := case
            when v_key = 'properties' then (
                select min(core._schema_fault(e.value)) from jsonb_each(v_value) as e
            )
            when v_key = 'items' then core._schema_fault(v_value)
            when v_key = 'pattern' then core._pattern_fault(v_value #>> '{}')
            when v_key = 'anyOf' then (
                select min(core._schema_fault(e.value))
                from jsonb_array_elements(v_value) as e
            )
            when v_key = 'additionalProperties' and jsonb_typeof(v_value) <> 'boolean'
                then core._schema_fault(v_value)
            when v_key not in (
                'type', 'enum', 'const', 'required', 'minItems', 'maxItems',
                'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum',
                'exclusiveMaximum', 'additionalProperties', '$schema', '$id', 'title',
                'description', 'default', 'examples'
            ) then format('a schema without the keyword %s', v_key)
        end;
        if v_fault is not null then
            return v_fault;
        end if;
    end loop;

    return null;
exception
    when data_exception then
        return 'a JSON Schema';
end;
$$;

comment on function core._schema_fault(jsonb) is
$$What is required of the schema, as the end of a sentence; null if it is supported.
$$;
