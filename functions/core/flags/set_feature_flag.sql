-- core.set_feature_flag: make or change a feature flag.
--
-- Two calls for one flag take turns, so the version that the second one expects is
-- compared with what the first one has written. The versions of a flag that is made
-- anew go on after those of the deleted one, which the audit trail knows: a version
-- that was seen before never fits again. Definer: no role may write the tables.

create or replace function core.set_feature_flag(
    p_name text,
    p_flag jsonb,
    p_reason text default null,
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sent jsonb;
    v_flag core.feature_flags;
    v_has_changed boolean := false;
begin
    perform core.require_role('admin');
    v_sent := core._read_feature_flag(p_flag);
    if length(p_name) > 100 or coalesce(p_name, '') !~ '^[a-z_]+(\.[a-z_0-9]+)+$' then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'The name %L is not <module>.<flag> in lower case, up to 100 characters.',
                core.excerpt(p_name)
            )
        );
    end if;
    perform core.set_reason(p_reason);

    perform pg_advisory_xact_lock(hashtextextended('core.feature_flag:' || p_name, 0));
    select f.*
    into v_flag
    from core.feature_flags as f
    where f.name = p_name;
    perform core.check_version('Flag ' || p_name, v_flag.version, p_expected_version);
    if v_flag.name is null then
        insert into core.feature_flags (name, version, created_at, updated_at)
        select
            p_name,
            1 + coalesce(max((e.old_values ->> 'version')::bigint), 0),
            core.now(),
            core.now()
        from core.audit_entries as e
        where
            e.table_name = 'core.feature_flags'
            and e.row_id = p_name
            and e.operation = 'delete'
        returning * into v_flag;
    end if;

    if v_sent ? 'user_ids' then
        v_has_changed := core._list_flag_users(
            p_name,
            array(
                select distinct u.id::uuid
                from jsonb_array_elements_text(v_sent -> 'user_ids') as u (id)
            )
        );
    end if;
    v_flag := jsonb_populate_record(v_flag, v_sent);
    update core.feature_flags
    set
        description = v_flag.description,
        is_enabled = v_flag.is_enabled,
        share_percent = v_flag.share_percent,
        roles = array(select distinct r.name from unnest(v_flag.roles) as r (name) order by 1),
        version = version + v_has_changed::integer
    where name = p_name
    returning * into v_flag;
    return core._show_feature_flag(v_flag);
end;
$$;

grant execute on function core.set_feature_flag(text, jsonb, text, bigint)
to authenticated, service_role;

comment on function core.set_feature_flag(text, jsonb, text, bigint) is
$$Make or change a feature flag; returns it. For app role admin. It counts at once.

A new flag is off, with a share of 0. A missing key keeps its value; user_ids and roles
replace the whole list. share_percent: for so many of the users, the same ones while it
grows. user_ids and roles: on whatever the share. is_enabled false: off for all.
expected_version: that of the flag that was seen; 0: there is none yet. reason: for the
audit trail.
Takes: {flag: {description?: text, is_enabled?: boolean, share_percent?: numeric,
user_ids?: [uuid], roles?: [text]}}
Returns: list_feature_flags.items
Units: share_percent in percent, from 0 to 100 in steps of 0.01.
Errors: PT403 core.not_permitted, PT409 core.version_conflict, PT422
core.invalid_argument.
Emits: core.feature_flags.changed {v} on core:feature_flags.
Example: {"name": "garden.reviews", "flag": {"is_enabled": true, "share_percent":
10}, "reason": "first users"}
Budget: 200 ms.
$$;
