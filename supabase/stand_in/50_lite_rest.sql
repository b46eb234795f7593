-- lite_rest: whom a stand-in for PostgREST logs in as.
--
-- It owns nothing, so it can neither grant nor replace anything; it inherits what the
-- API roles may see, since it reads the catalog before it takes a caller's role. Its
-- own limits hold for all its requests, as those of authenticator: a role that is
-- taken afterwards brings none.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'lite_rest') then
        create role lite_rest login inherit;
    end if;
end;
$$;

grant anon to lite_rest;
grant authenticated to lite_rest;
grant service_role to lite_rest;

alter role lite_rest set statement_timeout to '8s';
alter role lite_rest set lock_timeout to '8s';
