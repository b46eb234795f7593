-- The way back from 0001: nothing is left but the roles, which are cluster-wide.
drop table core.settings;
drop table core.load_checkpoints;
drop table core.invariants;
drop table core.error_codes;
drop schema filters;
drop schema master;
drop schema core;
drop schema api;
alter default privileges grant execute on functions to public;
grant usage on schema public to public;
