-- core.change_setting: set one setting, or give it its default back.
--
-- Which settings may be changed here is in the table, where only the owner of the
-- database writes it. Definer: admins may not write the table.

create or replace function core.change_setting(
    p_name text, p_value jsonb, p_reason text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin');
    return core._store_setting(p_name, p_value, p_reason, p_only_changeable => true);
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
