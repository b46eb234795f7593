-- Proves functions/core/audit/run_seal_audit.sql.
begin;
select plan(2);

-- Given: entries of finished transactions only, in two months.
alter table core.audit_entries disable trigger t20_refuse_change;
delete from core.audit_entries
where true;
insert into core.audit_entries (xid, changed_at, table_name, operation, role)
values
    (10, '2031-01-05 00:00+00', 'core.t', 'truncate', 'postgres'),
    (11, '2031-02-05 00:00+00', 'core.t', 'truncate', 'postgres');

select lives_ok('select core.run_seal_audit(null::core.jobs)', 'the job runs');
select results_eq(
    'select month_on, entries from core.audit_seals order by id',
    $$ values ('2031-01-01'::date, 1::bigint), ('2031-02-01', 1) $$,
    'and seals what is finished, until nothing is left'
);

select * from finish();
rollback;
