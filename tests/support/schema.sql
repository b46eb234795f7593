-- tests: helpers that only test databases have.

create schema if not exists tests;
grant usage on schema tests to public;
alter default privileges in schema tests grant execute on functions to public;
