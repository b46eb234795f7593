-- The role that runs the tests may act as each of our own roles.

grant app_worker to postgres;
grant app_reader to postgres;
