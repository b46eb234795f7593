-- The role that runs the tests may act as each of our own roles, and as a backend that is
-- in service_role but does not bypass row-level security: so its policies can be seen.

grant app_worker to postgres;
grant app_reader to postgres;
create role tests_backend in role service_role;
grant tests_backend to postgres;
