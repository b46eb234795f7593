-- Proves functions/core/audit/seal_audit.sql.
begin;
select plan(12);

-- Given: entries of finished transactions in two months, and one of this transaction.
alter table core.audit_entries disable trigger t20_refuse_change;
delete from core.audit_entries
where true;
alter table core.audit_entries enable trigger t20_refuse_change;
insert into core.audit_entries (xid, changed_at, table_name, operation, role)
select
    n.xid,
    n.at,
    'core.t' as table_name,
    'truncate' as operation,
    'postgres' as role
from (
    values
    (10, '2031-01-05 00:00+00'::timestamptz), (10, '2031-01-05 00:00+00'),
    (11, '2031-02-05 00:00+00'), (11, '2031-02-05 00:00+00'),
    (12, '2031-02-06 00:00+00')
) as n (xid, at);
insert into core.audit_entries (table_name, operation, role)
values ('core.t', 'truncate', 'postgres');

set local role app_worker;
select is(core.seal_audit(2), 1, 'a window ends after about so many entries');
select is(
    (
        select array_agg(array[s.from_xid, s.below_xid, s.entries] order by s.id)
        from core.audit_seals as s
    ), array[array[0, 11, 2]]::bigint[],
    'but never inside a transaction'
);
select is(core.seal_audit(1), 1, 'the next window begins where the last one ended');
select is(core.seal_audit(), 1, 'and takes what is left');
select is(core.seal_audit(), 0, 'a transaction that runs is left open');

reset role;
select results_eq(
    $$ select month_on, entries, previous_sha256 = lag(chain_sha256, 1, '')
           over (order by id)
       from core.audit_seals order by id $$,
    $$ values
        ('2031-01-01'::date, 2::bigint, true),
        ('2031-02-01', 2, true),
        ('2031-02-01', 1, true) $$,
    'each seal holds one month and is chained to the one before'
);
select is_empty(
    $$ select * from core.verify_audit() where state <> 'ok' $$,
    'what was sealed holds'
);

select ok(
    (select max(s.below_xid) from core.audit_seals as s)
    <= pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    'nothing at or above the snapshot''s xmin is sealed'
);

-- Given: another cluster, which counts transactions from the start again.
alter table core.audit_seals disable trigger t20_refuse_change;
update core.audit_seals set below_xid = 4000000000000
where below_xid > 12;
alter table core.audit_seals enable trigger t20_refuse_change;
insert into core.audit_entries (xid, table_name, operation, role)
values (4000000000005, 'core.left', 'truncate', 'postgres');
select is(core.seal_audit(), 1, 'what the old cluster left unsealed is sealed first');
insert into core.audit_entries (xid, table_name, operation, role)
values (20, 'core.new', 'truncate', 'postgres');
select cmp_ok(core.seal_audit(), '>=', 1, 'then windows are counted anew');
select is(
    (select count(distinct s.after_id) from core.audit_seals as s), 2::bigint,
    'after the last id of the old cluster'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    'select core.seal_audit()', '42501', null, 'a signed-in user cannot seal'
);

select * from finish();
rollback;
