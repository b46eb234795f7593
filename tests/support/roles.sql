-- Roles that the tests can act as: each of the project's own roles; a backend, in
-- service_role but without its BYPASSRLS; a stranger, which no grant names.

grant app_worker to postgres;
grant app_reader to postgres;
create role tests_backend in role service_role;
grant tests_backend to postgres;
create role tests_stranger;
grant tests_stranger to postgres;
