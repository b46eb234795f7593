-- core.set_setting: set any setting, or give it its default back; for the owner.
--
-- What guards the installation is not changeable over the API. No role has the grant,
-- so only the owner of the database, or a superuser, calls this.

create or replace function core.set_setting(
    p_name text, p_value jsonb, p_reason text
)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core._store_setting(p_name, p_value, p_reason, p_only_changeable => false)
$$;

comment on function core.set_setting(text, jsonb, text) is
$$Set a setting, changeable over the API or not; return it. Null: the default.

It counts at once and is audited with the reason; `rowhouse settings set` calls it.
Errors: PT404 core.unknown_setting, PT422 core.invalid_argument.
$$;
