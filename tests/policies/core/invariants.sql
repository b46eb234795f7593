-- Proves policies/core/invariants.sql.j2.
begin;
select plan(7);

-- Given: one invariant of our own.
insert into core.invariants (name, module, query, repair)
values ('core.t_holds', 'core', 'select 1 where false', '-');

select * from tests.is_read_by(
    'core.invariants', 'service_role, app_worker, app_reader'
);

select throws_ok(
    $$ insert into core.invariants (name, module, query, repair)
       values ('core.t', 'filters', 'select 1', '-') $$,
    '23514', null,
    'an invariant belongs to the module that its name begins with'
);
select throws_ok(
    $$ update core.invariants set severity = 'fatal' where name = 'core.t_holds' $$,
    '23514', null,
    'a severity is error or warning'
);

select * from finish();
rollback;
