-- Our own roles. Cluster-wide, so each is guarded; Supabase's are not ours to make.

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
    'The worker and its jobs: logs in, holds only the grants that its work needs.';
comment on role app_reader is
    'Monitoring: may read figures and run invariants, never change anything.';
