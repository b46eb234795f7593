-- Rendered from sql/seeds/core/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules that only a bug can break.

insert into core.invariants (name, module, query, repair, severity)
values
-- Audit.
(
    'core.audit_seals_hold', 'core',
    'select v.seal_id, v.month_on, v.entries, v.state
    from core.verify_audit() as v
    where v.state not in (''ok'', ''dropped'')',
    'The audit trail was changed: compare it with a backup of the seal''s time.',
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
),
(
    'core.attachments_are_whole', 'core',
    'select a.table_name, a.kind, a.faults
    from core.list_attachments() as a
    where not a.is_whole',
    '`rowhouse attach <kind> <table>` again, or `rowhouse detach`.',
    'error'
),
-- The log.
(
    'core.event_types_are_listed', 'core',
    'select distinct e.type
    from (
        select l.type
        from core.events as l
        order by l.xid desc, l.id desc
        limit 10000
    ) as e
    where not exists (select from core.event_types as t where t.type = e.type)',
    'List the type in sql/seeds/<module>/event_types.sql.j2.',
    'warning'
),
-- Privileges that a dump does not contain.
(
    'core.temporary_is_revoked', 'core',
    'select d.datname
    from pg_catalog.pg_database as d
    cross join aclexplode(coalesce(d.datacl, acldefault(''d'', d.datdba))) as a
    where
        d.datname = current_database()
        and a.grantee = 0
        and a.privilege_type = ''TEMPORARY''
        and not exists (select from core.adoptions)',
    'As the owner of the database: revoke temporary on database <datname> from public.',
    'error'
),
-- Table names that are stored in rows.
(
    'core.named_tables_exist', 'core',
    'select ''core.retention_policies'' as named_by, p.table_name
    from core.retention_policies as p
    where to_regclass(p.table_name) is null
    union all
    select ''core.partitioned_tables'', t.table_name
    from core.partitioned_tables as t
    where to_regclass(t.table_name) is null
    union all
    select ''core.view_refreshes'', v.view_name
    from core.view_refreshes as v
    where to_regclass(v.view_name) is null',
    'The table was renamed or dropped: rename or remove its row too.',
    'error'
),
-- Events and jobs.
(
    'core.job_ends_once',
    'core',
    'select id from core.finished_jobs group by id having count(*) > 1 '
    'union all '
    'select f.id from core.finished_jobs as f '
    'inner join core.jobs as j on f.id = j.id',
    'Look at both rows of the id; delete the one in core.jobs if its work is done.',
    'error'
),
(
    'core.job_states_agree',
    'core',
    'select id, status from core.jobs '
    'where status not in (''ready'', ''waiting'', ''dead'') '
    'or (status = ''waiting'') <> (wait_reason is not null) '
    'or (status = ''dead'') <> (died_at is not null) '
    'or (leased_by is null) <> (lease_expires_at is null) '
    'or leased_by is not null and status <> ''ready'' '
    'or attempts > max_attempts',
    'Cancel the job with core.cancel_job(id) and enqueue it again.',
    'error'
),
(
    'core.job_kind_known',
    'core',
    'select distinct j.kind from core.jobs as j '
    'left join core.job_kinds as k on j.kind = k.kind where k.kind is null',
    'Seed the kind again, or cancel its jobs with core.cancel_job(id).',
    'error'
),
(
    'core.job_functions_exist',
    'core',
    'select kind, sql_function from core.job_kinds '
    'where sql_function is not null '
    'and to_regprocedure(sql_function || ''(core.jobs)'') is null '
    'union all '
    'select name, sql_function from core.event_consumers '
    'where sql_function is not null '
    'and to_regprocedure(sql_function || ''(text, integer)'') is null',
    'Restore the function, or correct its name in the seed.',
    'error'
),
(
    'core.job_key_within_limit',
    'core',
    'select j.concurrency_key, count(*) as running, max(k.concurrency) as allowed '
    'from core.jobs as j inner join core.job_kinds as k on j.kind = k.kind '
    'where j.concurrency_key is not null and j.status = ''ready'' '
    'and j.leased_by is not null '
    'group by j.concurrency_key having count(*) > max(k.concurrency)',
    'Cancel the newer jobs of the key with core.cancel_job(id).',
    'error'
),
(
    'core.stream_versions_unbroken',
    'core',
    'select e.stream from core.events as e where e.stream is not null '
    'group by e.stream '
    'having count(*) <> count(distinct e.version) '
    'or max(e.version) - min(e.version) + 1 <> count(*) '
    'union all '
    'select s.stream from core.event_streams as s '
    'where s.version < (select max(e.version) from core.events as e '
    'where e.stream = s.stream)',
    'Compare the stream with core.event_streams; replay what was lost from a backup.',
    'error'
),
(
    'core.stream_read_in_order',
    'core',
    'select e.stream, e.version from (select stream, version, '
    'lag(version) over (partition by stream order by xid, id) as before '
    'from core.events where stream is not null) as e where e.before > e.version',
    'Readers of this stream must sort by version; report how it happened.',
    'error'
),
(
    'core.consumers_within_log',
    'core',
    'select c.name, c.moved_at '
    'from core.event_consumers as c, core.event_low_watermarks as h '
    'where (c.xid, c.id) < (h.xid, h.id)',
    'Rebuild what the consumer feeds, then select core.reset_consumer(name).',
    'warning'
),
(
    'core.xids_of_this_cluster',
    'core',
    'select f.table_name, f.column_name, f.xid from core.find_foreign_xids() as f',
    'Restored from another cluster: the owner runs '
    '`select core.rebase_after_restore()`.',
    'error'
),
(
    'core.partitions_ahead',
    'core',
    'select ''core.events'' as table_name, count(*) from core.events_default '
    'having count(*) > 0 union all '
    'select ''core.finished_jobs'', count(*) from core.finished_jobs_default '
    'having count(*) > 0',
    'Run select * from core.maintain_partitions(), and see why its schedule did not.',
    'warning'
),
(
    'core.broadcasts_have_messages',
    'core',
    'select l.id, l.type, l.topic, l.at from core.list_unsent_broadcasts() as l',
    'Clients repair with changes_since; see core.realtime_runway for the cause.',
    'error'
),
-- Webhooks.
(
    'core.webhook_endpoints_complete',
    'core',
    'select e.id from core.webhook_endpoints as e
        where not exists (
            select from core.webhook_circuits as c where c.endpoint_id = e.id
        )',
    'insert into core.webhook_circuits (endpoint_id) values (<id>).',
    'error'
),
(
    'core.webhook_deliveries_proven',
    'core',
    'select d.id from core.webhook_deliveries as d
        where d.status = ''delivered'' and not exists (
            select from core.webhook_attempts as a
            where a.delivery_id = d.id and a.outcome = ''delivered''
        )',
    'A delivery is marked delivered without a successful attempt: replay it.',
    'error'
),
(
    'core.webhook_attempts_numbered',
    'core',
    'select d.id, d.lease from core.webhook_deliveries as d
        where d.lease <> (
            select count(*) from core.webhook_attempts as a where a.delivery_id = d.id
        )',
    'An attempt is missing: the delivery was claimed outside core.claim_webhooks.',
    'error'
),
(
    'core.webhook_leases_rescued',
    'core',
    'select d.id, d.leased_until_at from core.webhook_deliveries as d
        inner join core.webhook_endpoints as e on d.endpoint_id = e.id
        where
            e.status = ''active'' and d.leased_until_at < core.now() - interval ''1 day''',
    'No sender claims deliveries: start `rowhouse work`.',
    'warning'
),
-- Limits, tokens, caches, records, retention.
(
    'core.rate_limits_can_be_read', 'core',
    'select s.name, s.value from core.settings as s '
    'where s.name ~ ''^core.rate_limits.(anon|authenticated|service_role)$'' '
    'and s.value is not null and not core._is_rate_limit(s.value) '
    'union all select s.name || ''.'' || l.key, l.value from core.settings as s '
    'cross join jsonb_each(coalesce(s.value, s.default_value)) as l (key, value) '
    'where s.name in (''core.rate_limits.suppliers'', ''core.rate_limits.rpcs'') '
    'and not core._is_rate_limit(l.value)',
    'Set it to {"requests": n, "seconds": s} or {}; until then the default counts.',
    'warning'
),
(
    'core.settings_fit_their_schema', 'core',
    'select s.name, s.value from core.settings as s '
    'where s.value is not null and s.value_schema is not null '
    'and core._schema_errors(s.value_schema, s.value) <> ''{}''',
    'A release narrowed the schema, or a trigger was off: correct the value with '
    '`rowhouse settings set`, or go back with `rowhouse settings reset`.',
    'error'
),
(
    'core.health_thresholds_have_checks', 'core',
    'select k.name from core.settings as s '
    'cross join jsonb_object_keys(s.value) as k (name) '
    'where s.name = ''core.health_thresholds'' and s.value is not null '
    'and not exists (select from core.health_checks as c where c.name = k.name)',
    'A release or a dropped module took the check along: set '
    'core.health_thresholds without it.',
    'warning'
),
(
    'core.limited_rpcs_can_count', 'core',
    'select l.name from core.settings as s cross join lateral ('
    'select jsonb_object_keys(coalesce(s.value, s.default_value)) as name '
    'where s.name = ''core.rate_limits.rpcs'' union all '
    'select jsonb_array_elements_text(coalesce(s.value, s.default_value)) '
    'where s.name = ''core.access_log.rpcs'') as l '
    'where not exists (select from pg_catalog.pg_proc as p '
    'where p.pronamespace = ''api''::regnamespace and p.proname = l.name '
    'and p.provolatile = ''v'')',
    'Make the RPC volatile, or remove it from the setting: a stable RPC runs '
    'read-only and cannot count or log.',
    'warning'
),
(
    'core.idempotency_keys_have_answers', 'core',
    'select scope, caller, key from core.idempotency_keys where answer is null',
    'The function of that scope claims a key without core.store_idempotent_answer; '
    'correct it, then delete the rows.',
    'error'
),
(
    'core.caches_can_be_computed', 'core',
    'select c.name from core.caches as c '
    'where to_regprocedure(c.function_name || ''(jsonb)'') is null '
    'or not coalesce(core._has_type(core.setting(c.setting) -> ''fresh_seconds'', '
    '''number''), false) '
    'or not coalesce(core._has_type(core.setting(c.setting) -> ''stale_seconds'', '
    '''number''), false)',
    'Give core.caches a function (jsonb) that exists and a setting that holds '
    '{"fresh_seconds", "stale_seconds"}.',
    'error'
),
(
    'core.validation_rules_are_compiled', 'core',
    'select distinct r.entity from core.validation_rules as r where to_regprocedure('
    'format(''core.%I(jsonb)'', ''_check_'' || replace(r.entity, ''.'', ''__''))) '
    'is null '
    'union all select r.entity || ''.'' || r.name from core.validation_rules as r '
    'where r.kind = ''custom'' '
    'and to_regprocedure((r.argument ->> ''function'') || ''(jsonb)'') is null',
    'Run `update core.validation_rules set position = position where true`, as the '
    'owner; restore the function that a custom rule names.',
    'error'
),
(
    'core.retention_in_one_place', 'core',
    'select p.table_name from core.retention_policies as p '
    'inner join core.partitioned_tables as t on p.table_name = t.table_name '
    'where t.keep is not null',
    'Set keep to null in core.partitioned_tables: the policy knows holds, dry runs and '
    'reports.',
    'error'
),
-- Health and operations.
(
    'core.operations_add_up', 'core',
    $$
    select o.id, o.status, o.total, o.done, o.failed, o.skipped
    from core.operations as o
    cross join lateral (
        select
            coalesce(
                sum(jsonb_array_length(c.items)) filter (where c.status <> 'pending'), 0
            ) as tried,
            coalesce(sum(jsonb_array_length(c.items)), 0) as items
        from core.operation_chunks as c
        where c.operation_id = o.id
    ) as t
    where t.items <> o.total or t.tried <> o.done + o.failed + o.skipped
    $$,
    'Set done, failed and skipped of the operation from its chunks and errors.',
    'error'
),
(
    'core.operation_errors_counted', 'core',
    $$
    select o.id, o.failed, count(e.item_number) as errors
    from core.operations as o
    left join core.operation_errors as e on o.id = e.operation_id
    group by o.id
    having o.failed <> count(e.item_number)
    $$,
    'Set failed of the operation to the number of its rows in core.operation_errors.',
    'error'
),
(
    'core.operations_have_a_job', 'core',
    $$
    select o.id, o.kind, o.status
    from core.operations as o
    where
        o.finished_at is null
        and not exists (
            select
            from core.jobs as j
            where
                j.kind = 'core.run_operation'
                and j.payload @> jsonb_build_object('operation_id', o.id)
        )
    $$,
    'Go on with it: select core._enqueue_operation(<id>, 1).',
    'error'
),
(
    'core.views_registered', 'core',
    $$
    select format('%I.%I', m.schemaname, m.matviewname) as view
    from pg_catalog.pg_matviews as m
    inner join pg_catalog.pg_namespace as n on m.schemaname = n.nspname
    where
        n.nspowner = (
            select c.nspowner
            from pg_catalog.pg_namespace as c
            where c.nspname = 'core'
        )
        and m.schemaname <> 'public'
        and not exists (
            select
            from core.view_refreshes as r
            where r.view_name = m.schemaname || '.' || m.matviewname
        )
    $$,
    'Seed a row into core.view_refreshes, so that the age of the view is checked.',
    'warning'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair,
    severity = excluded.severity
where
    (
        invariants.module,
        invariants.query,
        invariants.repair,
        invariants.severity
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.repair,
        excluded.severity
    );
