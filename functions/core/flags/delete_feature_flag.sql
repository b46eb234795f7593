-- core.delete_feature_flag: delete a feature flag, and with it who was listed.
--
-- Definer: no role may write the tables.

create or replace function core.delete_feature_flag(
    p_name text,
    p_reason text default null,
    p_expected_version bigint default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version bigint;
begin
    perform core.require_role('admin');
    perform core.set_reason(p_reason);

    perform pg_advisory_xact_lock(hashtextextended('core.feature_flag:' || p_name, 0));
    select f.version
    into v_version
    from core.feature_flags as f
    where f.name = p_name;
    if v_version is null then
        perform core.raise_error(
            'core.unknown_feature_flag',
            format('There is no flag %s.', quote_nullable(core.excerpt(p_name)))
        );
    end if;
    perform core.check_version('Flag ' || p_name, v_version, p_expected_version);

    delete from core.feature_flags
    where name = p_name;
end;
$$;

grant execute on function core.delete_feature_flag(text, text, bigint)
to authenticated, service_role;

comment on function core.delete_feature_flag(text, text, bigint) is
$$Delete a feature flag: it is off for all from then on. For app role admin.

expected_version: that of the flag that was seen. reason: for the audit trail.
Errors: PT403 core.not_permitted, PT404 core.unknown_feature_flag, PT409
core.version_conflict, PT422 core.invalid_argument.
Emits: core.feature_flags.changed {v} on core:feature_flags.
Example: {"name": "garden.reviews", "reason": "released to all"}
Budget: 200 ms.
$$;
