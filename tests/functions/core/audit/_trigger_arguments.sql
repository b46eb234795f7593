-- Proves functions/core/audit/_trigger_arguments.sql.
begin;
select plan(2);

-- Given: a trigger whose arguments are as odd as names may be.
create table public.t_notes (id bigint);
create trigger t_odd before insert on public.t_notes
for each row execute function suppress_redundant_updates_trigger(
    'ü k', 'a\000b', '0', 'x'
);

select results_eq(
    $$ select unnest(core._trigger_arguments(t.tgargs)) from pg_catalog.pg_trigger as t
    where t.tgname = 't_odd' $$,
    $$ values ('ü k'), ('a\000b'), ('0'), ('x') $$,
    'each argument is its text'
);
select is(core._trigger_arguments(''), '{}', 'without any there is none');

select * from finish();
rollback;
