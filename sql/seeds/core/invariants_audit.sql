-- Seeds of core.invariants: what must hold of audit.

insert into core.invariants (name, module, query, repair, severity)
values
(
    'core.audit_seals_hold', 'core',
    'select v.seal_id, v.month_on, v.entries, v.state
    from core.verify_audit() as v
    where v.state not in (''ok'', ''dropped'')',
    'Somebody changed the audit trail: compare with a backup of the seal''s time.',
    'error'
),
(
    'core.audit_default_empty', 'core',
    'select b.partition, s.n_live_tup
    from core._partition_bounds(''core.audit_entries'') as b
    inner join pg_catalog.pg_stat_user_tables as s on b.partition = s.relid
    where b.from_at is null and s.n_live_tup > 0',
    'Partitions were late: `select * from core.maintain_partitions()`.',
    'warning'
),
(
    'core.audited_triggers_enabled', 'core',
    'select t.tgrelid::regclass::text as table_name, t.tgname
    from pg_catalog.pg_trigger as t
    where
        t.tgname in (
            ''t80_audit_insert'', ''t80_audit_update'',
            ''t80_audit_delete'', ''t80_audit_truncate''
        )
        and t.tgenabled in (''D'', ''R'')',
    '`alter table <table_name> enable trigger <tgname>`; its writes left no entry.',
    'error'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair,
    severity = excluded.severity
where
    (invariants.module, invariants.query, invariants.repair, invariants.severity)
    is distinct from (
        excluded.module, excluded.query, excluded.repair, excluded.severity
    );
