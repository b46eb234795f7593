-- core._store_setting: store the value of one setting, with the reason.
--
-- For change_setting and set_setting, which say who may. The table checks the value.

create or replace function core._store_setting(
    p_name text, p_value jsonb, p_reason text, p_only_changeable boolean
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_setting core.settings;
begin
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
    if p_only_changeable and not v_setting.is_changeable then
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

comment on function core._store_setting(text, jsonb, text, boolean) is
$$Store a value, or null for the default; return the setting.

Errors: PT403 core.setting_locked, PT404 core.unknown_setting, PT422
core.invalid_argument.
$$;
