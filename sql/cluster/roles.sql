-- The project's own roles. Roles are cluster-wide, so each is created only if missing.
-- Supabase creates its roles itself.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_worker') then
        create role app_worker login noinherit;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_reader') then
        create role app_reader nologin;
    end if;
end;
$$;

comment on role app_worker is
    'The worker and its jobs: logs in and has only the grants that they need.';
comment on role app_reader is
    'Monitoring: may read metrics and run invariants, but never write.';
