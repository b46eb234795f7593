-- core._read_feature_flag: read what a caller sets of a flag; raises if it is invalid.

create or replace function core._read_feature_flag(p_flag jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_schema constant jsonb := '{
        "type": "object", "additionalProperties": false, "properties": {
            "description": {"type": "string", "maxLength": 1000},
            "is_enabled": {"type": "boolean"},
            "share_percent": {"type": "number", "minimum": 0, "maximum": 100},
            "user_ids": {
                "type": "array", "maxItems": 1000,
                "items": {"type": "string", "minLength": 36, "maxLength": 36}
            },
            "roles": {
                "type": "array", "maxItems": 50,
                "items": {"type": "string", "minLength": 1, "maxLength": 60}
            }
        }
    }'::jsonb;
    v_flag jsonb := core.read_json('flag', p_flag, 'object', 100000);
    v_faults text[] := core._schema_errors(c_schema, coalesce(v_flag, 'null'));
begin
    if v_faults <> '{}' then
        perform core.raise_error(
            'core.invalid_argument', left(array_to_string(v_faults, '; '), 500)
        );
    end if;
    if (v_flag ->> 'share_percent')::numeric * 100 % 1 <> 0 then
        perform core.raise_error(
            'core.invalid_argument', 'share_percent has at most two decimals.'
        );
    end if;
    perform core.read_text('description', v_flag ->> 'description', 0, 1000);
    perform core.read_text('a role', r.name, 1, 60)
    from jsonb_array_elements_text(v_flag -> 'roles') as r (name);
    perform u.id::uuid
    from jsonb_array_elements_text(v_flag -> 'user_ids') as u (id);
    return v_flag;
exception
    when invalid_text_representation then
        perform core.raise_error('core.invalid_argument', 'user_ids are UUIDs.');
        return null;
end;
$$;

comment on function core._read_feature_flag(jsonb) is
$${description, is_enabled, share_percent, user_ids, roles}; each of them may be absent.

Errors: PT422 core.invalid_argument.
$$;
