-- core._schema_errors: the violations of a JSON Schema by a value.
--
-- Uses pg_jsonschema where Supabase installs it, otherwise the code below, which
-- supports the keywords that core._schema_fault allows. The recursion is as deep as the
-- schema.

create or replace function core._schema_errors(
    p_schema jsonb, p_value jsonb, p_path text default ''
)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_extension constant regprocedure := to_regprocedure(
        'extensions.jsonschema_validation_errors(json, json)'
    );
    v_types constant jsonb := case jsonb_typeof(p_schema -> 'type')
        when 'string' then jsonb_build_array(p_schema -> 'type')
        else p_schema -> 'type'
    end;
    v_type constant text := jsonb_typeof(p_value);
    v_at constant text := case when p_path = '' then 'the value' else p_path end;
    v_text constant text := p_value #>> '{}';
    v_errors text[] := array[]::text[];
    v_key text;
begin
    if
        p_path = ''
        and v_extension is not null
    then
        execute format('select %s($1::json, $2::json)', v_extension::regproc)
        into v_errors
        using p_schema, p_value;
        return v_errors;
    end if;

    if
        not v_types ? v_type
        and not (v_types ? 'integer' and v_type = 'number' and v_text::numeric % 1 = 0)
    then
        v_errors := v_errors || format('%s is %s', v_at, v_type);
    end if;
    if not p_schema -> 'enum' @> jsonb_build_array(p_value) then
        v_errors := v_errors || format('%s is not one of %s', v_at, p_schema -> 'enum');
    end if;
    if p_schema -> 'const' <> p_value then
        v_errors := v_errors || format('%s is not %s', v_at, p_schema -> 'const');
    end if;

    if p_schema ? 'anyOf' and not exists (
        select
        from jsonb_array_elements(p_schema -> 'anyOf') as c (choice)
        where core._schema_errors(c.choice, p_value, p_path || '/') = '{}'
    ) then
        v_errors := v_errors || format(
            '%s is none of %s', v_at, left((p_schema ->> 'anyOf'), 250)
        );
    end if;

    if v_type = 'string' then
        if
            length(v_text) < (p_schema ->> 'minLength')::numeric
            or length(v_text) > (p_schema ->> 'maxLength')::numeric
        then
            v_errors := v_errors || format('%s has %s characters', v_at, length(v_text));
        end if;
        if not core._matches(p_value, p_schema ->> 'pattern') then
            v_errors := v_errors || format('%s does not match', v_at);
        end if;
    elsif v_type = 'number' then
        if
            v_text::numeric < (p_schema ->> 'minimum')::numeric
            or v_text::numeric > (p_schema ->> 'maximum')::numeric
            or v_text::numeric <= (p_schema ->> 'exclusiveMinimum')::numeric
            or v_text::numeric >= (p_schema ->> 'exclusiveMaximum')::numeric
        then
            v_errors := v_errors || format('%s is out of range', v_at);
        end if;
    elsif v_type = 'array' then
        if
            jsonb_array_length(p_value) < (p_schema ->> 'minItems')::numeric
            or jsonb_array_length(p_value) > (p_schema ->> 'maxItems')::numeric
        then
            v_errors := v_errors || format(
                '%s has %s items', v_at, jsonb_array_length(p_value)
            );
        end if;
        if p_schema ? 'items' then
            for v_number in 0 .. jsonb_array_length(p_value) - 1 loop
                v_errors := v_errors || core._schema_errors(
                    p_schema -> 'items',
                    p_value -> v_number,
                    format('%s/%s', p_path, v_number)
                );
            end loop;
        end if;
    elsif v_type = 'object' then
        for v_key in
            select r.name
            from jsonb_array_elements_text(p_schema -> 'required') as r (name)
            where not p_value ? r.name
        loop
            v_errors := v_errors || format('%s lacks %s', v_at, v_key);
        end loop;
        for v_key in
            select k.name from jsonb_object_keys(p_value) as k (name) order by k.name
        loop
            if p_schema -> 'properties' ? v_key then
                v_errors := v_errors || core._schema_errors(
                    p_schema -> 'properties' -> v_key,
                    p_value -> v_key,
                    format('%s/%s', p_path, v_key)
                );
            elsif p_schema -> 'additionalProperties' = 'false' then
                v_errors := v_errors || format('%s may not have %s', v_at, v_key);
            elsif jsonb_typeof(p_schema -> 'additionalProperties') = 'object' then
                v_errors := v_errors || core._schema_errors(
                    p_schema -> 'additionalProperties',
                    p_value -> v_key,
                    format('%s/%s', p_path, v_key)
                );
            end if;
        end loop;
    end if;

    return v_errors;
end;
$$;

comment on function core._schema_errors(jsonb, jsonb, text) is
$$One sentence for each violation of the schema; an empty list without violations.
$$;
