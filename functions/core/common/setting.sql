-- core.setting: the effective value of one setting.

create or replace function core.setting(p_name text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(value, default_value)
    from core.settings
    where name = p_name
$$;

grant execute on function core.setting(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.setting(text) is
$$The operator's value of a setting, else its default.

Null if the setting does not exist.
$$;
