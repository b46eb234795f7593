-- core.my_feature_flags: the flags that are on for the caller.
--
-- Definer: no caller may read the tables. Flags that are off are not named.

create or replace function core.my_feature_flags()
    returns jsonb
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(f.name order by f.name), '[]')
    from core.feature_flags as f
    where f.is_enabled and core._is_flag_on(f)
$$;

grant execute on function core.my_feature_flags()
to anon, authenticated, service_role;

comment on function core.my_feature_flags() is
$$The names of the feature flags that are on for the caller.

Without a user these are the flags of share 100. Ask again when the topic
core:feature_flags says core.feature_flags.changed.
Returns: [text]
Example: {}
Budget: 50 ms.
$$;
