-- core.is_enabled: whether a feature flag is on for the caller.
--
-- One look-up by key; a second one for a user whom neither share nor role lets in.
-- Stable, so that a policy or a query that wraps it in a select asks once. Definer: no
-- caller may read the tables.

create or replace function core.is_enabled(p_flag text)
    returns boolean
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_flag core.feature_flags;
begin
    select f.*
    into v_flag
    from core.feature_flags as f
    where f.name = p_flag;
    return found and core._is_flag_on(v_flag);
end;
$$;

grant execute on function core.is_enabled(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.is_enabled(text) is
$$Whether a flag is on for the caller: (select core.is_enabled('<module>.<flag>')).

False for an unknown flag and for a disabled one. Callers without a user (anonymous, a
server, a job) have only flags of share 100. Never raises.
$$;
