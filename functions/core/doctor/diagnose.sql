-- core.diagnose: what is wrong with this installation, as far as the database knows.
--
-- Behind `rowhouse doctor`, which adds what only the machine knows. It reads the
-- catalog and small tables.

create or replace function core.diagnose()
    returns table (
        area text,
        code text,
        severity text,
        what text,
        why text,
        remedy text
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 'server', d.* from core._diagnose_server() as d
    union all
    select 'settings', d.* from core._diagnose_settings() as d
    union all
    select 'roles', d.* from core._diagnose_roles() as d
    union all
    select 'exposure', d.* from core._diagnose_exposure() as d
    union all
    select 'grants', d.* from core._diagnose_grants() as d
    union all
    select 'worker', d.* from core._diagnose_worker() as d
    union all
    select 'partitions', d.* from core._diagnose_partitions() as d
    union all
    select 'attachments', d.* from core._diagnose_attachments() as d
$$;

grant execute on function core.diagnose() to service_role, app_worker, app_reader;

comment on function core.diagnose() is
$$Findings about this installation: area, code, severity (error or warning), what was
found, why it matters, and a remedy that can be typed. No row: nothing was found.
$$;
