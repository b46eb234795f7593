-- The project's own roles. Roles are cluster-wide, so each is created only if missing.
-- Supabase creates its roles itself.
--
-- The comment says who made a role: `rowhouse remove` drops one with `Rowhouse: ` only.
-- One that was there before keeps its own, and stays.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_worker') then
        create role app_worker login noinherit;
        comment on role app_worker is
            'Rowhouse: the worker and its jobs; logs in and has the grants that they need.';
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'app_reader') then
        create role app_reader nologin;
        comment on role app_reader is
            'Rowhouse: monitoring; may read metrics and run invariants, but never write.';
    end if;
end;
$$;
