-- suppliers._show_digest_preferences: when a user gets a digest.

create or replace function suppliers._show_digest_preferences(p_user_id uuid)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'is_enabled', coalesce(p.is_enabled, (d.value -> 'is_enabled')::boolean),
        'hour', coalesce(p.hour, (d.value -> 'hour')::integer),
        'timezone', coalesce(p.timezone, d.value ->> 'timezone'),
        'is_default', p.user_id is null
    )
    from (select core.setting('suppliers.digest_defaults') as value) as d
    left join suppliers.digest_preferences as p on p.user_id = p_user_id
$$;

comment on function suppliers._show_digest_preferences(uuid) is
    '{is_enabled, hour, timezone, is_default}: those of the user, else the defaults.';
