-- core.delete_module_rows: delete what a module registered with core, and its work.
--
-- Keys in core begin with their module. Logs keep what they say about it: events, audit
-- entries, finished jobs. A source of webhooks stays, disabled, since its receipts are
-- a log too. Called before the module's tables are dropped, since a regclass names none
-- afterwards.

create or replace function core.delete_module_rows(p_module text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table text;
    v_column text;
begin
    perform core.detach_table(a.kind, a.table_name)
    from core.attachments as a
    where a.kind = p_module;

    update core.webhook_sources
    set is_enabled = false
    where
        is_enabled and starts_with(coalesce(job_kind, name), p_module || '.');

    for v_table, v_column in
        values
        ('jobs', 'kind'),
        ('job_schedules', 'name'),
        ('job_kinds', 'kind'),
        ('job_queues', 'name'),
        ('interval_tasks', 'name'),
        ('operations', 'kind'),
        ('operation_kinds', 'kind'),
        ('idempotency_keys', 'scope'),
        ('event_consumers', 'name'),
        ('topic_rules', 'prefix'),
        ('alerts', 'check_name'),
        ('health_checks', 'module'),
        ('metric_sources', 'module'),
        ('invariants', 'module'),
        ('data_quality_rules', 'module'),
        ('validation_rules', 'entity'),
        ('legal_holds', 'held_table'),
        ('retention_policies', 'table_name'),
        ('partitioned_tables', 'table_name'),
        ('revertible_tables', 'audited_table'),
        ('personal_columns', 'table_name'),
        ('load_checkpoints', 'table_name'),
        ('view_refreshes', 'view_name'),
        ('caches', 'name'),
        ('settings', 'name'),
        ('feature_flags', 'name'),
        ('error_codes', 'key')
    loop
        execute format(
            'delete from core.%I where %I::text = $1 '
            'or starts_with(%2$I::text, $1 || ''.'') '
            'or starts_with(%2$I::text, $1 || '':'')',
            v_table, v_column
        )
        using p_module;
    end loop;
end;
$$;

comment on function core.delete_module_rows(text) is
    'Delete the registrations and the waiting work of a module that is being removed.';
