-- The role that runs the tests may act as each of our own roles, as a backend that is in
-- service_role but does not bypass row-level security, and as a stranger whom no policy
-- names: so it can be seen what policies open to the one and to `public`.

grant app_worker to postgres;
grant app_reader to postgres;
create role tests_backend in role service_role;
grant tests_backend to postgres;
create role tests_stranger;
grant tests_stranger to postgres;
