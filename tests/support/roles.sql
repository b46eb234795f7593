-- Whom the role that runs the tests may act as: each of our own roles; a backend, in
-- service_role but without its bypass of row-level security; a stranger nothing names.

grant app_worker to postgres;
grant app_reader to postgres;
create role tests_backend in role service_role;
grant tests_backend to postgres;
create role tests_stranger;
grant tests_stranger to postgres;
