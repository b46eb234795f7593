-- core._has_type: whether a value has a type.
--
-- Only ISO 8601 is accepted as a date: Postgres would also accept `today`.

create or replace function core._has_type(p_value jsonb, p_type text)
    returns boolean
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_text constant text := p_value #>> '{}';
begin
    case p_type
        when 'text' then
            return jsonb_typeof(p_value) = 'string';
        when 'integer' then
            return jsonb_typeof(p_value) = 'number' and v_text::numeric % 1 = 0;
        when 'uuid' then
            return jsonb_typeof(p_value) = 'string'
                and v_text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
        when 'email' then
            return jsonb_typeof(p_value) = 'string'
                and length(v_text) <= 254
                and v_text ~ '^[^@[:space:]]{1,64}@[^@[:space:].]+(\.[^@[:space:].]+)+$';
        when 'date' then
            if
                jsonb_typeof(p_value) <> 'string' or v_text !~ '^\d{4}-\d{2}-\d{2}$'
            then
                return false;
            end if;
            return v_text::date is not null;
        when 'timestamp' then
            if
                jsonb_typeof(p_value) <> 'string'
                or v_text !~ (
                    '^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?'
                    '(Z|[+-]\d{2}(:?\d{2})?)$'
                )
            then
                return false;
            end if;
            return v_text::timestamptz is not null;
        else
            return jsonb_typeof(p_value) = p_type;
    end case;
exception
    when data_exception then
        return false;
end;
$$;

comment on function core._has_type(jsonb, text) is
$$Whether a JSON value is of this type of core.validation_rules.
$$;
