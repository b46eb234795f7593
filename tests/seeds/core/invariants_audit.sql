-- Proves sql/seeds/core/invariants_audit.sql.
begin;
select plan(4);

set local role app_reader;
select is_empty(
    $$ select name from core.invariants
       where name in (
           'core.audit_seals_hold', 'core.audit_default_empty',
           'core.audited_triggers_enabled'
       )
       and (core.run_invariant(name)).violations <> 0 $$,
    'a new database keeps the invariants of audit'
);

-- Given: somebody turned an audit trigger off and changed a sealed entry.
reset role;
do $$ begin perform core.seal_audit(); end $$;
alter table master.brands disable trigger t80_audit_update;
alter table core.audit_entries disable trigger t20_refuse_change;
update core.audit_entries set role = 'x'
where true;

select is(
    (core.run_invariant('core.audited_triggers_enabled')).shown,
    '[{"table_name": "master.brands", "tgname": "t80_audit_update"}]',
    'a disabled audit trigger is named'
);
select is(
    (core.run_invariant('core.audit_seals_hold')).shown -> 0 ->> 'state',
    'entries changed', 'a broken seal is named'
);
select is(
    (
        select count(*) from core.invariants
        where name like 'core.audit%' and repair ~ '\.$'
    ), 3::bigint, 'each names its repair'
);

select * from finish();
rollback;
