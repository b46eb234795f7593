-- Proves functions/core/console/list_invariants.sql.
begin;
select plan(2);

-- Given: one invariant.
delete from core.invariants
where true;
insert into core.invariants (name, module, query, repair, severity)
values ('core.t_one', 'core', 'select 1', 'Mend it.', 'warning');

select tests.login_as(tests.user('eve'), 'admin');
select is(
    core.list_invariants() -> 'items',
    '[{
        "name": "core.t_one", "module": "core", "severity": "warning",
        "repair": "Mend it."
    }]'::jsonb,
    'an invariant is listed with its repair, without its query'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal('select core.list_invariants()') ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
