-- lite_rest: the login of a stand-in for PostgREST.
--
-- It owns nothing, so it can neither grant nor replace anything. It inherits the API
-- roles, since it reads the catalog before it sets a caller's role. Its own settings
-- apply to all its requests, as those of authenticator: SET ROLE does not apply the
-- settings of the new role.

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
alter role lite_rest set datestyle to 'ISO, YMD';
