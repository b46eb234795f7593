-- core.change_setting: set one setting, or give it its default back.
--
-- The table checks the value. Which settings may be changed here is in the table, too,
-- where only the owner of the database writes it. Definer: admins may not write the
-- table.

create or replace function core.change_setting(
    p_name text, p_value jsonb, p_reason text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_setting core.settings;
begin
    perform core.require_role('admin');
    perform core.read_text('reason', p_reason, 1, 500);
    select s.*
    into v_setting
    from core.settings as s
    where s.name = p_name
    for no key update;
    if v_setting.name is null then
        perform core.raise_error(
            'core.unknown_setting',
            format('There is no setting %s.', quote_nullable(core.excerpt(p_name)))
        );
    end if;
    if not v_setting.is_changeable then
        perform core.raise_error(
            'core.setting_locked', format('%s is not changeable here.', p_name)
        );
    end if;
    if pg_column_size(p_value) > 100000 then
        perform core.raise_error(
            'core.invalid_argument', 'value has more than 100000 bytes.'
        );
    end if;

    perform core.set_reason(p_reason);
    update core.settings
    set value = case jsonb_typeof(p_value)
        -- 30.0 is an integer to JSON Schema; stored as 30, it is one to every reader.
        when 'number' then to_jsonb(trim_scale((p_value #>> '{}')::numeric))
        else nullif(p_value, 'null')
    end
    where name = p_name
    returning * into v_setting;
    return to_jsonb(v_setting);
exception
    when check_violation then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'Setting %s is a JSON %s, not a %s.',
                p_name, jsonb_typeof(v_setting.default_value), jsonb_typeof(p_value)
            )
        );
        return null;
end;
$$;

grant execute on function core.change_setting(text, jsonb, text)
to authenticated, service_role;

comment on function core.change_setting(text, jsonb, text) is
$$Set a setting whose is_changeable is true; returns it. For app role admin. It counts
at once and is audited with the reason.

value: of the default's JSON type and as value_schema describes; null: the default.
Takes: {value: jsonb | null}
Returns: list_settings.items
Units: as the setting's name or description says.
Errors: PT403 core.not_permitted, PT403 core.setting_locked, PT404 core.unknown_setting,
PT422 core.invalid_argument.
Example: {"name": "core.operations_at_once", "value": 5, "reason": "month end"}
Budget: 200 ms.
$$;
