-- Proves functions/core/doctor/_diagnose_grants.sql.
begin;
select plan(6);

select is_empty(
    'select code from core._diagnose_grants()', 'grants as released have no finding'
);
create schema t_open;
grant usage, create on schema t_open to anon;
select results_eq(
    'select code, severity, remedy from core._diagnose_grants() order by code',
    $$ values
        ('schema_open', 'warning', 'revoke usage on schema t_open from anon, public'),
        ('schema_writable', 'error',
         'revoke create on schema t_open from anon, public') $$,
    'a schema that is open to API roles is found'
);
revoke create on schema t_open from anon;
create table t_open.cards (id bigint);
create table t_open.safe (id bigint);
create materialized view t_open.sums as select 1 as n;
alter table t_open.safe enable row level security;
grant select on all tables in schema t_open to anon;
select results_eq(
    $$ select remedy from core._diagnose_grants()
       where code = 'table_open' order by 1 $$,
    $$ values
        ('alter table t_open.cards enable row level security'),
        ('revoke all on t_open.sums from anon, authenticated, public') $$,
    'a table without row-level security that they reach is found'
);
create table t_open.parts (id bigint, note text);
create view t_open.leak as select c.id from t_open.cards as c;
create view t_open.fine with (security_invoker = on)
as select c.id from t_open.cards as c;
alter table t_open.cards enable row level security;
grant select on t_open.leak, t_open.fine to anon;
grant select (id) on t_open.parts to anon;
select results_eq(
    $$ select remedy from core._diagnose_grants()
       where code = 'table_open' order by 1 $$,
    $$ values
        ('alter table t_open.parts enable row level security'),
        ('alter view t_open.leak set (security_invoker = true)'),
        ('revoke all on t_open.sums from anon, authenticated, public') $$,
    'so are a column of one, and a view that reads as its owner'
);
create function t_open.run() returns integer security definer language sql
as $$ select 1 $$;
grant execute on function t_open.run() to public;
select results_eq(
    $$ select remedy from core._diagnose_grants() where code = 'function_open' $$,
    $$ values ('revoke execute on function t_open.run() from public') $$,
    'a definer function of PUBLIC is found'
);
revoke usage on schema t_open from anon;
select is_empty(
    'select code from core._diagnose_grants()', 'what they cannot reach is not'
);

select * from finish();
rollback;
