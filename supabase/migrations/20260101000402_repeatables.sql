-- Exported from functions, sql/views, triggers, policies and sql/seeds; edit those.

set check_function_bodies = off;

drop policy if exists select_readers_own on filters.value_deltas;

drop policy if exists select_readers_own on filters.value_counts;

drop view if exists filters.transaction_values;

drop view if exists filters.sold_values;

drop view if exists filters.current_counts;

drop view if exists filters.counted_values;

drop view if exists api.reading_progress;

drop function if exists filters._top_counters(text, jsonb, integer);

drop function if exists filters._sizes_of_lines(filters.selection);

drop view if exists filters.changed_lines;

drop function if exists filters._measure_stores(filters.selection);

drop function if exists filters._measure_sizes(filters.selection);

drop function if exists filters._measure_cells(filters.selection);

drop function if exists filters._measure(filters.selection);

drop view if exists filters.master_values;

drop function if exists filters._count_prices(filters.selection);

drop function if exists filters._count_place_values(filters.selection);

drop function if exists filters._count_place_cells(filters.selection);

drop function if exists filters._count_baskets(filters.selection, bigint);

drop function if exists filters._check_source(text);

drop function if exists core.refresh_view(regclass);

drop function if exists core.metrics();

drop function if exists core.fail_job(bigint, bigint, text, interval, boolean);

drop function if exists core.add_consumer(text, text, text);

drop function if exists core._token_roles();

drop function if exists core._require_post(text);

drop function if exists core._read_event_cursor(text);

drop function if exists core._audited_table(text);

drop function if exists api.pre_request();

drop function if exists api.metrics();

revoke all on function api.health() from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.report_slow_statements(integer) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.get_operation(bigint) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.list_operation_errors(bigint, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.cancel_operation(bigint) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.revoke_token(text, timestamptz) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.revoke_user_tokens(uuid) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.register_webhook(text, text[], text) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.rotate_webhook_secret(uuid) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.update_webhook(uuid, text, text[], text, boolean, integer, integer) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.delete_webhook(uuid) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.list_webhooks() from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.list_webhook_deliveries(uuid, text, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.replay_webhook(bigint) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.replay_webhooks_since(uuid, timestamptz) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.receive_webhook(text, jsonb, text) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.changes_since(text[], text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.health_cache() from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.list_notifications(text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.mark_notifications_read(bigint[]) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.list_history(text, text, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.record_as_of(text, text, timestamptz) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.prove_audit_entry(bigint) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function api.list_dimensions() from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.filter_values(text, jsonb, text, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.filter_options(jsonb, integer) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.filter_range(text, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.ingest_transactions(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.discover_dimensions(text) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.register_dimension(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.toggle_dimension(text, boolean, text, boolean) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.rollback_dimension(text, bigint) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.list_orphans(text) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.prune_dimension(text, boolean) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function api.push_progress(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.progress_since(bigint) from public, anon, authenticated, service_role, app_worker, app_reader;
revoke all on function api.set_progress_policy(bigint, text) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function core._check_webhook(text, text[], text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._client_address() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._do_chunk(core.operations, regproc, core.operation_chunks) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._enqueue_operation(bigint, integer, interval) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._idempotent_caller() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._limit_request(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._log_request() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._owner_reads(uuid, text[], text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._pattern_fault(text) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function core._refill_provider(core.job_providers, timestamptz) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._refuse_revoked(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function core._settle_operation(bigint, integer, integer) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function core._turn_webhook_circuit(core.webhook_circuits, text, interval) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core._write_event_cursor(xid8, bigint) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function core.apply_retention(text, boolean) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.cached(text, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.changes_since(text[], text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.check_health(text, boolean) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.check_record(text, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.claim_idempotency_key(text, text, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.claim_webhooks(uuid, integer, interval) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.dispatch_events(text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.emit(text, text, text, jsonb, text, bigint) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.enqueue(text, jsonb, text, timestamptz, integer, text, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function core.fan_out_webhooks(text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.has_role(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.is_held(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.list_due_schedules() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.list_history(text, text, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.list_lost_broadcasts(integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.list_notifications(text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.list_operation_errors(bigint, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.list_webhook_deliveries(uuid, text, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.log_access(text, text, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.maintain_partitions() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.mark_notifications_read(bigint[]) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function core.pause_provider(text, timestamptz, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.pause_queue(text, timestamptz, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.place_hold(text, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.pre_request() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.raise_error(text, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.read_events(text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.receive_webhook(text, jsonb, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.record_as_of(text, text, timestamptz) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.record_health(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function core.replay_webhooks_since(uuid, timestamptz) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.report_slow_statements(integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.reset_consumer(text, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.retention_report() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.revert_change(bigint) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.revoke_token(text, timestamptz) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.revoke_user_tokens(uuid) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.run_health_watch(core.jobs) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.run_operation(core.jobs) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.run_pulse(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.run_refresh_cache(core.jobs) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.run_schedule(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.run_warm_caches(core.jobs) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.set_reason(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.start_operation(text, jsonb, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.take_tick(text, timestamptz, timestamptz, timestamptz) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.take_token(text, integer, double precision, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.update_webhook(uuid, text, text[], text, boolean, integer, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.work_operation(bigint, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function core.work_sql(integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._changed_baskets(filters.selection) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._changed_masks(filters.selection) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._check_dimension(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._check_master(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._check_readable(text, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function filters._config_fault(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function filters._count_cells(text, filters.selection) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._count_changes(text, filters.selection) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._count_groups(bigint) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._count_listed_counters(text) from public, anon, authenticated, service_role, app_worker, app_reader;




revoke all on function filters._fill_dimension(core.operations, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._find_dimension(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._fold_sizes(filters.changed_basket[]) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._fold_stores(filters.line_changes[], filters.basket_line[], filters.changed_basket[]) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._is_interval(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._list_candidates(regclass) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._list_counters(text, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function filters._load_transactions(regclass) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._master_fault(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;





revoke all on function filters._next_counters(text, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._page_counters(text, jsonb, text, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._prune_value(filters.dimensions, text, boolean) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._read_counter_within(text, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._read_lines(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._read_values(text, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._read_within(jsonb, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._reading_fault(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._refuse_lines(filters.incoming_line[]) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function filters._select_changes(filters.selection) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._select_places(text, filters.selection) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._size_baskets(filters.line_changes[], filters.basket_line[]) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function filters._split_cursor(text, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._start_fill(text, bigint) from public, anon, authenticated, service_role, app_worker, app_reader;


revoke all on function filters._upsert_master(text, text[]) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._value_expression(regclass, name, text[], name) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._version_of(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._write_counters_query(filters.dimensions, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters._write_counting(regclass) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.discover_dimensions(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.filter_options(jsonb, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.filter_range(text, jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.filter_values(text, jsonb, text, text, integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.fold_lines(integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.ingest_transactions(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.list_dimensions() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.list_orphans(text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.list_wrong_cells(bigint[]) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.prune_dimension(text, boolean) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.pulse() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.rebuild_values() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.register_dimension(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.run_prune_dimensions(core.jobs) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.run_tighten_ranges(core.jobs) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.tell_changes() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.tg_transactions__note_deleted() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.tg_transactions__note_inserted() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.tg_transactions__note_truncated() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.tg_transactions__note_updated() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.tighten_ranges(integer) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.toggle_dimension(text, boolean, text, boolean) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function master._load_catalog(regclass) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function master.load_psgc(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function reading._edit_fault(bigint, reading.edit) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function reading._rank(reading.edit, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function reading._read_edits(jsonb) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function reading.set_progress_policy(bigint, text) from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function reading.tg_progress__stamp() from public, anon, authenticated, service_role, app_worker, app_reader;







revoke all on function core.tg_settings__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.tg_dimension_versions__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.tg_dimensions__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function filters.tg_stores__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function master.tg_brands__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function master.tg_categories__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function master.tg_cities__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function master.tg_provinces__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function master.tg_regions__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function master.tg_store_classes__audit() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function reading.tg_progress__broadcast() from public, anon, authenticated, service_role, app_worker, app_reader;

revoke all on function reading.tg_series__audit() from public, anon, authenticated, service_role, app_worker, app_reader;













-- @ functions/api/core a09d7ee754070f9fb8252d19e0d52e1230a18df9e924c79f62568914ddf05870
-- Rendered from functions/api/core.sql.j2; edit that file, not this one.
-- What callers may ask of the shared wall: its table of contents.

create or replace function api.health()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.health();
$$;
grant execute on function api.health() to authenticated, service_role;
comment on function api.health() is
$$Whether the installation is well: every check with its figure.

Returns {status: ok|degraded|down, checks: [{name, status: ok|warn|fail, value, unit,
detail}]}: down when a check fails, degraded when one warns. A check that cannot answer
in its time fails and the others still answer.
Errors: PT403 core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.metrics()
    returns core."text/plain"
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.metrics();
$$;
grant execute on function api.metrics() to authenticated, service_role;
comment on function api.metrics() is
$$Every figure in Prometheus's text exposition format, version 0.0.4.

Each health check is a gauge named after it and its unit; labelled metrics come from
core.metric_sources, each with a bound on its series. `Accept: text/plain`, as Prometheus
asks, is answered so; JSON is a string.
Units: base units, as the names say.
Errors: PT403 core.not_permitted.
Budget: 200 ms.
$$;

create or replace function api.report_slow_statements(page_size integer default 20)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.report_slow_statements(p_page_size => page_size);
$$;
grant execute on function api.report_slow_statements(integer) to authenticated, service_role;
comment on function api.report_slow_statements(integer) is
$$Statements by the time they took in all, added up by the RPC that they call.

Returns {items: [{rpc, statement, calls, total_ms, mean_ms, max_ms, budget_ms,
is_over_budget, rows, hit_ratio}]}: `statement` stands where no RPC is called,
`is_over_budget` compares the mean with the RPC's own budget. Empty without
pg_stat_statements.
Units: milliseconds; hit_ratio from 0 to 1.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

create or replace function api.get_operation(operation_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.get_operation(p_operation_id => operation_id);
$$;
grant execute on function api.get_operation(bigint) to authenticated, service_role;
comment on function api.get_operation(bigint) is
$$Status and progress of bulk work that the caller started; an admin sees any.

Returns {id, kind, status, total, done, failed, skipped, progress, cancel_requested,
created_at, started_at, progressed_at, finished_at}; status is queued, running,
succeeded, partial (some items failed), failed (all did) or cancelled.
Units: total, done, failed and skipped are items; progress from 0 to 1.
Errors: PT404 core.operation_not_found.
Budget: 20 ms.
$$;

create or replace function api.list_operation_errors(operation_id bigint, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_operation_errors(p_operation_id => operation_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_operation_errors(bigint, text, integer) to authenticated, service_role;
comment on function api.list_operation_errors(bigint, text, integer) is
$$The items of bulk work that were refused, in the order of the call.

Returns {items: [{item_number, item, code, message, detail, hint}], next}.
Units: item_number from 1; page_size from 1 to 500.
Errors: PT404 core.operation_not_found, PT422 core.invalid_cursor,
core.invalid_page_size.
Budget: 20 ms.
$$;

create or replace function api.cancel_operation(operation_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.cancel_operation(p_operation_id => operation_id);
$$;
grant execute on function api.cancel_operation(bigint) to authenticated, service_role;
comment on function api.cancel_operation(bigint) is
$$Stop bulk work: what is done stays, the rest is skipped.

Returns what get_operation does. Calling it again changes nothing. While a chunk is being done the status stays
`running` with cancel_requested true.
Errors: PT404 core.operation_not_found, PT409 core.operation_finished.
Emits: core.operation.finished.
Budget: 50 ms.
$$;

create or replace function api.revoke_token(jti text, expires_at timestamptz)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.revoke_token(p_jti => jti, p_expires_at => expires_at);
$$;
grant execute on function api.revoke_token(text, timestamptz) to authenticated, service_role;
comment on function api.revoke_token(text, timestamptz) is
$$Refuse one token from now on: the one that the caller presents, any for an admin.

jti is the token's `jti`, or its `session_id` where tokens have no jti. The revocation is
kept until expires_at, at most 10 years, for the caller's own token at least until its
`exp`, for ever where it has none.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Budget: 200 ms.
$$;

create or replace function api.revoke_user_tokens(user_id uuid)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.revoke_user_tokens(p_user_id => user_id);
$$;
grant execute on function api.revoke_user_tokens(uuid) to authenticated, service_role;
comment on function api.revoke_user_tokens(uuid) is
$$Refuse every token that was issued to a user until now: the caller's own, or anyone's
for an admin.

The next token, issued a second later or more, is good again.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Budget: 200 ms.
$$;

create or replace function api.register_webhook(url text, event_types text[], description text default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.register_webhook(p_url => url, p_event_types => event_types, p_description => description);
$$;
grant execute on function api.register_webhook(text, text[], text) to authenticated;
comment on function api.register_webhook(text, text[], text) is
$$Have events sent to a URL, signed as Standard Webhooks 1.0 says.

`event_types` are patterns: `commerce.order.paid`, `commerce.order.*`, `*`. Only events of
topics that you may read are sent, from now on. Returns {id, secret}; the secret
(`whsec_…`) is told here and never again.
Errors: PT403 core.not_permitted; PT409 core.too_many_webhooks; PT422
core.invalid_webhook_url, core.invalid_argument.
Budget: 50 ms.
$$;

create or replace function api.rotate_webhook_secret(id uuid)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.rotate_webhook_secret(p_id => id);
$$;
grant execute on function api.rotate_webhook_secret(uuid) to authenticated;
comment on function api.rotate_webhook_secret(uuid) is
$$Give a webhook a new secret, told here and never again.

Until `old_expires_at` every delivery carries two signatures, by the old and by the new
secret. A further rotation in that time ends the oldest at once.
Errors: PT404 core.webhook_not_found.
Budget: 50 ms.
$$;

create or replace function api.update_webhook(id uuid, url text default null, event_types text[] default null, description text default null, enabled boolean default null, max_concurrency integer default null, max_per_second integer default null)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.update_webhook(p_id => id, p_url => url, p_event_types => event_types, p_description => description, p_enabled => enabled, p_max_concurrency => max_concurrency, p_max_per_second => max_per_second);
$$;
grant execute on function api.update_webhook(uuid, text, text[], text, boolean, integer, integer) to authenticated;
comment on function api.update_webhook(uuid, text, text[], text, boolean, integer, integer) is
$$Change a webhook; what is null stays as it is. Returns it as list_webhooks does.

`enabled` false stops it: what is pending waits, new events are not kept for it (see
replay_webhooks_since). `enabled` true starts it again, whatever disabled it.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_webhook_url,
core.invalid_argument.
Budget: 50 ms.
$$;

create or replace function api.delete_webhook(id uuid)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.delete_webhook(p_id => id);
$$;
grant execute on function api.delete_webhook(uuid) to authenticated;
comment on function api.delete_webhook(uuid) is
$$Remove a webhook with its secrets and the record of its deliveries.

Errors: PT404 core.webhook_not_found.
Budget: 200 ms.
$$;

create or replace function api.list_webhooks()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_webhooks();
$$;
grant execute on function api.list_webhooks() to authenticated;
comment on function api.list_webhooks() is
$$Your webhooks in the order in which they were made, each with its state.

Returns {items: [{id, url, event_types, description, status, status_reason,
max_concurrency, max_per_second, circuit, resume_at, failing_since, succeeded_at,
created_at, updated_at}], next}.
Budget: 20 ms.
$$;

create or replace function api.list_webhook_deliveries(webhook_id uuid, status text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_webhook_deliveries(p_webhook_id => webhook_id, p_status => status, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_webhook_deliveries(uuid, text, text, integer) to authenticated;
comment on function api.list_webhook_deliveries(uuid, text, text, integer) is
$$Deliveries of one of your webhooks, newest first, with the latest attempt of each.

`status` is pending, delivered or failed; null is all. Returns {items: [{id, message_id,
event_id, type, at, status, outcome, attempts, next_attempt_at, finished_at,
last_attempt}], next}. `message_id` is the `webhook-id` header, the same at every attempt.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_page_size, core.invalid_cursor,
core.invalid_argument.
Budget: 50 ms.
$$;

create or replace function api.replay_webhook(delivery_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.replay_webhook(p_delivery_id => delivery_id);
$$;
grant execute on function api.replay_webhook(bigint) to authenticated;
comment on function api.replay_webhook(bigint) is
$$Send a delivery again, delivered or not, with the same `webhook-id` and body.

Returns {id, status, next_attempt_at}. One that is being sent right now is left alone.
Errors: PT404 core.webhook_delivery_not_found; PT409 core.webhook_disabled.
Budget: 50 ms.
$$;

create or replace function api.replay_webhooks_since(webhook_id uuid, since timestamptz)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.replay_webhooks_since(p_webhook_id => webhook_id, p_since => since);
$$;
grant execute on function api.replay_webhooks_since(uuid, timestamptz) to authenticated;
comment on function api.replay_webhooks_since(uuid, timestamptz) is
$$Send every matching event since a moment, whether or not it was sent before.

Each keeps its `webhook-id`. Returns {id, queued}. What is being sent right now is left
alone; what retention has removed from the log is gone.
Errors: PT404 core.webhook_not_found; PT409 core.webhook_disabled; PT422
core.invalid_argument, core.too_much_to_replay.
Budget: 200 ms.
$$;

create or replace function api.receive_webhook(source text, headers jsonb, body text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.receive_webhook(p_source => source, p_headers => headers, p_body => body);
$$;
grant execute on function api.receive_webhook(text, jsonb, text) to service_role;
comment on function api.receive_webhook(text, jsonb, text) is
$$Take a signed message of a known source; `body` is the raw text that was signed.

`headers` is an object of the request's headers. Kept raw; a job processes it. A message
whose id was received before answers `duplicate: true` and does nothing. Returns
{receipt_id, duplicate}.
Errors: PT401 core.webhook_refused, the same for an unknown source, a bad signature and a
time more than 5 minutes off; PT413 core.webhook_too_large.
Budget: 20 ms.
$$;

create or replace function api.changes_since(topics text[], after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.changes_since(p_topics => topics, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.changes_since(text[], text, integer) to anon, authenticated, service_role;
comment on function api.changes_since(text[], text, integer) is
$$Events of these topics after a cursor, in commit order: {events, next, has_more}.

Without `after`: from now, that is no event and the current cursor. An event shows as
soon as every transaction that began to write before it has ended.
Errors: core.topic_not_readable, core.invalid_cursor, core.cursor_expired,
core.invalid_page_size, core.invalid_argument.
Budget: 50 ms
$$;

create or replace function api.health_cache()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.health_cache();
$$;
grant execute on function api.health_cache() to authenticated, service_role;
comment on function api.health_cache() is
$$Hit ratio and age of every cache.

{status, checks: [{name, status, value, unit, detail}]}.
degraded: after 100 lookups, fewer than core.cache.min_hit_percent were hits. GETs are
not counted.
Budget: 50 ms.
$$;

create or replace function api.list_notifications(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_notifications(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_notifications(text, integer) to authenticated;
comment on function api.list_notifications(text, integer) is
$$The caller's notifications, newest first: {items: [{id, kind, payload, created_at,
read_at}], next, unread}.

unread counts all of them, at most to 1,000.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

create or replace function api.mark_notifications_read(ids bigint[])
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.mark_notifications_read(p_ids => ids);
$$;
grant execute on function api.mark_notifications_read(bigint[]) to authenticated;
comment on function api.mark_notifications_read(bigint[]) is
$$Mark notifications of the caller as read: {marked, unread}.

Ids that are not the caller's, or read already, are left out.
Errors: PT422 core.invalid_argument for more than 1,000 ids.
Emits: core.notification.read {v, ids} on core:notifications:<user id>.
Budget: 200 ms.
$$;

create or replace function api.list_history(table_name text, row_id text, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.list_history(p_table_name => table_name, p_row_id => row_id, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_history(text, text, text, integer) to authenticated, service_role;
comment on function api.list_history(text, text, text, integer) is
$$The audit entries of one row, newest first.

`table_name` is schema.table; `row_id` is the key as text, or a JSON array for a key of
several columns; a key is compared as values, however it is spelled. Returns {items: [{id, xid, changed_at, table_name, row_id,
operation, old_values, actor_id, role, request_id, reason}], next}: old_values holds the
columns that changed, as they were, and a deleted row whole. For app roles admin and analyst.
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT422
core.invalid_argument (row_id is not a key), core.invalid_cursor, core.invalid_page_size.
Budget: 50 ms.
$$;

create or replace function api.record_as_of(table_name text, row_id text, at timestamptz)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.record_as_of(p_table_name => table_name, p_row_id => row_id, p_at => at);
$$;
grant execute on function api.record_as_of(text, text, timestamptz) to authenticated, service_role;
comment on function api.record_as_of(text, text, timestamptz) is
$$One row of an audited table as it was at that time; null when there was none.

Times are those at which transactions began. A masked column reads "***". For app roles
admin and analyst.
`row_id` as in list_history. Errors: PT403 core.not_permitted, PT404
core.table_not_audited, PT410 core.history_unavailable (the table was truncated since, or
retention dropped it), PT422 core.invalid_argument (row_id is not a key, at is not a time).
Budget: 50 ms.
$$;

create or replace function api.prove_audit_entry(entry_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.prove_audit_entry(p_entry_id => entry_id);
$$;
grant execute on function api.prove_audit_entry(bigint) to authenticated, service_role;
comment on function api.prove_audit_entry(bigint) is
$$The inclusion proof of one audit entry: its leaf hash and the path to a sealed root.

Start with `leaf`; for each step of `path` take SHA-256 over 0x01, then the step's
sha256 and the hash so far in the order that `side` says; the end is `root`.
`is_included` says whether it is: false when the batch was tampered with. For app roles
admin and analyst.
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, PT409
core.entry_not_sealed.
Budget: 200 ms.
$$;

create or replace function api.revert_change(entry_id bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.revert_change(p_entry_id => entry_id);
$$;
grant execute on function api.revert_change(bigint) to authenticated, service_role;
comment on function api.revert_change(bigint) is
$$Undo one audited change; returns the row as it is now, null when that removed it.

For app role admin.
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, core.table_not_audited,
PT409 core.row_moved_on (it changed again since, or a constraint of today refuses it),
PT422 core.not_revertible (a truncate, a masked column, or a table that
core.revertible_tables lacks); what the table's own triggers raise.
Budget: 200 ms.
$$;

-- @ functions/api/filters 837394acd6760396e3896a3030dcaef626adaa8d698c141f8f6dc7558ba21059
-- Rendered from functions/api/filters.sql.j2; edit that file, not this one.
-- What callers may ask of filters: its table of contents.

create or replace function api.list_dimensions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.list_dimensions();
$$;
grant execute on function api.list_dimensions() to authenticated, service_role;
comment on function api.list_dimensions() is
$$All dimensions in the order in which a page shows them.

Returns [{name, label, parent, position, enabled, version, total, source, column, path,
state, roles, counted_by}]: `total` is the number of values that have a line; a
dimension that is not enabled cannot be asked for.
Budget: 10 ms.
$$;

create or replace function api.filter_values(dimension text, within jsonb default '{}', search text default null, after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.filter_values(p_dimension => dimension, p_within => within, p_search => search, p_after => after, p_page_size => page_size);
$$;
grant execute on function api.filter_values(text, jsonb, text, text, integer) to authenticated, service_role;
comment on function api.filter_values(text, jsonb, text, text, integer) is
$$Values of one dimension that have a transaction line, by label, with their counts.

`within` narrows by other dimensions: {"region": ["NCR"], "brand": "…"}; the dimension
never narrows itself, and a value that no line has matches nothing. `search` keeps
values whose label or value contains it, in any case; it knows no wildcards. Returns
{dimension, items: [{value, label, count}], next, total, version}: `total` counts all
values that match, `next` is the cursor of the next page or null.
Units: count is lines; page_size from 1 to 500.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, filters.invalid_search,
filters.too_much_to_count, core.invalid_cursor, core.invalid_page_size.
A registered dimension is narrowed by its parent from counters, by others of its table
from the rows, as far as filters.max_cost goes; numbers and dates come in their order.
Budget: 10 ms with zero or one narrowing dimension, 50 ms with more.
$$;

create or replace function api.filter_options(within jsonb default '{}', top integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.filter_options(p_within => within, p_top => top);
$$;
grant execute on function api.filter_options(jsonb, integer) to authenticated, service_role;
comment on function api.filter_options(jsonb, integer) is
$$All enabled dimensions at once, each narrowed by the others, and what the selection
holds.

Returns {dimensions: {<name>: {items: [{value, label, count}], total, truncated}},
price: {min, max}, basket_size: {min, max}, transactions, baskets, version}: `items` are
the `top` values by count, `total` all of them; null of a registered dimension that
would take too much to count in this selection. `within` is as in filter_values; a
dimension never narrows its own list, but narrows everything else.
Units: count and basket_size in lines, price in minor units (centavos) of one line.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, core.invalid_argument.
Budget: 50 ms.
$$;

create or replace function api.filter_range(measure text, within jsonb default '{}')
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.filter_range(p_measure => measure, p_within => within);
$$;
grant execute on function api.filter_range(text, jsonb) to authenticated, service_role;
comment on function api.filter_range(text, jsonb) is
$$Smallest, biggest and histogram of a measure: price of a line, or lines of a basket.

Returns {min, max, count, buckets: [{from, to, count}]}; a bucket holds from <= x < to,
null is open, and counts add up to `count`: lines for price, baskets for basket_size.
Buckets are always the same: price from 1, 100, 200, 300, 500, 1000, 2000, 5000, 10000;
basket_size from 2, 3, 5, 10, 20, 50, 100. A basket that has a matching line counts with
its whole size. Without a matching line min and max are null.
Units: price in minor units (centavos), basket_size in lines.
Errors: PT422 filters.unknown_measure, filters.unknown_dimension,
filters.invalid_within.
Budget: 50 ms.
$$;

create or replace function api.ingest_transactions(rows jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.ingest_transactions(p_rows => rows);
$$;
grant execute on function api.ingest_transactions(jsonb) to authenticated, service_role;
comment on function api.ingest_transactions(jsonb) is
$$Take in up to 10,000 lines, all or none; {inserted, updated, unknown_city_codes}.

Each row: {basket, store, product, price, quantity, sold_at} and, where known, {key,
brand, brand_mark, department, category, city_code, store_class}. key names the line in
its source: a known one is updated; without it a line is always new. price is that of the
whole line in major units, rounded to minor ones; sold_at has a zone. Brands, categories,
store classes, stores and baskets that are unknown are added, known ones stay as they
are; an unknown city_code leaves a new store without city, and the answer counts its
lines in unknown_city_codes: {<code>: lines}, which is there only then. Keys and names are
stored in one normal form: NFC, runs of white space as one space. Needs app role admin.
Errors: PT422 filters.invalid_rows, PT422 filters.too_many_rows, PT409
filters.basket_elsewhere, PT403 core.not_permitted.
Emits: filters.dimension.changed on filters:<dimension>, within the dimension's debounce.
Budget: 200 ms for 1,000 rows.
$$;

create or replace function api.discover_dimensions(table_name text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.discover_dimensions(p_table_name => table_name);
$$;
grant execute on function api.discover_dimensions(text) to authenticated, service_role;
comment on function api.discover_dimensions(text) is
$$Columns of a table that could be dimensions, the best first; for app role admin.

Returns [{column, path, type, distinct, null_share, samples, parent: {column, path},
score, reason, registered_as}]: of the columns that filters.allow_source lists. `distinct` is estimated; `parent` is a column of which
each value here has but one, in a sample; `score` from 0 to 1.
Errors: PT403 core.not_permitted, PT422 filters.invalid_source.
Budget: 200 ms.
$$;

create or replace function api.register_dimension(config jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.register_dimension(p_config => config);
$$;
grant execute on function api.register_dimension(jsonb) to authenticated, service_role;
comment on function api.register_dimension(jsonb) is
$$Register a column as a dimension, or change one; for app role admin.

`config`: {name, source, column} and, if wanted, label, path (into a jsonb), parent (a
dimension of the same table), position, debounce_ms, roles (who may read it), master
{table, key, label}, prune_after, protected, reason. What is left out stays, or is the
default. A new one is enabled; it is counted while the table is written, and live when
the operation has succeeded. Of the six that are built in only label, debounce_ms, roles,
prune_after and protected can change. Returns {dimension, version, state,
operation_id}; operation_id is null when nothing has to be counted.
Units: debounce_ms in milliseconds, 0 to 1000; a value is its first 200 characters.
Errors: PT403 core.not_permitted, PT422 filters.invalid_dimension,
filters.invalid_source, core.invalid_argument, PT409 filters.source_busy, PT429
core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Budget: 200 ms.
$$;

create or replace function api.toggle_dimension(name text, enabled boolean, reason text, keep_values boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.toggle_dimension(p_name => name, p_enabled => enabled, p_reason => reason, p_keep_values => keep_values);
$$;
grant execute on function api.toggle_dimension(text, boolean, text, boolean) to authenticated, service_role;
comment on function api.toggle_dimension(text, boolean, text, boolean) is
$$Switch a dimension on or off; for app role admin.

Off, a registered dimension costs its table nothing; `keep_values` false drops its
counts. On, it is counted from the start, and live when the operation has succeeded.
Returns {dimension, version, state, operation_id}: state is off, filling or live.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
core.invalid_argument, filters.invalid_dimension, filters.invalid_source, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Budget: 200 ms.
$$;

create or replace function api.rollback_dimension(name text, version bigint)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.rollback_dimension(p_name => name, p_version => version);
$$;
grant execute on function api.rollback_dimension(text, bigint) to authenticated, service_role;
comment on function api.rollback_dimension(text, bigint) is
$$Make an earlier configuration of a dimension hold again; for app role admin.

It becomes a new version. Returns {dimension, version, state, operation_id, proved}:
`proved` true says that all counts were compared with the rows and equal them; null
while they are counted anew, which goes live only when they do, or when it is off.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
filters.invalid_dimension, filters.invalid_source, PT404 filters.unknown_version, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it was counted anew.
Budget: 200 ms, and as long as one count of the table.
$$;

create or replace function api.list_orphans(dimension text)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.list_orphans(p_dimension => dimension);
$$;
grant execute on function api.list_orphans(text) to authenticated, service_role;
comment on function api.list_orphans(text) is
$$Master rows that no row has, and values without one; for app role admin.

Returns {dimension, master_without_transaction: [<value>], transaction_without_master:
[<value>], totals: {…}}: the first 1,000 of each, and how many there are.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
filters.invalid_source.
Budget: 200 ms.
$$;

create or replace function api.prune_dimension(name text, dry_run boolean default true)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters.prune_dimension(p_name => name, p_dry_run => dry_run);
$$;
grant execute on function api.prune_dimension(text, boolean) to authenticated, service_role;
comment on function api.prune_dimension(text, boolean) is
$$Delete master rows without a line that outlived prune_after; for app role admin.

A dry run, the default, changes nothing. Protected values stay, and rows that anything
else refers to, and all rows under a legal hold. Returns {dimension, dry_run, pruned: [<value>], kept: [{value, reason}]}.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension, PT409
filters.not_prunable.
Emits: filters.master.pruned, where the master table is not audited.
Budget: 200 ms for a hundred rows.
$$;

-- @ functions/api/reading 2f88ff816237d9a981f4b71223be65427e7fa1d4aa742017794389158f175ea2
-- Rendered from functions/api/reading.sql.j2; edit that file, not this one.
-- What callers may ask of reading: its table of contents.

create or replace function api.push_progress(items jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.push_progress(p_items => items);
$$;
grant execute on function api.push_progress(jsonb) to authenticated;
comment on function api.push_progress(jsonb) is
$$Merge up to 1,000 offline edits of the caller; in their order what became of each.

Each item: {series_id, chapter, chapter_label, page, percent, device_id, updated_at} and,
where the app knows them, base_version (the version of the row that the reader saw) and
rewinds. At least one of chapter, page and percent. chapter is rounded to 3 decimals,
percent to 2. A time more than 5 minutes ahead of the server is cut to the server's.
Answers [{series_id, outcome, winner, reason}]: winner is the edit that now stands, with
its version, null when there is none.
outcome applied: the edit stands; kept: it changed nothing (duplicate, superseded,
deleted, unknown_series); conflict: two devices disagreed, reason says why the winner won
(later, greater_device, further, rewound, greater_content), reading.conflicts keeps both.
Errors: PT422 reading.invalid_edits, PT422 reading.too_many_edits, PT403
core.not_permitted.
Emits: reading.progress.inserted, .updated {v, version, changed}; .changed {v, version,
verb, count} for more than 50 rows; on reading:progress:<user id>.
Budget: 200 ms.
$$;

create or replace function api.progress_since(version bigint default 0)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.progress_since(p_version => version);
$$;
grant execute on function api.progress_since(bigint) to authenticated;
comment on function api.progress_since(bigint) is
$$The caller's progress after a version: {version, reset, rows, tombstones, policies}.

version 0 asks for everything. Remember the version that is answered and ask with it the
next time. reset: the device was away for longer than tombstones are kept, or knows more
than the server: it forgets what it has, rows hold everything.
rows: [{series_id, chapter, chapter_label, page, percent, device_id, rewinds, updated_at,
version}]; tombstones: [{series_id, deleted_at, version}], of what is still deleted;
policies: {"<series id>": policy}, all that the caller has chosen, on whichever device.
Budget: 200 ms.
$$;

create or replace function api.set_progress_policy(series_id bigint, policy text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.set_progress_policy(p_series_id => series_id, p_policy => policy);
$$;
grant execute on function api.set_progress_policy(bigint, text) to authenticated;
comment on function api.set_progress_policy(bigint, text) is
$$Choose how the edits of one series are merged: {series_id, policy}.

lww: the later edit stands. furthest: the one further on. furthest_unless_same_device: the
one further on, but the device that was there last may go back. What stands now stays.
Errors: PT403 core.not_permitted, PT422 reading.unknown_policy, PT404
reading.unknown_series.
Budget: 200 ms.
$$;

create or replace function api.list_conflicts(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.list_conflicts(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_conflicts(text, integer) to authenticated;
comment on function api.list_conflicts(text, integer) is
$$The caller's conflicts, newest first: {items: [{series_id, device_id, edited_at,
policy, edit, stored, winner, found_at}], next}.

edit is what the device pushed, stored what stood; winner is `edit` or `stored`.
Retention: 90 days.
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

-- @ functions/core/_audited_row_id 8838b36be97e828376044a9843f6424e4393f2a250dfee71ac5e84731e758f94
-- core._audited_row_id: a caller's key in the one spelling that audit entries have.
--
-- A key is compared as values: each part is read as its column's type and written as
-- the audit trigger writes it, whatever the session says about times and numbers.

create or replace function core._audited_row_id(p_table_name text, p_row_id text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set datestyle = 'ISO, YMD'
    set intervalstyle = 'postgres'
    set extra_float_digits = 1
    set bytea_output = 'hex'
    set lc_monetary = 'C'
as $$
declare
    v_table record := core._audited_table(p_table_name);
    v_parts jsonb;
    v_row_id text;
begin
    begin
        v_parts := case v_table.parts
            when 1 then jsonb_build_array(p_row_id)
            else p_row_id::jsonb
        end;
        if p_row_id is null or jsonb_array_length(v_parts) <> v_table.parts then
            raise data_exception;
        end if;
        execute format('select %s', v_table.given_key)
        into v_row_id
        using v_parts;
    exception
        when data_exception or program_limit_exceeded or integrity_constraint_violation
        then
            perform core.raise_error(
                'core.invalid_argument',
                format(
                    'row_id %s is not a key of %s.',
                    core.excerpt(p_row_id), v_table.relation
                )
            );
    end;
    return v_row_id;
end;
$$;

comment on function core._audited_row_id(text, text) is
$$row_id of the entries of one row: its key as text, or a JSON array of texts.

Errors: core.table_not_audited PT404, core.invalid_argument PT422.
$$;

-- @ functions/core/_audited_table 0283ab34d3e0b8287cde01a338e115cace03ee855ac854cb78438abf17d1209f
-- core._audited_table: an audited table by its name: its key columns, what is masked.
--
-- Both are read where they are kept: the primary key, and the arguments of the audit
-- trigger. `key` is the SQL text that makes an entry's row_id of a row `r`; `given_key`
-- makes the same of `$1`, a JSON array of the key's parts as a caller spells them.

create or replace function core._audited_table(
    p_table_name text,
    out relation regclass,
    out key text,
    out given_key text,
    out parts integer,
    out masked text[]
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_arguments bytea;
    v_columns text[];
    v_given text[];
begin
    select t.tgrelid, t.tgargs
    into relation, v_arguments
    from pg_catalog.pg_namespace as n
    inner join pg_catalog.pg_class as c
        on n.oid = c.relnamespace and c.relname = split_part(p_table_name, '.', 2)
    inner join pg_catalog.pg_trigger as t
        on c.oid = t.tgrelid and t.tgname = 't80_audit_update'
    where
        n.nspname = split_part(p_table_name, '.', 1)
        and format('%s.%s', n.nspname, c.relname) = p_table_name;
    if not found then
        perform core.raise_error(
            'core.table_not_audited',
            format('%s is not audited.', core.excerpt(p_table_name))
        );
    end if;

    masked := array_remove(
        string_to_array(encode(v_arguments, 'escape'), '\000'), ''
    );
    select
        array_agg(format('r.%I::text', a.attname) order by k.place),
        array_agg(
            format(
                '($1 ->> %s)::%s::text',
                k.place - 1, format_type(a.atttypid, a.atttypmod)
            )
            order by k.place
        ),
        count(*)
    into v_columns, v_given, parts
    from pg_catalog.pg_index as i
    cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
    inner join pg_catalog.pg_attribute as a
        on i.indrelid = a.attrelid and k.attnum = a.attnum
    where i.indrelid = relation and i.indisprimary;
    key := array_to_string(v_columns, ', ');
    given_key := array_to_string(v_given, ', ');
    if parts > 1 then
        key := format('jsonb_build_array(%s)::text', key);
        given_key := format('jsonb_build_array(%s)::text', given_key);
    end if;
end;
$$;

comment on function core._audited_table(text) is
    'Errors: core.table_not_audited PT404.';

-- @ functions/core/_check_webhook 7ba154677318c3a19548ec266fc9aacdf121910e33f6c769b7e9c722c4b43a21
-- core._check_webhook: refuse an endpoint that could never be sent to.
--
-- What a name resolves to changes; so the sender judges the addresses of names, at each
-- attempt. Here stands what the text alone can tell: an address in the URL, or a name
-- that cannot be one (core._webhook_host_fault).

create or replace function core._check_webhook(
    p_url text, p_event_types text[], p_description text
)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_authority text := substring(p_url from '^https?://([^/?#]*)');
    v_port integer := coalesce(
        substring(v_authority from ':([0-9]{1,5})$')::integer,
        case when starts_with(p_url, 'https:') then 443 else 80 end
    );
    v_type text;
    v_fault text;
begin
    if v_authority is null
        or length(p_url) > 2000
        or p_url ~ '[[:space:][:cntrl:]\\]'
        or strpos(v_authority, '@') > 0
        or v_authority !~ '^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$'
    then
        perform core.raise_error(
            'core.invalid_webhook_url',
            format(
                '%L is no http(s) URL of at most 2000 characters without credentials.',
                core.excerpt(p_url)
            )
        );
    end if;
    v_fault := core._webhook_host_fault(
        regexp_replace(v_authority, ':[0-9]{1,5}$', '')
    );
    if v_fault is not null then
        perform core.raise_error('core.invalid_webhook_url', v_fault);
    end if;
    if not core.setting('core.webhook_ports') @> to_jsonb(v_port) then
        perform core.raise_error(
            'core.invalid_webhook_url',
            format(
                'Port %s is none of %s.', v_port, core.setting('core.webhook_ports')
            )
        );
    end if;

    perform core.read_texts('event_types', p_event_types, 1, 50, 200);
    foreach v_type in array p_event_types
    loop
        if v_type !~ '^(\*|[a-z0-9_]+(\.[a-z0-9_]+)*(\.\*)?)$' then
            perform core.raise_error(
                'core.invalid_argument',
                format(
                    'Event type %L is no type, no `<prefix>.*` and not `*`.',
                    core.excerpt(v_type)
                )
            );
        end if;
    end loop;

    perform core.read_text('description', p_description, 0, 500);
end;
$$;

comment on function core._check_webhook(text, text[], text) is
$$Refuses a URL, patterns of types or a description that cannot be kept.

Errors: PT422 core.invalid_webhook_url, core.invalid_argument.
$$;

-- @ functions/core/_claim_time a24601c61af94b63d3351f917b4f5442ac3d0b5c6258f9c12691139f38e90fc6
-- core._claim_time: a time in a token's claims; null when it is missing or is no time.
--
-- A claim may be any JSON: a string, a number of 400 digits, a negative one. What is no
-- second from 1970 to 2999 says nothing.

create or replace function core._claim_time(p_claims jsonb, p_name text)
    returns timestamptz
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when jsonb_typeof(p_claims -> p_name) <> 'number' then null
        when (p_claims ->> p_name)::numeric between 0 and 32503679999
            then to_timestamp((p_claims ->> p_name)::double precision)
    end
$$;

comment on function core._claim_time(jsonb, text) is
    'A NumericDate of a token, such as `exp`; null for anything else.';

-- @ functions/core/_client_address 40c2e13dfb31d5aaca63ba66ebde4489e2b62541aa59cf34a3f4ac5168d32634
-- core._client_address: who sent the request, by the word of the last trusted hop.
--
-- Each proxy appends the address of its own peer to X-Forwarded-For; whatever stands
-- further left was written by the client. So the list is read from the right, as many
-- entries as there are proxies of ours (core.trusted_proxies). A list that is shorter
-- never passed the outer ones: its leftmost entry is then the word of a hop of ours.
-- A whole IPv6 /64 belongs to one subscriber and counts as one address. An IPv6 address
-- that carries an IPv4 one counts as that, however it is written: by its /64 all of
-- IPv4 would be one caller, and a 6to4 site would be 65,536.

create or replace function core._client_address()
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_hops constant text[] := regexp_split_to_array(
        btrim(coalesce(core.request_header('x-forwarded-for'), '')), '\s*,\s*'
    );
    v_trusted constant integer := (core.setting('core.trusted_proxies'))::integer;
    v_hop text;
    v_address inet;
    v_bytes bytea;
    v_at integer;
begin
    if v_trusted < 1 then
        return 'unknown';
    end if;

    v_hop := v_hops[greatest(1, cardinality(v_hops) - v_trusted + 1)];
    -- A port, as some proxies write it: 192.0.2.1:4711, [2001:db8::1]:4711.
    v_hop := regexp_replace(v_hop, '^\[(.*)\](:\d+)?$|^([\d.]+):\d+$', '\1\3');
    -- The zone of a link-local address names an interface of the proxy.
    v_hop := regexp_replace(v_hop, '^([0-9a-f:.]+)%\w+$', '\1', 'i');
    if v_hop = '' or v_hop ~ '/' then
        return 'unknown';
    end if;

    v_address := v_hop::inet;
    if family(v_address) = 4 then
        return host(v_address);
    end if;

    v_at := case
        -- IPv4-mapped; IPv4-translated; NAT64.
        when
            v_address << '::ffff:0:0/96'
            or v_address << '::ffff:0:0:0/96'
            or v_address << '64:ff9b::/96'
            then 12
        -- 6to4.
        when v_address << '2002::/16' then 2
    end;
    if v_at is null then
        return network(set_masklen(v_address, 64))::text;
    end if;

    -- Four bytes say what kind of address follows.
    v_bytes := substr(inet_send(v_address), 5);
    return format(
        '%s.%s.%s.%s',
        get_byte(v_bytes, v_at),
        get_byte(v_bytes, v_at + 1),
        get_byte(v_bytes, v_at + 2),
        get_byte(v_bytes, v_at + 3)
    );
exception
    when data_exception then
        return 'unknown';
end;
$$;

comment on function core._client_address() is
$$The address that the last trusted proxy saw; an IPv6 address as its /64 network.

An IPv6 address that carries an IPv4 one (mapped, translated, NAT64, 6to4) is that.
`unknown` without a trusted proxy, without the header, and when it holds no address:
all such callers share one limit.
$$;

-- @ functions/core/_cron_fault 31a00b5cf3bada409eb4110706238a0bbe8668e386e2628885a6609c911a1ce5
-- core._cron_fault: why a worker could not read a cron expression; null: it can.
--
-- Five fields, or six with seconds first. The day and the month must meet in some year
-- when both are asked for: that is so when the day or the weekday begins with a star.

create or replace function core._cron_fault(p_cron text)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fields text[] := string_to_array(upper(p_cron), ' ');
    v_names text[] := '{second,minute,hour,day,month,weekday}';
    v_items integer[];
    v_first_day integer;
    v_longest integer;
begin
    if cardinality(v_fields) = 5 then
        v_fields := array['0'] || v_fields;
    end if;
    if p_cron ~ '[^!-~ ]' or length(p_cron) > 200 or cardinality(v_fields) <> 6 then
        return 'It has five fields, or six, of at most 200 characters.';
    end if;

    for v_place in 1 .. 6 loop
        v_items := core._cron_items(v_place, v_fields[v_place]);
        if v_items is null then
            return format(
                'Its %s %L cannot be read.',
                v_names[v_place], core.excerpt(v_fields[v_place])
            );
        end if;
        if v_place = 4 then
            v_first_day := (select min(i.day) from unnest(v_items) as i (day));
        elsif v_place = 5 then
            v_longest := (
                select max((array[31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[i.month])
                from unnest(v_items) as i (month)
            );
        end if;
    end loop;
    if (starts_with(v_fields[4], '*') or starts_with(v_fields[6], '*'))
        and v_first_day > v_longest
    then
        return format('No month that it names has a day %s.', v_first_day);
    end if;

    return null;
end;
$$;

comment on function core._cron_fault(text) is
    'A sentence on what is wrong with a cron expression, null when it can be read.';

-- @ functions/core/_cron_items 47869269ab5fca8fb78ee688521d6565869d6b8521dcea9fb75eb892649bac71
-- core._cron_items: the numbers that one field of a cron expression means; null:
-- unreadable.
--
-- As cronsim reads it (tests/glue/test_cron.py compares): names of months and days,
-- lists, ranges, steps; L and LW for days of the month (told as -1000), 5L and 5#2 for
-- weekdays (told as the weekday).

create or replace function core._cron_items(p_place integer, p_field text)
    returns integer[]
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_first integer := (array[0, 0, 0, 1, 1, 0])[p_place];
    v_last integer := (array[59, 59, 23, 31, 12, 7])[p_place];
    v_names text[] := case p_place
        when 5 then
            '{JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,OCT,NOV,DEC}'::text[]
        when 6 then '{SUN,MON,TUE,WED,THU,FRI,SAT}'::text[]
    end;
    v_term text;
    v_parts text[];
    v_step integer;
    v_ends integer[];
    v_some integer[];
    v_all integer[] := '{}';
begin
    foreach v_term in array string_to_array(p_field, ',') loop
        if p_place = 6 and v_term ~ '^(0*[0-7]L|[^/L-]+#0*[1-5])$' then
            v_term := regexp_replace(v_term, '(L|#.*)$', '');
        elsif p_place = 6 and v_term ~ '[L#]' then
            return null;
        end if;

        v_parts := regexp_match(v_term, '^([^/]+)(?:/([0-9]+))?$');
        if v_parts is null or length(ltrim(v_parts[2], '0')) = 0 then
            return null;
        end if;
        -- A step longer than the field is one that is never reached.
        v_step := least(coalesce(v_parts[2], '1')::numeric, 100);

        if v_parts[1] = '*' then
            v_some := array[v_first, v_last];
        elsif p_place = 4 and v_parts[1] in ('L', 'LW') then
            v_all := v_all || -1000;
            continue;
        else
            v_some := array(
                select coalesce(
                    array_position(v_names, e.word) - 1 + v_first,
                    case when e.word ~ '^0*[0-9]{1,2}$' then e.word::integer end
                )
                from unnest(string_to_array(v_parts[1], '-')) with ordinality as e (word, n)
                order by e.n
            );
            if cardinality(v_some) > 2
                or array_position(v_some, null) is not null
                or v_some[1] not between v_first and v_last
                or v_some[2] not between v_some[1] and v_last
            then
                return null;
            end if;
            v_ends := v_some;
            if cardinality(v_some) = 1 or v_some[1] = v_some[2] then
                v_some := array[
                    v_ends[1],
                    case when v_parts[2] is null then v_ends[1] else v_last end
                ];
            end if;
        end if;
        v_all := v_all || array(select generate_series(v_some[1], v_some[2], v_step));
    end loop;

    return nullif(v_all, '{}');
end;
$$;

comment on function core._cron_items(integer, text) is
$$What a field means, in upper case.

Places 1 to 6: second, minute, hour, day, month, weekday.
$$;

-- @ functions/core/_decode_percent 6ad558fbdd585b8b186f3c3f1378ed94cfb8ef8907880cde654b1786fb837e8b
-- core._decode_percent: one segment of a URL's path, decoded once.
--
-- As PostgREST decodes before it routes: `%` and two hexadecimal digits are a byte,
-- whatever their case; any other `%` stands for itself, and so does `+`. The bytes are
-- UTF-8; those that are not, and a NUL, are no text and name nothing.

create or replace function core._decode_percent(p_segment text)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if strpos(p_segment, '%') = 0 then
        return p_segment;
    end if;

    return convert_from(
        (
            select string_agg(
                case
                    when p.part ~ '^%.' then decode(substr(p.part, 2), 'hex')
                    else convert_to(p.part, 'UTF8')
                end,
                ''::bytea
                order by p.place
            )
            from (
                select r.parts[1] as part, r.place
                from regexp_matches(p_segment, '%[0-9A-Fa-f]{2}|%|[^%]+', 'g')
                with ordinality as r (parts, place)
            ) as p
        ),
        'UTF8'
    );
exception
    when data_exception then
        return null;
end;
$$;

comment on function core._decode_percent(text) is
    'A segment of a path without its percent-encoding; null when it is not UTF-8 text.';

-- @ functions/core/_do_chunk 37f8f4c354e5ee13d8e5e857e370ec4b39efb0f5073d94293f2098d49d830f49
-- core._do_chunk: give one chunk to its function; when it refuses, item by item.
--
-- A refused item is undone alone and written down. What would pass when tried again
-- (deadlock, lock timeout, lack of resources, shutdown) is no refusal: it goes up, and
-- the job is tried again from where its last slice committed. For core.work_operation
-- alone: whoever may call this chooses the function and the row, so nobody is granted
-- it.

create or replace function core._do_chunk(
    p_operation core.operations,
    p_function regproc,
    p_chunk core.operation_chunks
)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_call text := format('select %s($1, $2)', p_function);
    v_item record;
    v_failed integer := 0;
    v_detail text;
    v_hint text;
begin
    begin
        execute v_call using p_operation, p_chunk.items;
        return 0;
    exception
        when others then
            if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
                raise;
            end if;
    end;

    for v_item in
        select
            i.item,
            p_chunk.first_item + i.place - 1 as number
        from jsonb_array_elements(p_chunk.items) with ordinality as i (item, place)
        order by i.place
    loop
        begin
            execute v_call using p_operation, jsonb_build_array(v_item.item);
        exception
            when others then
                if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
                    raise;
                end if;
                get stacked diagnostics
                    v_detail = pg_exception_detail,
                    v_hint = pg_exception_hint;
                insert into core.operation_errors (
                    operation_id, item_number, item, code, message, detail, hint,
                    failed_at
                )
                values (
                    p_operation.id, v_item.number, v_item.item, sqlstate, sqlerrm,
                    v_detail, v_hint, core.now()
                );
                v_failed := v_failed + 1;
        end;
    end loop;
    return v_failed;
end;
$$;

-- @ functions/core/_end_webhook 9162734a5bd9ede10daa1adf5bc6ae2e8c376b02d557f7f99449643180e43315
-- core._end_webhook: nothing more goes to an endpoint whose owner is gone.
--
-- Locks the circuit, then the endpoint, then what is pending; a caller that holds the
-- circuit already waits for nothing. A request that is under way is not called back:
-- its report finds the delivery ended.

create or replace function core._end_webhook(p_id uuid)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform c.state
    from core.webhook_circuits as c
    where c.endpoint_id = p_id
    for update;

    perform core._disable_webhook(p_id, 'owner_gone');

    update core.webhook_deliveries as d
    set
        status = 'failed',
        last_outcome = 'owner_gone',
        finished_at = core.now(),
        leased_by = null,
        leased_until_at = null
    where d.endpoint_id = p_id and d.status = 'pending';
end;
$$;

comment on function core._end_webhook(uuid) is
$$Disable an endpoint whose owner is gone, and end its deliveries with that reason.

Emits: core.webhook.disabled.
$$;

-- @ functions/core/_enqueue_operation b64d00b196425e77de7dc5923e64ff34a7705d50cb47cbe5d6e34003b4a39a5c
-- core._enqueue_operation: the next job of one of an operation's lanes.
--
-- A lane is a place for one job at a time: as many lanes, so many jobs at once.

create or replace function core._enqueue_operation(
    p_operation_id bigint,
    p_lane integer,
    p_delay interval default '0'
)
    returns bigint
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select core.enqueue(
        p_kind => 'core.run_operation',
        p_payload => jsonb_build_object('operation_id', p_operation_id, 'lane', p_lane),
        p_run_at => core.now() + p_delay
    )
$$;

-- @ functions/core/_find_table 1012762879147bb5bfc106e2d3c51596662d1f682395b8eea5b419bc06c49dae
-- core._find_table: the table that a caller's text names, or null.
--
-- Read as SQL reads a name: case folds outside quotes, blanks around it do not count,
-- the name of this database may stand before it. A partition stands for its whole
-- table. It has to name its schema, since an unqualified name means another table to
-- another reader; temporary tables and those of the system are none.

create or replace function core._find_table(p_name text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if length(p_name) > 300 then
        return null;
    end if;
    return (
        select coalesce(pg_partition_root(c.oid), c.oid)::regclass
        from pg_catalog.pg_class as c
        where
            c.oid = to_regclass(p_name)
            and c.oid >= 16384
            and c.relkind in ('r', 'p')
            and c.relpersistence <> 't'
    );
exception
    when syntax_error or invalid_name or feature_not_supported then
        return null;
end;
$$;

grant execute on function core._find_table(text) to service_role, app_reader;

comment on function core._find_table(text) is
    'A table or partitioned table of the database; never raises.';

-- @ functions/core/_idempotent_caller c1f127da474bc847ac5d5a8c508bd413c079e6ceac3654c63b9a1923bcec2ac4
-- core._idempotent_caller: whose keys are these? A subject's own, or a server's.
--
-- A subject counts as the token spells it, since not every issuer's is a UUID. An API
-- role without a subject is refused: all such callers would share their answers. The
-- prefix keeps a subject apart from a role of the same name.

create or replace function core._idempotent_caller()
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_subject constant text := core._subject();
    v_role constant text := core._acting_role();
begin
    if v_role = 'anon' or (v_subject is null and v_role in ('authenticated', 'authenticator'))
    then
        perform core.raise_error(
            'core.invalid_argument',
            'An idempotency_key needs a signed-in caller whose token has a subject.'
        );
    end if;

    return coalesce('sub:' || v_subject, 'role:' || v_role);
end;
$$;

comment on function core._idempotent_caller() is
$$`sub:` and the subject of the caller's token, else `role:` and the role.

Errors: PT422 core.invalid_argument for an anonymous caller, and for one without a subject.
$$;

-- @ functions/core/_is_owner_gone 91c91a54bf9236e508d96fc75e19ab039c8a5253b10c5c6892a5d4d7b117a64f
-- core._is_owner_gone: was this owner of an endpoint removed from auth.users?
--
-- A missing row says so where users are kept in auth.users: it has some, or it had this
-- one when an endpoint of theirs was saved. Where it was always empty, users are kept
-- elsewhere, and a missing row says nothing. Definer: as core._user_standing.

create or replace function core._is_owner_gone(p_owner_id uuid)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select case core._user_standing(p_owner_id)
        when 'deleted' then true
        when 'absent' then
            exists (select from auth.users)
            or exists (
                select from core.webhook_endpoints as e
                where e.owner_id = p_owner_id and e.is_owner_listed
            )
        else false
    end
$$;

comment on function core._is_owner_gone(uuid) is
    'Whether the user is deleted: marked in auth.users, or without a row there.';

-- @ functions/core/_is_public_address d25247ff8f0f51fec8abd62f244d4a11eeb20d3e664774fc9bad7f4bbfe39581
-- core._is_public_address: is this one host's own public address?
--
-- The special-purpose registries of IANA for IPv4 and IPv6, and everything of IPv6 that
-- is not global unicast (2000::/3): so what embeds an IPv4 address is not public
-- either. The same list as in glue/addresses.py, which a test compares.

create or replace function core._is_public_address(p_address inet)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        (family(p_address) = 4 or p_address <<= inet '2000::/3')
        and not p_address <<= any(
            array[
                '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8',
                '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
                '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24',
                '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15',
                '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
                '2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48',
                '3fff::/20'
            ]::inet[]
        )
$$;

comment on function core._is_public_address(inet) is
    'False for private, local, reserved, multicast, documentation and translated ones.';

-- @ functions/core/_limit_request 695fb663d0185bbef147965342ea12b4f3cd68e8416624bdb4fea9125482df25
-- core._limit_request: the limits of the current HTTP request, per role, supplier, RPC.
--
-- Order: role, supplier, RPC; each takes one token, and a refusal by a later one undoes
-- what the earlier took. Buckets are locked in this order in every request, so two
-- requests of one caller wait for each other but never in a circle. A value that an
-- operator mistyped counts as the default: no limit is lost, no request fails for it.

create or replace function core._limit_request(p_claims jsonb)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_role constant text := coalesce(p_claims ->> 'role', current_setting('role'));
    v_supplier constant text := p_claims -> 'app_metadata' ->> 'supplier_id';
    v_rpc constant text := core._request_rpc();
    v_by_role jsonb;
    v_by_supplier jsonb;
    v_by_rpc jsonb;
    v_who text;
begin
    select
        (max(l.value::text) filter (where l.name = 'core.rate_limits.' || v_role))::jsonb,
        (max(l.value::text) filter (where l.name = 'core.rate_limits.suppliers'))::jsonb,
        (max(l.value::text) filter (where l.name = 'core.rate_limits.rpcs'))::jsonb
    into v_by_role, v_by_supplier, v_by_rpc
    from (
        select
            s.name,
            case
                when
                    s.name in ('core.rate_limits.suppliers', 'core.rate_limits.rpcs')
                    or core._is_rate_limit(s.value)
                    then coalesce(s.value, s.default_value)
                else s.default_value
            end as value
        from core.settings as s
        where
            s.name in (
                'core.rate_limits.' || v_role,
                'core.rate_limits.suppliers',
                'core.rate_limits.rpcs'
            )
    ) as l;

    v_by_supplier := coalesce(v_by_supplier -> v_supplier, v_by_supplier -> '*');
    v_by_rpc := v_by_rpc -> v_rpc;
    v_who := coalesce(
        core._subject(),
        case when v_role <> 'service_role' then core._client_address() else v_role end
    );

    perform core.limit_rate('role:' || v_role, v_who, v_by_role);
    if v_supplier is not null and core._is_rate_limit(v_by_supplier) then
        perform core.limit_rate('supplier', v_supplier, v_by_supplier);
    end if;
    if v_by_rpc <> '{}' and core._is_rate_limit(v_by_rpc) then
        perform core._require_post(v_rpc);
        perform core.limit_rate('rpc:' || v_rpc, v_who, v_by_rpc);
    end if;
end;
$$;

comment on function core._limit_request(jsonb) is
$$Count the current request against the limits of its role, its supplier and its RPC.

Errors: PT429 core.rate_limited, PT405 core.post_only, PT405 core.must_be_volatile.
$$;

-- @ functions/core/_list_holds 6451258e640771f64c96ea32b772f4e6ed03059ae55834d2615a2ea4af875b0f
-- core._list_holds: the holds in force that keep a table from forgetting.
--
-- Its own, and those of tables that would lose rows or references with it: a foreign
-- key that cascades deletes there as well.

create or replace function core._list_holds(p_table_name text)
    returns setof core.legal_holds
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive reached as (
        select core._find_table(p_table_name)::oid as id
        union
        select coalesce(pg_partition_root(k.conrelid), k.conrelid)::oid
        from reached as r
        inner join pg_catalog.pg_constraint as k on r.id = k.confrelid
        where k.contype = 'f' and k.confdeltype in ('c', 'n', 'd')
    )

    select h.*
    from core.legal_holds as h
    inner join reached as r on h.held_table = r.id
    where h.released_at is null
    order by h.id
$$;

grant execute on function core._list_holds(text) to service_role, app_reader;

comment on function core._list_holds(text) is
    'Holds on <schema>.<table>, and on what refers to it and would change with it.';

-- @ functions/core/_log_request 298b3953f23fcd9b391fdc8d7a91a72888ce6ef8eb56dc8f727a276b531978e9
-- core._log_request: log the current request if its RPC is a guarded one.

create or replace function core._log_request()
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rpc constant text := core._request_rpc();
begin
    if v_rpc is not null and core.setting('core.access_log.rpcs') ? v_rpc then
        perform core.log_access('rpc:' || v_rpc);
    end if;
end;
$$;

comment on function core._log_request() is
$$Log the request if the setting core.access_log.rpcs names its RPC.

Errors: PT405 core.post_only, PT405 core.must_be_volatile when it is read-only.
$$;

-- @ functions/core/_next_xid f67d9a740665b680f467e28235140fd2e287846fd989d441abc1bb88c02fc7dd
-- core._next_xid: the first transaction id that this cluster has not given away.
--
-- What has committed is below it, and so is the caller's own transaction. A row that
-- holds this id or a later one came from another cluster, by a restore.

create or replace function core._next_xid()
    returns xid8
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select greatest(
        pg_snapshot_xmax(pg_current_snapshot()),
        (pg_current_xact_id_if_assigned()::text::bigint + 1)::text::xid8
    )
$$;

grant execute on function core._next_xid() to service_role, app_worker, app_reader;

comment on function core._next_xid() is
    'No transaction of this cluster that has ended has this id or a later one.';

-- @ functions/core/_owner_reads 03d6bd6e5352f6489847cc4ed5ce311befa251d4e527e7aef3a8548300b26a02
-- core._owner_reads: would this owner of an endpoint be let read this topic now?
--
-- Asks core.can_read_topic as that user: the claims stand for the length of the call.
-- The roles are those that the owner had when the endpoint was saved, as far as
-- auth.users still has them; no app metadata there is no role. A user who is gone or
-- banned reads nothing. Where users are kept elsewhere (core._is_owner_gone) the saved
-- roles count.

create or replace function core._owner_reads(
    p_owner_id uuid, p_app_roles text[], p_topic text
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_before text := coalesce(current_setting('request.jwt.claims', true), '');
    v_standing text := core._user_standing(p_owner_id);
    v_roles jsonb := to_jsonb(p_app_roles);
    v_answer boolean;
begin
    if v_standing = 'banned' or core._is_owner_gone(p_owner_id) then
        return false;
    end if;
    if v_standing = 'listed' then
        select coalesce(jsonb_agg(r.role), '[]')
        into v_roles
        from unnest(p_app_roles) as r (role)
        inner join auth.users as u
            on
                u.id = p_owner_id
                and r.role = any(
                    core._token_roles(
                        jsonb_build_object('app_metadata', u.raw_app_meta_data)
                    )
                );
    end if;

    perform set_config(
        'request.jwt.claims',
        jsonb_build_object(
            'sub', p_owner_id,
            'role', 'authenticated',
            'app_metadata', jsonb_build_object('roles', v_roles)
        )::text,
        true
    );
    v_answer := core.can_read_topic(p_topic);
    perform set_config('request.jwt.claims', v_before, true);

    return coalesce(v_answer, false);
end;
$$;

comment on function core._owner_reads(uuid, text[], text) is
    'Whether an endpoint of this owner, saved with these roles, may get this topic.';

-- @ functions/core/_parse_json 29a09150a6f0c50ba1214d57502cf089b21391f3c34a148163045d452b77f13f
-- core._parse_json: a caller's text as JSON; null when it is none, or is too much.
--
-- Postgres parses JSON by recursion, so a text of 100,000 brackets would end in an
-- error of the parser's stack. The depth is found without one: strings are dropped,
-- then the innermost pairs of brackets, at most 32 times; whatever is left is deeper.
-- Each step reads the text once.

create or replace function core._parse_json(p_text text, p_most integer)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_brackets text;
begin
    if length(p_text) > p_most then
        return null;
    end if;

    v_brackets := regexp_replace(p_text, '"([^"\\]|\\.)*"?', '', 'g');
    v_brackets := regexp_replace(v_brackets, '[^][{}]+', '', 'g');
    for i in 1 .. 32 loop
        exit when v_brackets = '';
        v_brackets := replace(replace(v_brackets, '[]', ''), '{}', '');
    end loop;
    if v_brackets <> '' then
        return null;
    end if;

    return p_text::jsonb;
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core._parse_json(text, integer)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._parse_json(text, integer) is
$$The JSON that a text holds; null for anything else.

Null too for more than p_most characters, and for more levels than 32 or so.
$$;

-- @ functions/core/_pattern_fault 1cd851848f6b8c0fd4509f86b178c942c3e8c5e0567d6f2edb9a886ee8aecf67
-- core._pattern_fault: why a pattern is not safe to match, null when it is.
--
-- Back references make matching exponential; look-around makes it quadratic; bounds
-- multiply the automaton, nested ones to the power. What is left is compiled here once,
-- with the very operator that will match it.

create or replace function core._pattern_fault(p_pattern text)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bounds constant integer := coalesce(
        (
            select max(greatest(b.bound[1], coalesce(nullif(b.bound[2], ''),
            '0'))::integer)
            from regexp_matches(p_pattern, '\{(\d{1,9})(?:,(\d{0,9}))?\}',
            'g') as b (bound)
        ),
        0
    );
begin
    if p_pattern is null or length(p_pattern) not between 1 and 300 then
        return '{"pattern": 1 to 300 characters}';
    end if;
    if p_pattern ~ '\\[1-9]' or p_pattern ~ '^\*\*\*' then
        return 'a pattern without back references or directors';
    end if;
    if p_pattern ~ '\(\?[=!<]' then
        return 'a pattern without look-around';
    end if;
    if v_bounds > 100 then
        return 'a pattern with bounds of at most 100';
    end if;
    if p_pattern ~ '\{[^}]*\}[^()]*\)[*+?]?\{' then
        return 'a pattern without bounds inside bounds';
    end if;

    perform '' ~ p_pattern;
    return null;
exception
    when invalid_regular_expression then
        return format('a pattern that Postgres reads (%s)', core.excerpt(sqlerrm));
end;
$$;

comment on function core._pattern_fault(text) is
$$What is wrong with a pattern, as the end of a sentence; null when it may be used.
$$;

-- @ functions/core/_read_event_cursor 11e4db9af456dfe083c34b164225f20bef184380ebb652ce223bc4a02bc067df
-- core._read_event_cursor: what _write_event_cursor wrote, or a refusal.

create or replace function core._read_event_cursor(
    p_after text, out xid xid8, out id bigint, out era integer
)
    returns record
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.read_cursor(
        p_after, 'events', '^[0-9]{1,18}-[0-9]{1,18}(-[0-9]{1,9})?$'
    );
    xid := split_part(p_after, '-', 1)::xid8;
    id := split_part(p_after, '-', 2)::bigint;
    era := coalesce(nullif(split_part(p_after, '-', 3), ''), '0')::integer;
end;
$$;

-- @ functions/core/_refill_provider 4d0168e2245a8c5991f868cc577af21b738516d587345aae4b8bb41743520abb
-- core._refill_provider: a provider's bucket and budget as they stand at a time.
--
-- A bucket filled, or a day counted, by a clock that was ahead stands as of now; what
-- was spent on that day was spent, and counts for this one.

create or replace function core._refill_provider(
    p_provider core.job_providers, p_now timestamptz
)
    returns core.job_providers
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_seconds numeric := extract(epoch from p_now - p_provider.refilled_at);
    v_today date := (p_now at time zone 'UTC')::date;
begin
    p_provider.tokens := least(
        p_provider.burst,
        p_provider.tokens + greatest(v_seconds, 0) * p_provider.per_second
    );
    p_provider.refilled_at := case
        when p_provider.refilled_at > p_now + interval '10 seconds' then p_now
        else greatest(p_now, p_provider.refilled_at)
    end;
    if p_provider.spent_on < v_today then
        p_provider.spent := 0;
    end if;
    p_provider.spent_on := v_today;
    return p_provider;
end;
$$;

-- @ functions/core/_refuse_revoked 4bd352ed7b80a28ebb070d7e65d5941bfdac7dc882caadda17816f494d3d1d74
-- core._refuse_revoked: refuse a token that was revoked before it expired.
--
-- `iat` has whole seconds: what was issued in the second of the revocation is refused
-- too, and a token whose `iat` is missing or is no time. Reads only, so it holds for
-- GET as well.

create or replace function core._refuse_revoked(p_claims jsonb)
    returns void
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id constant uuid := core.actor_id();
    v_issued_at constant timestamptz := coalesce(
        core._claim_time(p_claims, 'iat'), '-infinity'
    );
begin
    if exists (
        select from core.revoked_tokens as t
        where t.jti in (p_claims ->> 'jti', p_claims ->> 'session_id')
    ) then
        perform core.raise_error('core.token_revoked', 'This token was revoked.');
    end if;

    if v_user_id is null then
        return;
    end if;

    if exists (
        select from core.revoked_users as u
        where
            u.user_id = v_user_id
            and v_issued_at <= u.issued_until_at
    ) then
        perform core.raise_error(
            'core.token_revoked', 'The tokens of this user were revoked.'
        );
    end if;
end;
$$;

comment on function core._refuse_revoked(jsonb) is
$$Return if neither the token (jti, session_id) nor its user (by iat) is revoked.

Errors: PT401 core.token_revoked.
$$;

-- @ functions/core/_request_rpc 6f5a0e7a640d2d876678df50c25d0934be371ebfca011bd964553fd2aa152044
-- core._request_rpc: which RPC the current HTTP request calls.
--
-- PostgREST hands the path on as it was sent and routes on what it decodes, so whatever
-- is decided by the RPC's name has to read it here: `/rpc/%72evoke_token` is
-- `revoke_token`. What PostgREST would not route is read generously, since it never
-- gets here: slashes too many, a query, the prefix of a gateway. A name has at most 63
-- bytes; a path that is longer than one with every byte encoded names no RPC.

create or replace function core._request_rpc()
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_path constant text := split_part(
        coalesce(current_setting('request.path', true), ''), '?', 1
    );
    v_segments text[];
begin
    if length(v_path) > 300 then
        return null;
    end if;

    v_segments := array(
        select core._decode_percent(s.segment)
        from regexp_split_to_table(v_path, '/+') with ordinality as s (segment, place)
        where s.segment <> ''
        order by s.place
    );
    if v_segments[:2] = array['rest', 'v1'] then
        v_segments := v_segments[3:];
    end if;

    return case
        when cardinality(v_segments) = 2 and v_segments[1] = 'rpc'
            then btrim(v_segments[2])
    end;
end;
$$;

comment on function core._request_rpc() is
$$The name in `/rpc/<name>` of the current request, decoded; null for any other path.

Null outside a request too. It says what was asked for, not that there is such an RPC.
$$;

-- @ functions/core/_require_post ee8185de544b0a9c3125b3efb62ce9cb3062a2e873d6b4910bbbab905baee1bc
-- core._require_post: refuse in a read-only transaction what has to be written down.
--
-- A GET runs in a read-only transaction, and so does a POST of a stable function. Only
-- the first can be mended by the caller, and only when the RPC is volatile; the other
-- is for whoever made the RPC, or limited it.

create or replace function core._require_post(p_what text)
    returns void
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not current_setting('transaction_read_only')::boolean then
        return;
    end if;

    if
        current_setting('request.method', true) = 'POST'
        or exists (
            select from pg_catalog.pg_proc as p
            where
                p.pronamespace = 'api'::regnamespace
                and p.proname = core._request_rpc()
                and p.provolatile <> 'v'
        )
    then
        perform core.raise_error(
            'core.must_be_volatile',
            format(
                '%s is limited or logged, but a stable RPC runs read-only.',
                core.excerpt(p_what)
            )
        );
    end if;

    perform core.raise_error(
        'core.post_only',
        format(
            '%s is limited or logged: a GET can be neither.', core.excerpt(p_what)
        )
    );
end;
$$;

comment on function core._require_post(text) is
$$Return if this transaction may write.

Errors: PT405 core.post_only; PT405 core.must_be_volatile where a POST would not help.
$$;

-- @ functions/core/_restored_place 65cd74f1b6329fcdef801146e6ccc1707bf8251b3ea833951c298a2c5b229f07
-- core._restored_place: where a reader stands that has passed this restored event.
--
-- Where the oldest events came to share one id (p_excess), their order has changed: a
-- reader that stopped among them begins with them again.

create or replace function core._restored_place(
    p_event_id bigint, p_excess bigint, out xid xid8, out id bigint
)
    returns record
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        case
            when p_event_id < 0 then '0'::xid8
            when e.xid is null or p_excess > 0 and e.xid <= '2'::xid8 then '1'::xid8
            else e.xid
        end,
        case
            when p_event_id < 0 or e.xid is null then 0
            when p_excess > 0 and e.xid <= '2'::xid8 then 0
            else e.id
        end
    from (values (p_event_id)) as p (id)
    left join lateral (
        select o.xid, o.id
        from core.events as o
        where o.id = p.id
        limit 1
    ) as e on true
$$;

comment on function core._restored_place(bigint, bigint) is
    'The place after an event: its id and transaction; before all events for 0.';

-- @ functions/core/_schedule_fault e861dc95706a7734b2781afbe1aca54ef59c271ca205732a69f0f0b9b61ebfcc
-- core._schedule_fault: why no worker could tick by this; null: it can.
--
-- Names of time zones are those that the server and Python's tz database share: no
-- links to the machine's own zone, no second spelling of the whole tree. Case counts.

create or replace function core._schedule_fault(p_cron text, p_timezone text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when core._cron_fault(p_cron) is not null then core._cron_fault(p_cron)
        when p_timezone is distinct from 'UTC' and not exists (
            select
            from pg_catalog.pg_timezone_names as z
            where
                z.name = p_timezone
                and z.name !~ '^(posix|right)/'
                and z.name not in ('localtime', 'posixrules', 'Factory')
        )
            then format('There is no time zone %L.', core.excerpt(p_timezone))
    end
$$;

comment on function core._schedule_fault(text, text) is
    'A sentence on what is wrong with a cron expression or a time zone, else null.';

-- @ functions/core/_settle_operation 976effa5c3126b5b8bada5375d18b972ad0699289b8f52b4387ff86726d11ef3
-- core._settle_operation: add up what a slice did, and finish what is finished.
--
-- Locks the operation's row, then reads the chunks: of two slices that end at once the
-- second sees the first's marks, so one of them finishes the operation. Chunks that
-- another slice holds are left to it (skip locked): waiting for it with the row locked
-- would be a deadlock.

create or replace function core._settle_operation(
    p_operation_id bigint,
    p_done integer,
    p_failed integer
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
    v_now timestamptz := core.now();
    v_skipped integer := 0;
begin
    select *
    into strict v_operation
    from core.operations
    where id = p_operation_id
    for update;
    if v_operation.finished_at is not null then
        return true;
    end if;

    if v_operation.cancel_requested_at is not null then
        with open as (
            select c.number
            from core.operation_chunks as c
            where c.operation_id = p_operation_id and c.status = 'pending'
            for update skip locked
        ),

        skipped as (
            update core.operation_chunks as c
            set
                status = 'skipped',
                finished_at = v_now
            from open as o
            where c.operation_id = p_operation_id and c.number = o.number
            returning jsonb_array_length(c.items) as items
        )

        select coalesce(sum(s.items), 0)
        into v_skipped
        from skipped as s;
    end if;

    update core.operations as o
    set
        status = 'running',
        done = o.done + p_done,
        failed = o.failed + p_failed,
        skipped = o.skipped + v_skipped,
        started_at = coalesce(o.started_at, v_now),
        progressed_at = case
            when p_done + p_failed + v_skipped > 0 then v_now
            else o.progressed_at
        end
    where o.id = p_operation_id
    returning o.* into v_operation;

    if v_operation.done + v_operation.failed + v_operation.skipped
        < v_operation.total
    then
        return false;
    end if;

    update core.operations as o
    set
        status = case
            when o.skipped > 0 then 'cancelled'
            when o.failed = 0 then 'succeeded'
            when o.done = 0 then 'failed'
            else 'partial'
        end,
        finished_at = v_now
    where o.id = p_operation_id
    returning o.* into v_operation;
    perform core.emit(
        p_type => 'core.operation.finished',
        p_topic => 'core:operation:' || v_operation.id,
        p_entity_id => v_operation.id::text,
        p_payload => jsonb_build_object(
            'v', 1,
            'kind', v_operation.kind,
            'status', v_operation.status,
            'total', v_operation.total,
            'done', v_operation.done,
            'failed', v_operation.failed,
            'skipped', v_operation.skipped,
            'requested_by', v_operation.requested_by
        )
    );
    return true;
end;
$$;

-- @ functions/core/_subject f00faa7d2c9f062bff5546015a27b9cf8dc1b7d68e2bcd59314ce9e2d6fe5d59
-- core._subject: the subject of the caller's token as the token spells it.
--
-- core.actor_id is null for a subject that is not a UUID, so whatever is kept apart per
-- caller is keyed by this. A long subject is its hash: it becomes part of an index.

create or replace function core._subject()
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when length(t.sub) > 200
            then 'sha256:' || encode(sha256(convert_to(t.sub, 'UTF8')), 'hex')
        else nullif(t.sub, '')
    end
    from (
        select jsonb_path_query_first(
            nullif(current_setting('request.jwt.claims', true), '')::jsonb,
            'strict $.sub ? (@.type() == "string")',
            silent => true
        ) #>> '{}' as sub
    ) as t
$$;

comment on function core._subject() is
    'The `sub` claim, a string; null without a token, or when it is missing or empty.';

-- @ functions/core/_token_roles efd934abda34f00ef623b84fab9fc182dffc4e204a8c11fd0ab988a434bf885a
-- core._token_roles: the app roles that a token holds, sorted.
--
-- The one place that decides it: everything that asks for an app role asks here. Only
-- `app_metadata` is read, since users can edit their `user_metadata`, and only strings
-- in an array count: an object, a string or null is a malformed token and grants
-- nothing.

create or replace function core._token_roles(
    p_claims jsonb default
    nullif(current_setting('request.jwt.claims', true), '')::jsonb
)
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct r.role order by r.role), '{}')
    from jsonb_array_elements_text(
        jsonb_path_query_array(
            p_claims,
            'strict $.app_metadata.roles[*] ? (@.type() == "string")',
            silent => true
        )
    ) as r (role)
$$;

grant execute on function core._token_roles(jsonb) to anon, authenticated, service_role;

comment on function core._token_roles(jsonb) is
    'The strings of `app_metadata.roles`, by default of the caller''s token.';

-- @ functions/core/_turn_webhook_circuit 1601fe1dc6f89164cd7ece995f478c1c8aa01bba79218c5910405c35a2da3e54
-- core._turn_webhook_circuit: what an outcome means for everything else of the
-- endpoint.
--
-- A success closes the circuit. Failures in a row for which the receiver was not there
-- open it, twice as long each time; a probe that fails opens it again at once.
-- Whatever the failure, too long a time without a success disables the endpoint; 410
-- does so now. The caller holds the circuit's lock.

create or replace function core._turn_webhook_circuit(
    p_circuit core.webhook_circuits, p_outcome text, p_wait interval
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_is_away boolean := p_outcome in ('unavailable', 'throttled');
    v_failures integer := p_circuit.failures + v_is_away::integer;
    v_opens boolean := v_is_away and (
        p_circuit.state = 'half_open'
        or v_failures >= (core.setting('core.webhook_breaker_failures'))::integer
    );
    v_pause interval := make_interval(
        secs => least(
            (core.setting('core.webhook_breaker_seconds'))::double precision
            * 2 ^ least(p_circuit.openings, 20),
            (core.setting('core.webhook_breaker_max_seconds'))::double precision
        )
    );
    v_give_up interval := make_interval(
        secs => (core.setting('core.webhook_give_up_seconds'))::double precision
    );
begin
    if p_outcome = 'delivered' then
        update core.webhook_circuits as c
        set
            state = 'closed', failures = 0, openings = 0, failing_since_at = null,
            succeeded_at = v_now,
            resume_at = case c.state when 'closed' then c.resume_at end
        where c.endpoint_id = p_circuit.endpoint_id;
        return;
    end if;

    update core.webhook_circuits as c
    set
        state = case
            when v_opens then 'open'
            when v_is_away then c.state
            else 'closed'
        end,
        failures = case when v_is_away and not v_opens then v_failures else 0 end,
        openings = c.openings + v_opens::integer,
        resume_at = greatest(
            c.resume_at, v_now + p_wait, case when v_opens then v_now + v_pause end
        ),
        failing_since_at = least(coalesce(c.failing_since_at, v_now), v_now)
    where c.endpoint_id = p_circuit.endpoint_id;

    if p_outcome = 'gone' then
        perform core._disable_webhook(p_circuit.endpoint_id, 'gone');
    elsif p_circuit.failing_since_at <= v_now - v_give_up then
        perform core._disable_webhook(p_circuit.endpoint_id, 'failing');
    end if;
end;
$$;

comment on function core._turn_webhook_circuit(core.webhook_circuits, text, interval) is
    'Close, open, pause or disable an endpoint after an attempt.';

-- @ functions/core/_unpack_cursor a7d7a215a01e2aa60cecf4ff2cce9ec351e43a47cc9d00ab9bbb30e40b2629e7
-- core._unpack_cursor: what a cursor in base64 holds; null when it holds no JSON.

create or replace function core._unpack_cursor(p_after text)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if length(p_after) > 10000 then
        return null;
    end if;

    return core._parse_json(
        convert_from(
            decode(
                translate(p_after, '-_', '+/')
                || repeat('=', (4 - length(p_after) % 4) % 4),
                'base64'
            ),
            'UTF8'
        ),
        10000
    );
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core._unpack_cursor(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._unpack_cursor(text) is
    'The JSON behind a cursor of base64, in the alphabet of URLs; null for any other.';

-- @ functions/core/_unwrap_json c42656f20baf1b7f005e35a493c03b21fe8b86105776d23ecfea3ad24f111b0c
-- core._unwrap_json: a jsonb argument as its caller meant it, or null.
--
-- PostgREST 12 hands the jsonb argument of a GET over as a JSON string that holds the
-- object; from 13 on it is the object. The size is tested before anything is read.

create or replace function core._unwrap_json(p_value jsonb, p_most integer)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_value jsonb := p_value;
begin
    if pg_column_size(p_value) > p_most then
        return null;
    end if;
    if jsonb_typeof(v_value) = 'string' then
        v_value := core._parse_json(v_value #>> '{}', least(p_most, 1000000));
    end if;
    if jsonb_typeof(v_value) not in ('object', 'array')
        or jsonb_path_exists(v_value, 'strict $.**{32}')
    then
        return null;
    end if;

    return v_value;
end;
$$;

grant execute on function core._unwrap_json(jsonb, integer)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._unwrap_json(jsonb, integer) is
$$The object or array that a jsonb argument is, or that a string in it holds.

Null for anything else, for more than p_most bytes, and for more than 32 levels.
$$;

-- @ functions/core/_user_standing 3b722abdc336ae6940f7f4a2d94eac6f3bbe5fc85a385a5d7b3298d5b074a2ff
-- core._user_standing: what auth.users says of a user.
--
-- Definer: nobody but the owner reads auth.users. `banned_until` is read from the row
-- as JSON, since a stand-in of an earlier release lacks the column.

create or replace function core._user_standing(p_user_id uuid)
    returns text
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select case
                when u.deleted_at is not null then 'deleted'
                when (to_jsonb(u) ->> 'banned_until')::timestamptz > core.now()
                    then 'banned'
                else 'listed'
            end
            from auth.users as u
            where u.id = p_user_id
        ),
        'absent'
    )
$$;

comment on function core._user_standing(uuid) is
    'listed, banned, deleted (marked as such) or absent (no row in auth.users).';

-- @ functions/core/_webhook_host_fault 2ba2bc60e2356cd560e84daa368a60745dfc92568d7eed1112fe9838c3112740
-- core._webhook_host_fault: why a host of a URL can never be sent to; null: it may be.
--
-- As glue/addresses.py reads a host (a test compares them): a host whose last label is
-- a number is an IPv4 address of one to four parts, decimal, octal (0…) or hexadecimal
-- (0x…), as resolvers take it; `localhost` is 127.0.0.1. An address must be public or
-- of setting core.webhook_allowed_networks.

create or replace function core._webhook_host_fault(p_host text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_host text := regexp_replace(lower(p_host), '\.$', '');
    v_parts text[] := string_to_array(v_host, '.');
    v_count integer := coalesce(cardinality(v_parts), 0);
    v_place integer := 0;
    v_part text;
    v_digits text;
    v_value numeric;
    v_sum numeric := 0;
    v_address inet;
begin
    if starts_with(v_host, '[') then
        v_address := trim(v_host, '[]')::inet;
    elsif v_host = 'localhost' or v_host like '%.localhost' then
        v_address := '127.0.0.1';
    elsif v_parts[v_count] ~ '^([0-9]+|0x[0-9a-f]*)$' then
        foreach v_part in array v_parts loop
            v_place := v_place + 1;
            if v_count > 4
                or length(v_part) > 40
                or v_part !~ '^(0[0-7]*|[1-9][0-9]*|0x[0-9a-f]+)$'
            then
                return format('%s is not an IPv4 address.', core.excerpt(p_host));
            end if;
            v_value := 0;
            foreach v_digits in array regexp_split_to_array(
                regexp_replace(v_part, '^0x', ''), ''
            ) loop
                v_value := strpos('0123456789abcdef', v_digits) - 1
                    + v_value * case
                        when v_part like '0x%' then 16
                        when v_part like '0%' then 8
                        else 10
                    end;
            end loop;
            if v_value
                >= (case when v_place = v_count then 256 ^ (5 - v_count) else 256 end)
            then
                return format('%s is not an IPv4 address.', core.excerpt(p_host));
            end if;
            v_sum := v_sum + v_value
                * case when v_place = v_count then 1 else 256 ^ (4 - v_place) end;
        end loop;
        v_address := inet '0.0.0.0' + v_sum::bigint;
    elsif length(v_host) > 253
        or exists (
            select from unnest(v_parts) as l (label)
            where
                l.label !~ '^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$'
                or l.label ~ '^xn--' and length(l.label) < 5
        )
        or v_count = 0
    then
        return format('%s is not the name of a host.', core.excerpt(p_host));
    end if;

    if not core._is_public_address(v_address)
        and not exists (
            select
            from jsonb_array_elements_text(
                core.setting('core.webhook_allowed_networks')
            ) as n (network)
            where v_address <<= n.network::inet
        )
    then
        return format('%s is not a public address.', core.excerpt(p_host));
    end if;
    return null;
exception
    when invalid_text_representation then
        return format('%s is not an IPv6 address.', core.excerpt(p_host));
end;
$$;

comment on function core._webhook_host_fault(text) is
$$A sentence on why no webhook can be sent to this host, null when it may be.

What a name resolves to is judged by the sender, at each attempt.
$$;

-- @ functions/core/_write_event_cursor d6c7415c919f431b03e123a19298f7b183aa51b51619c58845f0fe3825f52c8c
-- core._write_event_cursor: a place in the log as text that survives a URL.
--
-- It names the era of a log that was restored: transactions are counted anew there.

create or replace function core._write_event_cursor(p_xid xid8, p_id bigint)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_xid::text || '-' || p_id || coalesce('-' || nullif(h.era, 0), '')
    from core.event_horizons as h
$$;

-- @ functions/core/add_consumer c6accb3f3c813e923f1bf21c87212d5a5f663a5d82c491d01b8a260522de0f03
-- core.add_consumer: a reader of the log begins.
--
-- `now` is the xmin of this snapshot: whatever is still being written comes first.
-- Idempotent: a consumer that is there keeps its place. Definer: the table is the
-- owner's to write. Which function handles a consumer's events is not an argument:
-- dispatch_events runs it as the owner, so the owner alone writes it, in a seed.

create or replace function core.add_consumer(p_name text, p_from text default 'now')
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_from is null or p_from not in ('now', 'start') then
        perform core.raise_error(
            'core.invalid_argument',
            format('p_from is %s, wanted now or start.', core.excerpt(p_from))
        );
    end if;

    insert into core.event_consumers (name, xid, id, moved_at)
    select
        p_name,
        case p_from
            when 'now' then pg_snapshot_xmin(pg_current_snapshot()) else h.xid
        end,
        case p_from when 'now' then 0 else h.id end,
        core.now()
    from core.event_horizons as h
    on conflict (name) do nothing;
end;
$$;

grant execute on function core.add_consumer(text, text) to service_role, app_worker;

comment on function core.add_consumer(text, text) is
$$Register a consumer: it reads from now, or from the start of what is kept.

Errors: core.invalid_argument.
$$;

-- @ functions/core/announce_handlers a626ee7b7988407be07a8aba557243c33cd54ab511db9bbc28936e74c253b252
-- core.announce_handlers: a worker says for which kinds it has a Python handler.
--
-- Said every five minutes, so that health can name a kind that no worker handles. Locks
-- the kinds in order. Definer: the worker may not write the table.

create or replace function core.announce_handlers(p_kinds text[])
    returns void
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    with known as (
        select k.kind
        from core.job_kinds as k
        where k.kind = any(p_kinds) and k.handler = 'python'
        order by k.kind
        for update
    )

    update core.job_kinds as k
    set handled_at = core.now()
    from known
    where k.kind = known.kind
$$;

grant execute on function core.announce_handlers(text[]) to app_worker;

comment on function core.announce_handlers(text[]) is
    'Note when these kinds had a handler, see health check core.unhandled_kinds.';

-- @ functions/core/apply_retention 2c89cbb2b67e39b127db486110ce08810a5845459a8dfcde6763d822df754686
-- core.apply_retention: one table forgets one batch, or says what it would forget.
--
-- Order: the lock of this table (a second run answers nothing rather than wait for the
-- first), the lock of holds, shared (one that is placed waits for the batch), the hold,
-- the work, the report, all in one transaction: if the process dies, nothing is gone
-- and nothing is reported. Rows that somebody else has locked are left for the next
-- batch. An error undoes the work and is reported; it does not stop the tables after
-- this one.

create or replace function core.apply_retention(
    p_table_name text, p_is_dry_run boolean default false
)
    returns core.retention_runs
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_policy core.retention_policies;
    v_run core.retention_runs;
    v_where text;
begin
    select p.*
    into v_policy
    from core.retention_policies as p
    where p.table_name = p_table_name;
    if not found then
        perform core.raise_error(
            'core.unknown_table', format('There is no policy for %L.', core.excerpt(p_table_name))
        );
    end if;
    if not pg_try_advisory_xact_lock(
        hashtextextended('core.retention:' || p_table_name, 0)
    ) then
        return null;
    end if;

    perform pg_advisory_xact_lock_shared(hashtextextended('core.legal_holds', 0));

    v_run.table_name := p_table_name;
    v_run.cutoff_at := core.now() - v_policy.keep;
    v_run.partitions := '{}';
    v_run.rows := 0;
    v_run.has_more := false;
    v_run.outcome := case
        when core.is_held(p_table_name) then 'held'
        when not v_policy.is_enabled then 'disabled'
        else 'done'
    end;
    v_where := format(
        '%I < $1 and coalesce(%s, false)', v_policy.column_name,
        coalesce('(' || v_policy.condition || ')', 'true')
    );

    if v_run.outcome = 'done' then
        begin
            if v_policy.method = 'partition' and p_is_dry_run then
                v_run.partitions := array(
                    select b.partition::text
                    from core._partition_bounds(p_table_name::regclass) as b
                    where b.until_at <= v_run.cutoff_at
                    order by b.until_at
                );
            elsif v_policy.method = 'partition' then
                v_run.partitions := array(
                    select core.drop_partitions(p_table_name::regclass, v_run.cutoff_at)
                );
            elsif p_is_dry_run then
                execute format(
                    'select count(*) from %s where %s', p_table_name::regclass, v_where
                )
                into v_run.rows
                using v_run.cutoff_at;
            else
                execute format(
                    'delete from %1$s where ctid = any(array('
                    'select ctid from %1$s where %2$s limit %3$s for update skip locked))',
                    p_table_name::regclass, v_where, v_policy.batch_rows
                )
                using v_run.cutoff_at;
                get diagnostics v_run.rows = row_count;
                v_run.has_more := v_run.rows = v_policy.batch_rows;
            end if;
        exception
            when others then
                v_run.outcome := 'failed';
                v_run.detail := format('%s: %s', sqlstate, sqlerrm);
        end;
    end if;

    insert into core.retention_runs (
        table_name, ran_at, cutoff_at, is_dry_run, outcome, partitions, rows, has_more,
        detail
    )
    values (
        v_run.table_name, core.now(), v_run.cutoff_at, p_is_dry_run, v_run.outcome,
        v_run.partitions, v_run.rows, v_run.has_more, v_run.detail
    )
    returning * into v_run;
    return v_run;
end;
$$;

grant execute on function core.apply_retention(text, boolean)
to service_role;

comment on function core.apply_retention(text, boolean) is
$$Forget one batch of a table's old rows, or its old partitions; the report of it.

p_is_dry_run: change nothing, say what would go. Null while another run of this table is
under way. outcome: done, held, disabled or failed.
Errors: PT422 core.unknown_table.
$$;

-- @ functions/core/cached 287836f28cbe326f93141fdb1ac136a7e4965f459ad3a154a8794e3ebb061e88
-- core.cached: an answer from the cache, computed once however many ask for it.
--
-- Fresh: given. Stale: given, and one job renews it. Else computed under an advisory
-- lock that lasts until the transaction ends: who waited for it reads again and finds
-- the answer; if the computing transaction was undone, or its process died, the next
-- one computes. In a read-only transaction (GET) nothing can be kept, so everybody
-- without an entry computes for itself: keep such caches warm. Locks: the advisory one,
-- then the entry's row. A function that asks two caches must ask them in one order.
--
-- Definer: the tables are nobody's to write. What is cached is the same for all
-- callers; who may ask is decided by the function that calls this one.

create or replace function core.cached(p_cache text, p_arguments jsonb default '{}')
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry core.cache_entries;
begin
    if not exists (select from core.caches as c where c.name = p_cache) then
        perform core.raise_error(
            'core.unknown_cache', format('There is no cache %L.', core.excerpt(p_cache))
        );
    end if;

    v_entry := core._read_cache(p_cache, p_arguments);
    -- What a clock that was ahead computed is stale.
    if v_entry.expires_at > core.now()
        and v_entry.computed_at <= core.now() + interval '10 seconds'
    then
        perform core._count_lookup(p_cache, 'hit');
        return v_entry.payload;
    end if;
    if v_entry.cache is not null then
        perform core._count_lookup(p_cache, 'stale');
        if not current_setting('transaction_read_only')::boolean then
            perform core.enqueue(
                'core.refresh_cache',
                jsonb_build_object('cache', p_cache, 'arguments', p_arguments),
                p_queue => 'maintenance',
                p_dedupe_key => p_cache || ':' || md5(p_arguments::text)
            );
        end if;
        return v_entry.payload;
    end if;

    perform core._count_lookup(p_cache, 'miss');
    if not current_setting('transaction_read_only')::boolean then
        perform pg_advisory_xact_lock(
            hashtextextended('core.cached:' || p_cache || p_arguments::text, 0)
        );
        v_entry := core._read_cache(p_cache, p_arguments);
        if v_entry.cache is not null then
            return v_entry.payload;
        end if;
    end if;

    return core._compute_cache(p_cache, p_arguments);
end;
$$;

grant execute on function core.cached(text, jsonb)
to service_role, app_worker;

comment on function core.cached(text, jsonb) is
$$The answer of a cached function for these arguments, from the cache where it may be.

It is computed as nobody: without the claims of whoever asks.
Errors: PT422 core.unknown_cache; whatever the function raises.
$$;

-- @ functions/core/changes_since 9caf8b90dafa49f2c9812c0d2c0fda3fc72a98ce442349f45c88342841517efd
-- core.changes_since: what happened on some topics, for a caller who may read them.
--
-- One statement reads events and xmin, so the cursor never passes what is still being
-- written. Each topic is read through its own index, at most a page of each. Definer:
-- callers hold no grant on the log; the right to each topic is tested first.

create or replace function core.changes_since(
    p_topics text[],
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_topic text;
    v_xmin xid8 := pg_snapshot_xmin(pg_current_snapshot());
    v_xid xid8;
    v_id bigint;
    v_era integer;
    v_horizon core.event_horizons;
    v_page jsonb;
    v_count integer;
begin
    perform core.read_page_size(p_page_size);
    perform core.read_list('topics', p_topics, 1, 100);
    foreach v_topic in array p_topics loop
        if not coalesce(core.can_read_topic(v_topic), false) then
            perform core.raise_error(
                'core.topic_not_readable',
                format('The caller may not read topic %L.', core.excerpt(v_topic))
            );
        end if;
    end loop;

    if p_after is null then
        return jsonb_build_object(
            'events', '[]'::jsonb,
            'next', core._write_event_cursor(v_xmin, 0),
            'has_more', false
        );
    end if;

    select c.xid, c.id, c.era
    into v_xid, v_id, v_era
    from core._read_event_cursor(p_after) as c;
    select * into v_horizon from core.event_horizons;
    if v_era <> v_horizon.era then
        perform core.raise_error(
            'core.cursor_expired', 'The log was restored from a backup after this cursor.'
        );
    end if;
    if (v_xid, v_id) < (v_horizon.xid, v_horizon.id) then
        perform core.raise_error(
            'core.cursor_expired',
            format('Events after this cursor were dropped at %s.', v_horizon.dropped_at)
        );
    end if;

    with found as (
        select e.*
        from (select distinct unnest(p_topics) as topic) as t
        cross join lateral (
            select c.id, c.xid, c.topic, c.type, c.entity_id, c.payload, c.at
            from core.events as c
            where
                c.topic = t.topic
                and (c.xid, c.id) > (v_xid, v_id)
                and c.xid < v_xmin
            order by c.xid, c.id
            limit p_page_size + 1
        ) as e
        order by e.xid, e.id
        limit p_page_size + 1
    ),

    numbered as (
        select f.*, row_number() over (order by f.xid, f.id) as place
        from found as f
    )

    select
        coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'id', n.id,
                    'topic', n.topic,
                    'type', n.type,
                    'entity_id', n.entity_id,
                    'payload', n.payload,
                    'at', n.at
                )
                order by n.place
            ) filter (where n.place <= p_page_size),
            '[]'
        ),
        count(*),
        coalesce(max(n.xid::text) filter (where n.place = p_page_size)::xid8, v_xmin),
        coalesce(max(n.id) filter (where n.place = p_page_size), 0)
    into v_page, v_count, v_xid, v_id
    from numbered as n;

    -- A last page has seen everything below xmin, on whatever topic.
    return jsonb_build_object(
        'events', v_page,
        'next', case
            when v_count > p_page_size then core._write_event_cursor(v_xid, v_id)
            else core._write_event_cursor(v_xmin, 0)
        end,
        'has_more', v_count > p_page_size
    );
end;
$$;

grant execute on function core.changes_since(text[], text, integer)
to anon, authenticated, service_role;

comment on function core.changes_since(text[], text, integer) is
$$Events of these topics after a cursor, in commit order: {events, next, has_more}.

Without `after`: from now, that is no event and the current cursor. An event shows as
soon as every transaction that began to write before it has ended.
Errors: core.topic_not_readable, core.invalid_cursor, core.cursor_expired,
core.invalid_page_size, core.invalid_argument.
Budget: 50 ms
$$;

-- @ functions/core/check_health 464b6de283ea303702bf3b64e8f8164b8b590695ce7a8dbe5310329a4ed4fb45
-- core.check_health: every check, none able to hold up or break the others.
--
-- One check is one subtransaction. Inside one statement Postgres arms statement_timeout
-- once: whichever check it ends is named, and those after it are not run but answered
-- from their samples. So is a check that the watcher found to be slow, while its sample
-- is fresh, and every check once core.health_budget_ms is used up; quick ones go first.
-- Writes nothing.

create or replace function core.check_health(
    p_module text default null,
    p_live boolean default false
)
    returns table (
        name text,
        module text,
        status text,
        value numeric,
        unit text,
        detail text,
        took_ms numeric,
        has_answered boolean,
        is_live boolean
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_row record;
    v_start timestamptz := clock_timestamp();
    v_began timestamptz;
    v_is_over boolean := false;
    v_live_ms numeric := (core.setting('core.health_live_ms'))::numeric;
    v_budget interval :=
        make_interval(secs => (core.setting('core.health_budget_ms'))::numeric / 1000);
begin
    for v_row in
        select c.name, c.module, c.unit, s as sample
        from core.health_checks as c
        left join core.health_samples as s on c.name = s.name
        where p_module is null or c.module = p_module
        order by s.has_answered desc nulls last, s.took_ms, c.name
    loop
        name := v_row.name;
        module := v_row.module;
        unit := v_row.unit;
        v_began := clock_timestamp();
        v_is_over := v_is_over or (not p_live and v_began - v_start > v_budget);
        if v_is_over or (
            not p_live
            and (not (v_row.sample).has_answered or (v_row.sample).took_ms > v_live_ms)
            and (v_row.sample).sampled_at
            between core.now() - interval '10 minutes'
            and core.now() + interval '10 seconds'
        ) then
            status := coalesce((v_row.sample).status, 'fail');
            value := (v_row.sample).value;
            took_ms := (v_row.sample).took_ms;
            has_answered := coalesce((v_row.sample).has_answered, false);
            is_live := false;
            detail := case
                when (v_row.sample).name is null then 'Not measured: no time was left.'
                else format(
                    '%s (measured %s)',
                    (v_row.sample).detail,
                    to_char(
                        (v_row.sample).sampled_at at time zone 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS"Z"'
                    )
                )
            end;
            return next;
            continue;
        end if;

        is_live := true;
        begin
            select r.status, r.value, r.detail, r.took_ms, true
            into status, value, detail, took_ms, has_answered
            from core.run_health_check(v_row.name) as r;
        exception
            when query_canceled then
                v_is_over := true;
                has_answered := false;
                detail := 'No answer in time.';
            when others then
                has_answered := false;
                detail := format('No answer: %s: %s.', sqlstate, sqlerrm);
        end;
        if not has_answered then
            status := 'fail';
            value := null;
            took_ms := round(
                (extract(epoch from clock_timestamp() - v_began) * 1000)::numeric, 3
            );
        end if;
        return next;
    end loop;
end;
$$;

grant execute on function core.check_health(text, boolean)
to service_role, app_worker, app_reader;

comment on function core.check_health(text, boolean) is
$$All health checks, or those of one module: status, value, unit, what it means.

A check that cannot answer fails, and says why. With p_live every check is asked; else
one that the watcher found slow is answered from its sample (is_live false).
Units: took_ms is milliseconds.
$$;

-- @ functions/core/check_record b7d2ac40069866f77acfc5cc17d13e0b8e8e9020964f59c7067f6e2947214b0e
-- core.check_record: a record made clean, and all that is wrong with it.
--
-- Definer: custom rules may look into tables that the caller may not. They only read,
-- and a release names them.

create or replace function core.check_record(p_entity text, p_record jsonb)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function constant regprocedure := to_regprocedure(
        format('core.%I(jsonb)', '_check_' || replace(p_entity, '.', '__'))
    );
    v_record jsonb;
    v_checked jsonb;
begin
    if
        v_function is null
        or not exists (select from core.validation_rules as r where r.entity = p_entity)
    then
        perform core.raise_error(
            'core.unknown_entity',
            format(
                'There is no rule for %s.',
                coalesce(quote_literal(core.excerpt(p_entity)), 'null')
            )
        );
    end if;
    v_record := core.read_json('record', p_record, 'object');
    if v_record is null then
        perform core.raise_error('core.invalid_argument', 'record is missing.');
    end if;

    execute format('select %s($1)', v_function::regproc) into v_checked using v_record;
    return v_checked;
end;
$$;

grant execute on function core.check_record(text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.check_record(text, jsonb) is
$${record, errors: [{field, code, message, severity}]}: the record after sanitising, and
every violation of a rule at once.

field is null for a rule over several fields; code is the rule's name.
Errors: PT422 core.unknown_entity, PT422 core.invalid_argument.
$$;

-- @ functions/core/claim_idempotency_key 4250718ac9f97bedb81270bdc0b6d41219d850394c1c48dbb4a46f9b13cff8e1
-- core.claim_idempotency_key: the answer that this key already has, else the right to
-- act.
--
-- Use, in a function that writes:
--     v_answer := core.claim_idempotency_key('m.f', p_key, <the request>);
--     if v_answer is not null then return v_answer; end if;
--     … act …
--     return core.keep_answer('m.f', p_key, v_answer);
--
-- The insert waits while another transaction holds the same key: if that one commits,
-- its answer is found here; if it is undone, or its process dies, this one acts. A key
-- is locked before anything that its function locks. An expired key counts as new.
-- Definer: a caller may write only rows of its own, through these two functions.

create or replace function core.claim_idempotency_key(
    p_scope text, p_key text, p_request jsonb
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller constant text := core._idempotent_caller();
    v_sha256 constant bytea := sha256(convert_to(p_request::text, 'UTF8'));
    v_now constant timestamptz := core.now();
    v_found core.idempotency_keys;
begin
    if p_key is null then
        return null;
    end if;
    if length(p_key) not between 1 and 200 then
        perform core.raise_error(
            'core.invalid_argument', 'idempotency_key must have 1 to 200 characters.'
        );
    end if;

    insert into core.idempotency_keys as k (
        scope, caller, key, request_sha256, created_at, expires_at
    )
    values (
        p_scope, v_caller, p_key, v_sha256, v_now,
        v_now + make_interval(
            secs => (core.setting('core.idempotency_keys.keep_seconds'))::float8
        )
    )
    on conflict (scope, caller, key) do update
    set
        request_sha256 = excluded.request_sha256,
        answer = null,
        created_at = excluded.created_at,
        expires_at = excluded.expires_at
    where k.expires_at <= v_now;
    if found then
        return null;
    end if;

    select k.*
    into strict v_found
    from core.idempotency_keys as k
    where k.scope = p_scope and k.caller = v_caller and k.key = p_key;

    if v_found.request_sha256 <> v_sha256 then
        perform core.raise_error(
            'core.idempotency_key_reused',
            format('The key %L was sent with another request before.', core.excerpt(p_key))
        );
    end if;
    if v_found.answer is null then
        perform core.raise_error(
            'core.idempotency_key_in_use',
            format('The key %L is held by a call that has no answer yet.', core.excerpt(p_key))
        );
    end if;

    return v_found.answer;
end;
$$;

grant execute on function core.claim_idempotency_key(text, text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.claim_idempotency_key(text, text, jsonb) is
$$The answer that was given for this key, or null: then act, and call core.keep_answer.

A null key means that the caller asks for no protection: null. An answer that was JSON
null comes back as such, which is not SQL null.
Errors: PT422 core.idempotency_key_reused when the request was another one, PT409
core.idempotency_key_in_use, PT422 core.invalid_argument.
$$;

-- @ functions/core/claim_webhooks fa47e6caa06383b7215e828adb4886f677040c48e3042e409c67736a1479242d
-- core.claim_webhooks: take due deliveries under a lease, signed and ready to be sent.
--
-- Locks the circuits of endpoints that have something due, skipping those that another
-- claim or report holds; then their deliveries. So two claims never count the same
-- endpoint's limits at once. Owners share the sender's slots: p_limit of them are free,
-- the others are what the worker holds. An owner takes at most an equal share, and
-- while it holds no more than are left free (a dynamic threshold): so slots stay for
-- the owner who comes next, however slow the others' receivers are. Owners that hold
-- less come first; of one owner's endpoints, the one whose turn was longest ago. A
-- lease that ran out is the rescue: its attempt is marked lost and the delivery is due
-- like any other, until the ladder ends. When the process dies after this commits, that
-- is what happens. The owner's rights are asked here once more: what may not be read
-- any more is ended as forbidden. Definer: the worker may not read secrets; it gets
-- signatures.

create or replace function core.claim_webhooks(
    p_worker uuid, p_limit integer, p_lease interval default '60 seconds'
)
    returns table (
        delivery_id bigint,
        lease integer,
        url text,
        headers jsonb,
        body text,
        traceparent text
    )
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_steps integer := jsonb_array_length(core.setting('core.webhook_ladder_seconds'));
    v_left integer := p_limit;
    v_due record;
    v_secrets text[];
    v_tokens double precision;
    v_allowed integer;
    v_taken integer;
    v_held jsonb;
    v_holds integer;
    v_share integer;
    v_ids bigint[];
    v_closed text[];
begin
    select
        coalesce(jsonb_object_agg(h.owner_id, h.n), '{}'),
        p_limit + coalesce(sum(h.n), 0)
    into v_held, v_share
    from (
        select e.owner_id, count(*) as n
        from core.webhook_deliveries as d
        inner join core.webhook_endpoints as e on d.endpoint_id = e.id
        where d.leased_by = p_worker and d.leased_until_at > v_now
        group by e.owner_id
    ) as h;

    for v_due in
        with recursive pending as (
            (
                select d.endpoint_id
                from core.webhook_deliveries as d
                where d.status = 'pending'
                order by d.endpoint_id
                limit 1
            )
            union all
            select (
                select d.endpoint_id
                from core.webhook_deliveries as d
                where d.status = 'pending' and d.endpoint_id > p.endpoint_id
                order by d.endpoint_id
                limit 1
            )
            from pending as p
            where p.endpoint_id is not null
        ),

        due as (
            select
                e.id,
                row_number() over (
                    partition by e.owner_id order by c.claimed_at nulls first, e.id
                ) as turn,
                coalesce((v_held ->> e.owner_id::text)::integer, 0) as holds,
                dense_rank() over (order by e.owner_id)
                + dense_rank() over (order by e.owner_id desc) - 1 as owners
            from pending as p
            inner join core.webhook_endpoints as e on p.endpoint_id = e.id
            inner join core.webhook_circuits as c on e.id = c.endpoint_id
            where
                e.status = 'active'
                and coalesce(c.resume_at <= v_now, true)
                and exists (
                    select from core.webhook_deliveries as d
                    where
                        d.endpoint_id = e.id
                        and d.status = 'pending'
                        and d.next_attempt_at <= v_now
                )
        )

        select
            e.id, e.owner_id, e.app_roles, e.url, e.max_concurrency, e.max_per_second,
            c.state, c.tokens, c.refilled_at, d.owners
        from due as d
        inner join core.webhook_endpoints as e on d.id = e.id
        inner join core.webhook_circuits as c on d.id = c.endpoint_id
        where coalesce(c.resume_at <= v_now, true)
        order by d.holds, d.turn, c.claimed_at nulls first, e.id
        limit p_limit
        for update of c skip locked
    loop
        exit when v_left <= 0;
        if core._is_owner_gone(v_due.owner_id) then
            perform core._end_webhook(v_due.id);
            continue;
        end if;

        with lost as (
            update core.webhook_deliveries as d
            set
                last_outcome = 'lost',
                leased_by = null,
                leased_until_at = null,
                status = case when d.step >= v_steps then 'failed' else d.status end,
                finished_at = case when d.step >= v_steps then v_now end
            where
                d.endpoint_id = v_due.id
                and d.leased_by is not null
                and d.leased_until_at <= v_now
            returning d.id, d.lease
        )

        update core.webhook_attempts as a
        set outcome = 'lost', finished_at = v_now
        from lost
        where a.delivery_id = lost.id and a.number = lost.lease and a.outcome is null;

        v_tokens := least(
            v_due.max_per_second,
            v_due.tokens + v_due.max_per_second * case
                when isfinite(v_due.refilled_at)
                    and v_due.refilled_at <= v_now + interval '10 seconds'
                    then greatest(0, extract(epoch from v_now - v_due.refilled_at))
                else 1
            end
        );
        v_holds := coalesce((v_held ->> v_due.owner_id::text)::integer, 0);
        select
            least(
                v_left,
                floor((v_left - v_holds) / 2.0) + 1,
                ceil(v_share::numeric / v_due.owners) - v_holds,
                floor(v_tokens),
                case v_due.state when 'closed' then v_due.max_concurrency else 1 end
                - count(*)
            )
        into v_allowed
        from core.webhook_deliveries as d
        where d.endpoint_id = v_due.id and d.leased_by is not null;
        continue when v_allowed <= 0;

        v_secrets := core._live_webhook_secrets(p_endpoint_id => v_due.id, p_source => null);
        v_ids := array(
            select d.id
            from core.webhook_deliveries as d
            where
                d.endpoint_id = v_due.id
                and d.status = 'pending'
                and d.next_attempt_at <= v_now
            order by d.next_attempt_at, d.id
            limit v_allowed
            for update skip locked
        );
        v_closed := array(
            select t.topic
            from (
                select distinct d.topic
                from core.webhook_deliveries as d
                where d.id = any(v_ids) and d.topic is not null
            ) as t
            where not core._owner_reads(v_due.owner_id, v_due.app_roles, t.topic)
        );
        update core.webhook_deliveries as d
        set
            status = 'failed',
            last_outcome = 'forbidden',
            finished_at = v_now,
            leased_by = null,
            leased_until_at = null
        where d.id = any(v_ids) and d.topic = any(v_closed);

        return query
        with taken as (
            update core.webhook_deliveries as d
            set
                lease = d.lease + 1,
                step = d.step + 1,
                leased_by = p_worker,
                leased_until_at = v_now + p_lease,
                next_attempt_at = v_now + p_lease
            where d.id = any(v_ids) and d.status = 'pending'
            returning d.*
        ),

        begun as (
            insert into core.webhook_attempts (delivery_id, number, started_at)
            select t.id, t.lease, v_now
            from taken as t
        )

        select
            t.id,
            t.lease,
            v_due.url,
            jsonb_build_object(
                'content-type', 'application/json',
                'webhook-id', format('evt_%s', t.event_id),
                'webhook-timestamp', floor(extract(epoch from v_now))::bigint::text,
                'webhook-signature', core._sign_webhook(
                    format('evt_%s', t.event_id),
                    floor(extract(epoch from v_now))::bigint,
                    t.body,
                    v_secrets
                )
            ),
            t.body,
            t.traceparent
        from taken as t;
        get diagnostics v_taken = row_count;

        v_left := v_left - v_taken;
        v_held := v_held
            || jsonb_build_object(v_due.owner_id, v_holds + v_taken);
        update core.webhook_circuits as c
        set
            tokens = v_tokens - v_taken,
            refilled_at = v_now,
            claimed_at = v_now,
            state = case c.state when 'open' then 'half_open' else c.state end
        where c.endpoint_id = v_due.id;
    end loop;
end;
$$;

grant execute on function core.claim_webhooks(uuid, integer, interval) to app_worker;

comment on function core.claim_webhooks(uuid, integer, interval) is
$$Due deliveries, leased to this worker: where to send what, with which headers.

Each endpoint's concurrency, rate, breaker and pause hold, and each owner's share of the
worker's slots: p_limit is how many are free. Report each by core.finish_webhook with the
lease that came with it.
Emits: core.webhook.disabled when an owner is gone.
$$;

-- @ functions/core/dispatch_events a22c50a023bd948e20390bb8e3d39a361b02c6761492bf83274b615c09badece
-- core.dispatch_events: let one SQL consumer handle its next events.
--
-- The consumer's own function reads and handles them in this transaction; what it
-- raises rolls its batch back, to be read again. Definer: consumers' functions are the
-- owner's, seeded by a release.

create or replace function core.dispatch_events(
    p_consumer text, p_limit integer default 100
)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function text;
    v_handled integer;
begin
    select c.sql_function
    into v_function
    from core.event_consumers as c
    where c.name = p_consumer and c.sql_function is not null;

    if not found then
        perform core.raise_error(
            'core.unknown_consumer',
            format('There is no consumer %L with a function.', core.excerpt(p_consumer))
        );
    end if;

    execute format(
        'select %I.%I($1, $2)',
        split_part(v_function, '.', 1), split_part(v_function, '.', 2)
    )
    into v_handled
    using p_consumer, p_limit;
    return coalesce(v_handled, 0);
end;
$$;

grant execute on function core.dispatch_events(text, integer) to service_role,
app_worker;

comment on function core.dispatch_events(text, integer) is
$$Run a SQL consumer's function on its next events; how many it handled.

Errors: core.unknown_consumer; whatever the consumer's function raises.
$$;

-- @ functions/core/emit a131ac23bc0548276257fa5da483a80578a887eb34a423d8acf918803df07095
-- core.emit: append one event to the log, in the caller's transaction.
--
-- With a stream, its row is locked until the transaction ends, so its versions are
-- taken one writer at a time and without a gap; a writer that loses waits, then finds
-- the version moved on. An event of a stream never stands before an earlier version in
-- the log: it takes that one's place number if its own transaction began before it.
-- That is still no gap for readers, who only read below every running transaction.
-- Lock order: stream row, then the insert. Definer: nobody may write the log itself.
-- The event of a topic that is broadcast goes to Realtime in the same transaction.

create or replace function core.emit(
    p_type text,
    p_topic text,
    p_entity_id text,
    p_payload jsonb,
    p_stream text default null,
    p_expected_version bigint default null
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_xid xid8 := pg_current_xact_id();
    v_version bigint;
    v_actor uuid;
    v_traceparent text;
    v_id bigint;
begin
    if p_stream is not null then
        insert into core.event_streams as s (stream, version, xid)
        values (p_stream, 1, v_xid)
        on conflict (stream) do update
        set
            version = s.version + 1,
            xid = greatest(s.xid, excluded.xid)
        returning s.version, s.xid into v_version, v_xid;

        -- Its last writer has ended, so such an id is of another cluster, by a restore.
        if v_xid >= core._next_xid() then
            update core.event_streams
            set xid = pg_current_xact_id()
            where stream = p_stream
            returning xid into v_xid;
        end if;

        if v_version - 1 <> p_expected_version then
            perform core.raise_error(
                'core.version_conflict',
                format(
                    'Stream %s is at version %s, not %s.',
                    p_stream, v_version - 1, p_expected_version
                )
            );
        end if;
    elsif p_expected_version is not null then
        perform core.raise_error(
            'core.invalid_argument', 'An expected version needs a stream.'
        );
    end if;

    if coalesce(current_setting('request.headers', true), '') <> ''
        or coalesce(current_setting('rowhouse.traceparent', true), '') <> ''
    then
        v_traceparent := core.traceparent();
    end if;
    if coalesce(current_setting('request.jwt.claims', true), '') <> '' then
        v_actor := core.actor_id();
    end if;

    insert into core.events (
        xid, type, topic, entity_id, payload, stream, version, actor, traceparent, at
    )
    values (
        v_xid, p_type, p_topic, p_entity_id, coalesce(p_payload, '{}'), p_stream,
        v_version, v_actor, v_traceparent, core.now()
    )
    returning id into v_id;

    if core._is_broadcast(p_topic) then
        perform core._push_event(v_id, p_type, p_topic, coalesce(p_payload, '{}'));
    end if;
    perform core._ring('@events');
    return v_id;
end;
$$;

grant execute on function core.emit(text, text, text, jsonb, text, bigint)
to service_role, app_worker;

comment on function core.emit(text, text, text, jsonb, text, bigint) is
$$Append an event; its id. With a stream, it takes the stream's next version.

p_expected_version: the version the stream must be at (0: it must be new).
Errors: core.version_conflict, core.invalid_argument; 23514 on a malformed type or topic.
$$;

-- @ functions/core/enqueue 92bda3b90fe86016d67af34259ca70580d68f02c4814d6a29797324620ecbddc
-- core.enqueue: put one job into a queue, in the caller's transaction.
--
-- Locks nothing but what it inserts. When the transaction rolls back or the process
-- dies before its commit, there was no job. Definer: nobody may write the table itself.
-- This path is hot: the look for sleepers stands here and not in _ring, and the insert
-- without a dedupe key by itself, as ON CONFLICT costs half as much again.

create or replace function core.enqueue(
    p_kind text,
    p_payload jsonb default '{}',
    p_queue text default 'default',
    p_run_at timestamptz default null,
    p_priority integer default 0,
    p_dedupe_key text default null,
    p_concurrency_key text default null,
    p_max_attempts integer default null
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- core.now() without a call where there is no test clock.
    v_now timestamptz := case
        when coalesce(current_setting('rowhouse.clock', true), '') = '' then now()
        else core.now()
    end;
    v_is_later boolean := coalesce(p_run_at > v_now, false);
    v_actor uuid;
    v_traceparent text;
    v_max_attempts integer;
    v_is_limited boolean;
    v_status text := 'ready';
    v_wait_reason text;
    v_id bigint;
begin
    if p_queue <> 'default' then
        if not exists (select from core.job_queues where name = p_queue) then
            perform core.raise_error(
                'core.unknown_queue',
    format('There is no queue %L.', core.excerpt(p_queue))
            );
        end if;
    end if;
    if p_max_attempts < 1 then
        perform core.raise_error(
            'core.invalid_argument',
            format('max_attempts is %s, wanted 1 or more.', p_max_attempts)
        );
    end if;
    if coalesce(current_setting('request.headers', true), '') <> ''
        or coalesce(current_setting('rowhouse.traceparent', true), '') <> ''
    then
        v_traceparent := core.traceparent();
    end if;
    if coalesce(current_setting('request.jwt.claims', true), '') <> '' then
        v_actor := core.actor_id();
    end if;

    select k.max_attempts, k.provider is not null
    into v_max_attempts, v_is_limited
    from core.job_kinds as k
    where k.kind = p_kind;
    if not found then
        perform core.raise_error(
            'core.unknown_job_kind',
    format('There is no kind of job %L.', core.excerpt(p_kind))
        );
    end if;
    if v_is_later then
        v_status := 'waiting';
        v_wait_reason := 'scheduled';
    end if;

    if p_dedupe_key is null then
        insert into core.jobs (
            kind, queue, payload, priority, status, wait_reason, run_at, max_attempts,
            concurrency_key, is_limited, actor, traceparent, enqueued_at
        )
        values (
            p_kind, p_queue, coalesce(p_payload, '{}'), p_priority, v_status,
            v_wait_reason, coalesce(p_run_at, v_now),
            coalesce(p_max_attempts, v_max_attempts), p_concurrency_key,
            v_is_limited or p_concurrency_key is not null, v_actor, v_traceparent, v_now
        )
        returning id into v_id;
    else
        loop
            insert into core.jobs (
                kind, queue, payload, priority, status, wait_reason, run_at,
                max_attempts, dedupe_key, concurrency_key, is_limited, actor,
                traceparent, enqueued_at
            )
            values (
                p_kind, p_queue, coalesce(p_payload, '{}'), p_priority, v_status,
                v_wait_reason, coalesce(p_run_at, v_now),
                coalesce(p_max_attempts, v_max_attempts), p_dedupe_key,
                p_concurrency_key, v_is_limited or p_concurrency_key is not null,
                v_actor, v_traceparent, v_now
            )
            on conflict (kind, dedupe_key)
                where dedupe_key is not null and status <> 'dead'
                do nothing
            returning id into v_id;
            exit when found;

            -- The one that stood in the way may end in this very moment: then again.
            select j.id
            into v_id
            from core.jobs as j
            where
                j.kind = p_kind
                and j.dedupe_key = p_dedupe_key
                and j.status <> 'dead';
            if found then
                return v_id;
            end if;
        end loop;
    end if;

    if exists (
        select
        from core.job_sleepers
        where expires_at > clock_timestamp() and p_queue = any(bells)
    ) then
        perform pg_notify('core:jobs', p_queue);
    end if;
    return v_id;
end;
$$;

grant execute on function core.enqueue(
    text, jsonb, text, timestamptz, integer, text, text, integer
) to service_role, app_worker;

comment on function core.enqueue(
    text, jsonb, text, timestamptz, integer, text, text, integer
) is
$$Enqueue a job of a kind; its id. With a dedupe key, the unfinished job that has it.

Errors: core.unknown_job_kind, core.unknown_queue, core.invalid_argument.
$$;

-- @ functions/core/excerpt 41155c4fa9399a2c38938cd75cf21d67bfcc59e7e919ab0e705d1976f037c2ec
-- core.excerpt: a caller's value as an error or a log may repeat it.
--
-- What a caller sends may have megabytes; what repeats it goes into an answer and into
-- the server's log. Every value of a caller's that a message shows passes through here.

create or replace function core.excerpt(p_value text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_value is null then 'null'
        when length(p_value) > 60 then left(p_value, 59) || '…'
        else p_value
    end
$$;

grant execute on function core.excerpt(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.excerpt(text) is
$$A value cut to 60 characters for a message; the word null for null.

Units: characters; a value that was cut ends with an ellipsis.
$$;

-- @ functions/core/fail_job 0ff663c60640e71b5dd4cdfe5862d5c5cffc4367479c06123b4edaf571112c7a
-- core.fail_job: an attempt failed: try again later, or give up.
--
-- Locks the job's row, then its provider's when that asked for time, then the key that
-- it frees. One transaction; a process that dies before its commit has reported
-- nothing, and the lease runs out. Definer: workers hold no write grant.

create or replace function core.fail_job(
    p_id bigint,
    p_token bigint,
    p_error text,
    p_retry_after interval default null,
    p_is_permanent boolean default false,
    p_traceback text default null
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_job core.jobs := core._held_job(p_id, p_token);
    v_kind core.job_kinds;
    v_wait interval;
begin
    if v_job.cancel_requested_at is not null then
        update core.jobs
        set last_error = left(p_error, 2000), last_traceback = right(p_traceback, 8000)
        where id = p_id;
        perform core._finish_jobs(array[p_id], 'cancelled', v_now);
        return 'cancelled';
    end if;

    select * into v_kind from core.job_kinds where kind = v_job.kind;
    if p_retry_after is not null and v_kind.provider is not null then
        perform core.pause_provider(
            v_kind.provider, v_now + p_retry_after, 'Asked for by the service.'
        );
    end if;

    if p_is_permanent or v_job.attempts >= v_job.max_attempts then
        update core.jobs set last_traceback = right(p_traceback, 8000) where id = p_id;
        perform core._kill_jobs(array[p_id], p_error, v_now);
        return 'dead';
    end if;

    v_wait := coalesce(p_retry_after, core.retry_delay(
        v_job.attempts, v_kind.backoff_seconds, v_kind.backoff_cap_seconds
    ));
    update core.jobs
    set
        status = 'waiting',
        wait_reason = 'retry',
        run_at = v_now + v_wait,
        last_error = left(p_error, 2000),
        last_traceback = right(p_traceback, 8000),
        leased_by = null,
        lease_expires_at = null
    where id = p_id;
    if v_job.concurrency_key is not null then
        perform core._free_keys(array[v_job.concurrency_key]);
    end if;
    return 'waiting';
end;
$$;

grant execute on function core.fail_job(bigint, bigint, text, interval, boolean, text)
to app_worker;

comment on function core.fail_job(bigint, bigint, text, interval, boolean, text) is
$$Report a failed attempt; what becomes of the job: waiting, dead or cancelled.

p_retry_after overrides the backoff and pauses the kind's provider as long. Of the
traceback the last 8,000 characters are kept.
Errors: core.lease_lost.
Emits: core.job.died {v, kind, queue, attempts, error}.
$$;

-- @ functions/core/fan_out_webhooks 2c7e0f4dc9f7c52d75c78f5e267cc3e580427cbe9d2e8b61a50258981b4e0f31
-- core.fan_out_webhooks: events become deliveries, one per endpoint that wants them.
--
-- A consumer of the log: what it read and what it made commit together, so an event is
-- neither lost nor fanned out twice when the process dies; unique (endpoint, event)
-- holds that against a replay made meanwhile. Rights are asked per owner and topic, and
-- again before each attempt. Endpoints of owners who are gone end here: locks each
-- circuit, endpoint, deliveries. Definer: the worker may write none of these tables.

create or replace function core.fan_out_webhooks(p_consumer text, p_limit integer)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_read integer;
    v_wanting uuid[];
begin
    with batch as materialized (
        select e.*
        from core.read_events(p_consumer => p_consumer, p_limit => p_limit) as e
    ),

    wanted as materialized (
        select w.id as endpoint_id, w.owner_id, w.app_roles, b.id as event_id, b.topic
        from batch as b
        inner join core.webhook_endpoints as w
            on
                w.status = 'active'
                and core._matches_event_type(w.event_types, b.type)
    ),

    readers as materialized (
        select owner_id, app_roles, topic
        from (select distinct owner_id, app_roles, topic from wanted) as asked
        where core._owner_reads(owner_id, app_roles, topic)
    ),

    made as (
        insert into core.webhook_deliveries (
            endpoint_id, event_id, event_type, event_at, topic, body, traceparent,
            next_attempt_at, created_at
        )
        select
            w.endpoint_id, b.id, b.type, b.at, b.topic,
            core._webhook_body(b::core.events), b.traceparent, core.now(), core.now()
        from wanted as w
        inner join readers as r using (owner_id, app_roles, topic)
        inner join batch as b on w.event_id = b.id
        order by b.xid, b.id, w.endpoint_id
        on conflict (endpoint_id, event_id) do nothing
    )

    select
        (select count(*) from batch),
        (select array_agg(distinct w.endpoint_id) from wanted as w)
    into v_read, v_wanting;

    perform core._end_webhook(e.id)
    from (
        select w.id
        from core.webhook_endpoints as w
        where w.id = any(v_wanting) and core._is_owner_gone(w.owner_id)
        order by w.id
    ) as e;

    return v_read;
end;
$$;

grant execute on function core.fan_out_webhooks(text, integer) to app_worker;

comment on function core.fan_out_webhooks(text, integer) is
$$Read a batch of the log for this consumer and make the deliveries; how many were read.

Errors: those of core.read_events.
$$;

-- @ functions/core/find_foreign_xids b0949519ab034e66807b2ef2ebcf74531d63ca5f20ed22ef607cfdd4e71d9dda
-- core.find_foreign_xids: columns that hold transaction ids of another cluster.
--
-- The columns come from the catalog, so a new table is asked too. The audit trail is
-- not among them: its ids are evidence of the cluster that wrote it, plain numbers, and
-- core.seal_audit counts anew after a restore. One row a column, with its highest id:
-- core.events is asked through its index. Definer: monitoring may ask.

create or replace function core.find_foreign_xids()
    returns table (table_name text, column_name text, xid xid8)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_next constant xid8 := core._next_xid();
    v_query text;
begin
    for v_query in
        select
            format(
                'select %L, %L, %s from %I.%I as t where %3$s >= $1 '
                'order by %3$s desc limit 1',
                format('%I.%I', n.nspname, c.relname),
                a.attname,
                case a.atttypid
                    when 'xid8'::regtype then format('t.%I', a.attname)
                    else format('pg_snapshot_xmin(t.%I)', a.attname)
                end,
                n.nspname,
                c.relname
            )
        from pg_catalog.pg_attribute as a
        inner join pg_catalog.pg_class as c on a.attrelid = c.oid
        inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
        where
            a.atttypid in ('xid8'::regtype, 'pg_snapshot'::regtype)
            and a.attnum > 0
            and not a.attisdropped
            and c.relkind in ('r', 'p')
            and not c.relispartition
            and c.relpersistence <> 't'
            and n.nspowner = (
                select o.nspowner from pg_catalog.pg_namespace as o
                where o.nspname = 'core'
            )
        order by n.nspname, c.relname, a.attname
    loop
        return query execute v_query using v_next;
    end loop;
end;
$$;

grant execute on function core.find_foreign_xids()
to service_role, app_worker, app_reader;

comment on function core.find_foreign_xids() is
$$Tables whose rows hold an id that no transaction of this cluster can have had.

No row: nothing was restored from another cluster, or core.rebase_after_restore has run.
$$;

-- @ functions/core/has_role fb3ef0ce2a1cf055222b8ccf2430a14da9bd66df1e12348595c64e8b856996ed
-- core.has_role: does the caller's token grant this role inside the app?
--
-- core._token_roles decides which roles a token holds.

create or replace function core.has_role(p_role text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(p_role = any(core._token_roles()), false)
$$;

grant execute on function core.has_role(text) to anon, authenticated, service_role;

comment on function core.has_role(text) is
$$Whether the caller's token holds this app role (`app_metadata.roles` is an array of
strings).

A caller without a token has none. Roles: admin, analyst, buyer, warehouse,
project_manager, supplier, curator.
$$;

-- @ functions/core/is_held 74b2945b20a85b698297113fc22a98913f3e100e5d42efdd77e00518add93833
-- core.is_held: does a legal hold keep this table from forgetting?

create or replace function core.is_held(p_table_name text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (select from core._list_holds(p_table_name))
$$;

grant execute on function core.is_held(text)
to service_role, app_worker, app_reader;

comment on function core.is_held(text) is
$$Whether a legal hold keeps this table (<schema>.<table>) from forgetting: on it, or on
one that refers to it and would change with it.
$$;

-- @ functions/core/iso_time 2e06a5ed9f55007af3913e7011fe976f7b290ceb56a9406dbbc9b650f74a3af7
-- core.iso_time: a date or time in a stated order of day and month, as ISO 8601.
--
-- What is no such date stays as it is: it may be ISO already, else core.value_fault
-- refuses it.

create or replace function core.iso_time(p_text text, p_order text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select
                format(
                    '%s-%s-%s',
                    m.part[4],
                    lpad(m.part[case p_order when 'dmy' then 3 else 1 end], 2, '0'),
                    lpad(m.part[case p_order when 'dmy' then 1 else 3 end], 2, '0')
                )
                || coalesce(' ' || lpad(m.part[5], 2, '0') || ':' || m.part[6], '')
            from regexp_match(
                p_text,
                '^([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})'
                '(?:[T ]([0-9]{1,2}):([0-9]{2}.*))?$'
            ) as m (part)
            where m.part is not null
        ),
        p_text
    )
$$;

comment on function core.iso_time(text, text) is
    'p_order dmy or mdy: 31/07/2026 8:26 is 2026-07-31 08:26; separators are / . or -.';

-- @ functions/core/list_due_schedules afc2606f5dd78b2cd409b5d6106429799691228d70b0af7ff28708bb7c0db576
-- core.list_due_schedules: enabled schedules that have no next tick, or whose tick has
-- come.

create or replace function core.list_due_schedules()
    returns table (
        name text,
        cron text,
        timezone text,
        next_run_at timestamptz,
        seen_at timestamptz
    )
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select s.name, s.cron, s.timezone, s.next_run_at, core.now()
    from core.job_schedules as s
    where s.is_enabled and (s.next_run_at is null or s.next_run_at <= core.now())
    order by s.name
$$;

grant execute on function core.list_due_schedules() to app_worker;

comment on function core.list_due_schedules() is
    'Schedules whose next tick a worker must compute or take, and the time by which.';

-- @ functions/core/list_history 26e1fe96cb7f8ee89aec7ddb1a4291fee9c8cb0ff12d444ba6151161b26b7faa
-- core.list_history: what happened to one row, newest first.
--
-- Definer: entries are no caller's to read; the app role decides. Entries of one row
-- are in the order of their ids: a second writer of a row waits for the first one. A
-- cursor is the last id of its page.

create or replace function core.list_history(
    p_table_name text,
    p_row_id text,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_row_id text;
    v_before bigint;
    v_answer jsonb;
begin
    perform core._require_role('admin', 'analyst');
    v_row_id := core._audited_row_id(p_table_name, p_row_id);
    perform core.read_page_size(p_page_size);
    v_before := coalesce(
        substr(
            core.read_cursor(p_after, 'audit entries', '^entry-[1-9][0-9]{0,17}$'), 7
        )::bigint,
        9223372036854775807
    );

    with page as (
        select e.*
        from core.audit_entries as e
        where
            e.table_name = p_table_name
            and e.row_id = v_row_id
            and e.id < v_before
        order by e.id desc
        limit p_page_size + 1
    ),

    shown as (
        select p.*
        from page as p
        order by p.id desc
        limit p_page_size
    )

    select jsonb_build_object(
        'items', coalesce(jsonb_agg(to_jsonb(s) order by s.id desc), '[]'),
        'next', case
            when (select count(*) from page) > p_page_size
                then 'entry-' || min(s.id)
        end
    )
    into v_answer
    from shown as s;

    return v_answer;
end;
$$;

grant execute on function core.list_history(text, text, text, integer)
to authenticated, service_role;

comment on function core.list_history(text, text, text, integer) is
$$The audit entries of one row, newest first.

`table_name` is schema.table; `row_id` is the key as text, or a JSON array for a key of
several columns; a key is compared as values, however it is spelled. Returns {items: [{id, xid, changed_at, table_name, row_id,
operation, old_values, actor_id, role, request_id, reason}], next}: old_values holds the
columns that changed, as they were, and a deleted row whole. For app roles admin and analyst.
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT422
core.invalid_argument (row_id is not a key), core.invalid_cursor, core.invalid_page_size.
Budget: 50 ms.
$$;

-- @ functions/core/list_lost_broadcasts 6dbf14b77de8d85207862a4e5c064004a0c85279aba157bfb55cc54572bdcf59
-- core.list_lost_broadcasts: events of the last hour that never became a message.
--
-- Only the newest events are looked at, so the price does not grow with the log; and an
-- event and its message are of one transaction, so the message is found by its time.
-- With the test clock on the two times differ, and nothing is said. Definer: monitoring
-- holds no grant on realtime.messages.

create or replace function core.list_lost_broadcasts(p_newest integer default 1000)
    returns table (id bigint, type text, topic text, at timestamptz)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select e.id, e.type, e.topic, e.at
    from (
        select n.id, n.type, n.topic, n.at
        from core.events as n
        order by n.xid desc, n.id desc
        limit p_newest
    ) as e
    where
        e.at between now() - interval '1 hour' and now()
        and coalesce(current_setting('rowhouse.clock', true), '') = ''
        and core._is_broadcast(e.topic)
        and not exists (
            select from realtime.messages as m
            where
                m.topic = e.topic
                and m.extension = 'broadcast'
                and m.private
                and m.inserted_at = e.at at time zone 'UTC'
                and m.payload ->> 'event_id' = e.id::text
        )
    order by e.id
$$;

grant execute on function core.list_lost_broadcasts(integer)
to service_role, app_worker, app_reader;

comment on function core.list_lost_broadcasts(integer) is
$$Of the newest events: those of broadcast topics without their Realtime message.

realtime.send reports its errors as warnings only, so they are looked for here.
$$;

-- @ functions/core/list_notifications 9a43e6c1a93f7594fecc23e39a2f21c4bf733457b9d0f7dcd0115b416e2cd313
-- core.list_notifications: the caller's notifications, newest first.
--
-- As the caller: the policies say which rows are hers. The unread are counted to 1,000.

create or replace function core.list_notifications(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_after bigint;
    v_items jsonb;
begin
    perform core.read_page_size(p_page_size);
    v_after := core.read_cursor(p_after, 'notifications', '^[1-9][0-9]{0,17}$')::bigint;

    select coalesce(jsonb_agg(to_jsonb(n) order by n.id desc), '[]')
    into v_items
    from (
        select o.id, o.kind, o.payload, o.created_at, o.read_at
        from core.notifications as o
        where
            o.user_id = core.actor_id()
            and (v_after is null or o.id < v_after)
        order by o.id desc
        limit p_page_size + 1
    ) as n;

    return jsonb_build_object(
        'items', case
            when jsonb_array_length(v_items) > p_page_size then v_items - p_page_size
            else v_items
        end,
        'next', case
            when jsonb_array_length(v_items) > p_page_size
                then v_items -> (p_page_size - 1) ->> 'id'
        end,
        'unread', (
            select count(*)
            from (
                select
                from core.notifications as o
                where o.user_id = core.actor_id() and o.read_at is null
                limit 1000
            ) as u
        )
    );
end;
$$;

grant execute on function core.list_notifications(text, integer)
to authenticated;

comment on function core.list_notifications(text, integer) is
$$The caller's notifications, newest first: {items: [{id, kind, payload, created_at,
read_at}], next, unread}.

unread counts all of them, at most to 1,000.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

-- @ functions/core/list_operation_errors 2692772742c92fc86843a2028262491447fa3bd1a118334bcdd88d759dbda8a2
-- core.list_operation_errors: one page of the items that were refused.
--
-- Definer: callers have no grant on the table; core._find_operation decides. The cursor
-- is the last item's number: no secret, and a forged one only starts elsewhere.

create or replace function core.list_operation_errors(
    p_operation_id bigint,
    p_after text default null,
    p_page_size int default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations := core._find_operation(p_operation_id);
    v_after integer;
begin
    perform core.read_page_size(p_page_size);
    v_after := coalesce(
        substr(
            core.read_cursor(p_after, 'operation errors', '^item-[1-9][0-9]{0,8}$'), 6
        )::integer,
        0
    );

    return (
        with page as (
            select e.*
            from core.operation_errors as e
            where e.operation_id = v_operation.id and e.item_number > v_after
            order by e.item_number
            limit p_page_size + 1
        ),

        shown as (
            select p.*
            from page as p
            order by p.item_number
            limit p_page_size
        )

        select jsonb_build_object(
            'items', coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'item_number', s.item_number,
                        'item', s.item,
                        'code', s.code,
                        'message', s.message,
                        'detail', s.detail,
                        'hint', s.hint
                    )
                    order by s.item_number
                ),
                '[]'
            ),
            'next', case
                when (select count(*) from page) > p_page_size
                then 'item-' || max(s.item_number)
            end
        )
        from shown as s
    );
end;
$$;

grant execute on function core.list_operation_errors(bigint, text, int)
to authenticated, service_role, app_worker;

comment on function core.list_operation_errors(bigint, text, int) is
$$The items of bulk work that were refused, in the order of the call.

Returns {items: [{item_number, item, code, message, detail, hint}], next}.
Units: item_number from 1; page_size from 1 to 500.
Errors: PT404 core.operation_not_found, PT422 core.invalid_cursor,
core.invalid_page_size.
Budget: 20 ms.
$$;

-- @ functions/core/list_webhook_deliveries 1da8015f3d61d7452cff195e003915757636d40617af60f4733eb9a6f4a8d440
-- core.list_webhook_deliveries: what was sent to one endpoint, newest first.
--
-- Invoker: row-level security decides. The cursor is the last id of the page before.

create or replace function core.list_webhook_deliveries(
    p_webhook_id uuid,
    p_status text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
begin
    perform core.read_page_size(p_page_size);
    if p_status not in ('pending', 'delivered', 'failed') then
        perform core.raise_error(
            'core.invalid_argument', 'status is pending, delivered or failed.'
        );
    end if;
    perform core.read_cursor(p_after, 'deliveries', '^[0-7][0-9a-f]{15}$');
    if not exists (
        select from core.webhook_endpoints as e
        where e.id = p_webhook_id and e.owner_id = core.actor_id()
    ) then
        perform core.raise_error(
            'core.webhook_not_found', format('You have no webhook %L.', p_webhook_id)
        );
    end if;

    with page as materialized (
        select
            d.id, d.event_id, d.event_type, d.event_at, d.status, d.step, d.lease,
            d.next_attempt_at, d.last_outcome, d.created_at, d.finished_at
        from core.webhook_deliveries as d
        where
            d.endpoint_id = p_webhook_id
            and (p_status is null or d.status = p_status)
            and (p_after is null or d.id < ('x' || p_after)::bit(64)::bigint)
        order by d.id desc
        limit p_page_size + 1
    ),

    shown as materialized (
        select *
        from page
        order by id desc
        limit p_page_size
    )

    select jsonb_build_object(
        'items', coalesce(
            (
                select jsonb_agg(
                    jsonb_build_object(
                        'id', s.id,
                        'message_id', format('evt_%s', s.event_id),
                        'event_id', s.event_id,
                        'type', s.event_type,
                        'at', s.event_at,
                        'status', s.status,
                        'outcome', s.last_outcome,
                        'attempts', s.lease,
                        'next_attempt_at',
                        case when s.status = 'pending' then s.next_attempt_at end,
                        'finished_at', s.finished_at,
                        'last_attempt', (
                            select
                                jsonb_build_object(
                                    'number', a.number,
                                    'started_at', a.started_at,
                                    'outcome', a.outcome,
                                    'status_code', a.status_code,
                                    'latency_ms', a.latency_ms,
                                    'error', a.error,
                                    'response', a.response
                                )
                            from core.webhook_attempts as a
                            where a.delivery_id = s.id
                            order by a.number desc
                            limit 1
                        )
                    )
                    order by s.id desc
                )
                from shown as s
            ),
            '[]'
        ),
        'next', case
            when (select count(*) from page) > p_page_size
                then (select encode(int8send(min(id)), 'hex') from shown)
        end
    )
    into v_answer;

    return v_answer;
end;
$$;

grant execute on function core.list_webhook_deliveries(uuid, text, text, integer)
to authenticated;

comment on function core.list_webhook_deliveries(uuid, text, text, integer) is
$$Deliveries of one of your webhooks, newest first, with the latest attempt of each.

`status` is pending, delivered or failed; null is all. Returns {items: [{id, message_id,
event_id, type, at, status, outcome, attempts, next_attempt_at, finished_at,
last_attempt}], next}. `message_id` is the `webhook-id` header, the same at every attempt.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_page_size, core.invalid_cursor,
core.invalid_argument.
Budget: 50 ms.
$$;

-- @ functions/core/log_access 4bff73fe95fa25b37d1db913c38cc113f77d6f49e5176723e8aa83198c450768
-- core.log_access: write down that the caller reads a guarded thing.
--
-- In the reader's own transaction: who got the answer is in the log, and a request that
-- failed read nothing. A read-only transaction cannot write it down, so it is refused:
-- what is guarded is not given away unseen. Definer: nobody may write the table.

create or replace function core.log_access(
    p_thing text, p_thing_id text default null, p_reason text default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._require_post(p_thing);

    insert into core.access_log (
        logged_at, actor_id, role, address, request_id, thing, thing_id, reason
    )
    values (
        core.now(),
        core.actor_id(),
        coalesce(nullif(current_setting('role'), 'none'), session_user),
        nullif(core._client_address(), 'unknown'),
        core.request_id(),
        p_thing,
        p_thing_id,
        left(p_reason, 500)
    );
end;
$$;

grant execute on function core.log_access(text, text, text)
to authenticated, service_role, app_worker;

comment on function core.log_access(text, text, text) is
$$Log that the caller reads this thing; call it before the answer.

The function that calls it must be volatile, and clients must POST.
Errors: PT405 core.post_only, PT405 core.must_be_volatile in a read-only transaction.
$$;

-- @ functions/core/maintain_partitions cb15c68553f9e25ffd5cf9f0e8fb0278abe49f6875f50893fcfd0d451c7e25b5
-- core.maintain_partitions: registered tables get their next partitions, lose old ones.
--
-- Definer: partitions are made and dropped by the owner of their table; what may be
-- made and dropped is only what a release registered. Each table is a subtransaction of
-- its own, so one that waits for a lock too long, or is broken, does not hold up the
-- others: it is named with its error, and tried again by the next run. New partitions
-- come first: without them writers stop, without retention a disk only fills.

create or replace function core.maintain_partitions()
    returns table (table_name text, made text[], dropped text[], failure text)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_registered core.partitioned_tables;
begin
    for v_registered in
        select p.*
        from core.partitioned_tables as p
        order by p.table_name
    loop
        table_name := v_registered.table_name;
        made := '{}';
        dropped := '{}';
        failure := null;

        begin
            made := array(
                select core.ensure_partitions(
                    table_name::regclass, v_registered.every, v_registered.ahead
                )
            );
        exception
            when others then
                failure := format('%s: %s', sqlstate, sqlerrm);
        end;

        begin
            if v_registered.keep is not null then
                perform pg_advisory_xact_lock_shared(
                    hashtextextended('core.legal_holds', 0)
                );
            end if;
            if v_registered.keep is not null and not core.is_held(table_name) then
                dropped := array(
                    select core.drop_partitions(
                        table_name::regclass, core.now() - v_registered.keep
                    )
                );
            end if;
        exception
            when others then
                failure := concat_ws('; ', failure, format('%s: %s', sqlstate, sqlerrm));
        end;

        return next;
    end loop;
end;
$$;

grant execute on function core.maintain_partitions() to service_role, app_worker;

comment on function core.maintain_partitions() is
$$Make and drop partitions of every table in core.partitioned_tables.

One row per table: what was made, what was dropped, and what failed (null when nothing).
$$;

-- @ functions/core/mark_notifications_read 04cb078011647d657f8ac31cb21be31a076d333cce37e06138e329d9fd8e983d
-- core.mark_notifications_read: the caller has seen these.
--
-- As the caller: other users' ids change nothing. Rows are locked in the order of their
-- ids, so two devices that mark at once wait and do not deadlock.

create or replace function core.mark_notifications_read(p_ids bigint[])
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_marked bigint[];
begin
    perform core.read_list('ids', p_ids, 0, 1000);

    with mine as (
        select n.id
        from core.notifications as n
        where
            n.id = any(p_ids)
            and n.user_id = core.actor_id()
            and n.read_at is null
        order by n.id
        for update
    ),

    marked as (
        update core.notifications as n
        set read_at = greatest(core.now(), n.created_at)
        from mine as m
        where n.id = m.id
        returning n.id
    )

    select coalesce(array_agg(m.id order by m.id), '{}')
    into v_marked
    from marked as m;

    if v_marked <> '{}' then
        perform core._emit_read(v_marked);
    end if;

    return jsonb_build_object(
        'marked', cardinality(v_marked),
        'unread', core.list_notifications(null, 1) -> 'unread'
    );
end;
$$;

grant execute on function core.mark_notifications_read(bigint[])
to authenticated;

comment on function core.mark_notifications_read(bigint[]) is
$$Mark notifications of the caller as read: {marked, unread}.

Ids that are not the caller's, or read already, are left out.
Errors: PT422 core.invalid_argument for more than 1,000 ids.
Emits: core.notification.read {v, ids} on core:notifications:<user id>.
Budget: 200 ms.
$$;

-- @ functions/core/metrics 9fd1086fb0ad6d68a501fd41bd7955987a6a6dcb18d8fbc9e849b54e4ee29069
-- core.metrics: every figure as Prometheus reads it.
--
-- Definer, as core.health is. A source that cannot answer is named in
-- rowhouse_source_failed and the others are still there. Reads only.

create or replace function core.metrics()
    returns core."text/plain"
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := '';
    v_checks jsonb;
    v_check jsonb;
    v_source core.metric_sources;
    v_series jsonb;
    v_failed jsonb := '[]'::jsonb;
begin
    perform core._require_operator();

    select coalesce(jsonb_agg(to_jsonb(c) order by c.name), '[]')
    into v_checks
    from core.check_health() as c;

    for v_check in
        select c.value || jsonb_build_object('help', h.detail)
        from jsonb_array_elements(v_checks) with ordinality as c (value, place)
        inner join core.health_checks as h on c.value ->> 'name' = h.name
        where c.value ->> 'value' is not null
        order by c.place
    loop
        v_text := v_text || core._write_metric(
            p_name => core._metric_name(v_check ->> 'name', v_check ->> 'unit'),
            p_kind => 'gauge',
            p_help => v_check ->> 'help',
            p_series => jsonb_build_array(v_check - 'labels')
        );
    end loop;

    v_text := v_text || coalesce(
        (
            select core._write_metric(
                'rowhouse_health_check_status',
                'gauge',
                '0 the check is ok, 1 it warns, 2 it fails.',
                jsonb_agg(
                    jsonb_build_object(
                        'labels', jsonb_build_object('check', c.value ->> 'name'),
                        'value', array_position(
                            array['ok', 'warn', 'fail'], c.value ->> 'status'
                        ) - 1
                    )
                )
            )
            from jsonb_array_elements(v_checks) as c (value)
        ),
        ''
    );

    for v_source in
        select m.*
        from core.metric_sources as m
        order by m.name
    loop
        begin
            v_series := core._read_metric_source(v_source.name);
            if v_series is not null then
                v_text := v_text || core._write_metric(
                    p_name => 'rowhouse_' || v_source.name,
                    p_kind => v_source.kind,
                    p_help => v_source.help,
                    p_series => v_series
                );
            end if;
        exception
            when query_canceled or others then
                v_failed := v_failed || jsonb_build_object(
                    'labels', jsonb_build_object('source', v_source.name), 'value', 1
                );
        end;
    end loop;

    if v_failed <> '[]' then
        v_text := v_text || core._write_metric(
            'rowhouse_source_failed', 'gauge',
            'Metrics that could not be read this time.', v_failed
        );
    end if;
    return v_text;
end;
$$;

grant execute on function core.metrics()
to authenticated, service_role, app_worker, app_reader;

comment on function core.metrics() is
$$Every figure in Prometheus's text exposition format, version 0.0.4.

Each health check is a gauge named after it and its unit; labelled metrics come from
core.metric_sources, each with a bound on its series. `Accept: text/plain`, as Prometheus
asks, is answered so; JSON is a string.
Units: base units, as the names say.
Errors: PT403 core.not_permitted.
Budget: 200 ms.
$$;

-- @ functions/core/normal_key 767fe9a5c8042dc4a394264ade70df5ee336b130c8e3388e8e80a654550e8a5f
-- core.normal_key: a key or a name as it is stored, whoever wrote it.
--
-- Two spellings that look the same are one key: the normal form NFC, no invisible
-- characters (zero-width spaces, soft hyphens, marks of direction), each run of white
-- space of any kind one space, none at the ends. Nothing left is null. Plain ASCII,
-- which nearly every key is, passes by the first test.

create or replace function core.normal_key(p_text text)
    returns text
    language sql
    immutable
    security invoker
    return case
        when p_text ~ '^[!-~]+( [!-~]+)*$' then p_text
        else nullif(
            btrim(
                regexp_replace(
                    regexp_replace(
                        normalize(p_text, nfc),
                        E'[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e'
                        '\u2060-\u2064\u2066-\u2069\ufeff]',
                        '', 'g'
                    ),
                    E'[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a'
                    '\u2028\u2029\u202f\u205f\u3000]+',
                    ' ', 'g'
                ),
                E' \u200c\u200d'
            ),
            ''
        )
    end;

grant execute on function core.normal_key(text) to authenticated, service_role;

comment on function core.normal_key(text) is
$$NFC, runs of white space as one space, none at the ends, nothing invisible.

Null for a text of which nothing is left.
$$;

-- @ functions/core/pause_provider dcfb59ad51385dc7ff2d28c063e548992df358950fa84dbce802eb09162a6919
-- core.pause_provider: start none of a provider's jobs before this time.
--
-- Locks the provider's row. A longer pause stays; null ends it.

create or replace function core.pause_provider(
    p_provider text, p_until_at timestamptz, p_reason text default null
)
    returns timestamptz
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_until_at timestamptz;
begin
    update core.job_providers
    set
        paused_until_at = case
            when p_until_at is not null then greatest(p_until_at, paused_until_at)
        end,
        paused_reason = case when p_until_at is not null then p_reason end
    where name = p_provider
    returning paused_until_at into v_until_at;

    if not found then
        perform core.raise_error(
            'core.unknown_provider',
    format('There is no provider %L.', core.excerpt(p_provider))
        );
    end if;
    if p_until_at is null then
        update core.jobs as j
        set run_at = core.now()
        from core.job_kinds as k
        where
            j.kind = k.kind
            and k.provider = p_provider
            and j.status = 'waiting'
            and j.wait_reason = 'provider_paused';
        perform core._ring(q.name) from core.job_queues as q;
    end if;
    return v_until_at;
end;
$$;

grant execute on function core.pause_provider(text, timestamptz, text)
to service_role, app_worker;

comment on function core.pause_provider(text, timestamptz, text) is
$$Pause a provider until a time (null: go on at once); until when it rests.

Errors: core.unknown_provider.
$$;

-- @ functions/core/pause_queue 83f411df53caa7700c7c23fdae32d0981a6dd458f90b2093a7bfa3f967fbc590
-- core.pause_queue: claim nothing from a queue before this time; null: go on.
--
-- Locks the queue's row. What runs goes on; rings when the queue goes on.

create or replace function core.pause_queue(
    p_queue text,
    p_until timestamptz default 'infinity',
    p_reason text default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update core.job_queues
    set
        paused_until_at = p_until,
        paused_reason = case when p_until is not null then p_reason end
    where name = p_queue;

    if not found then
        perform core.raise_error(
            'core.unknown_queue', format('There is no queue %L.', core.excerpt(p_queue))
        );
    end if;
    if p_until is null then
        perform core._ring(p_queue);
    end if;
end;
$$;

grant execute on function core.pause_queue(text, timestamptz, text)
to service_role, app_worker;

comment on function core.pause_queue(text, timestamptz, text) is
$$Pause a queue until a time (default: until it is resumed with null).

Errors: core.unknown_queue.
$$;

-- @ functions/core/place_hold 7398a5b9df0a34d617bc2ed577b69e72f95c729e11d5f45d9f5e7ea3e2f74157
-- core.place_hold: nothing of this table is forgotten until the hold is released.
--
-- The name is read as SQL reads it, and a table that it does not name is refused: a
-- hold that holds nothing must not look like one that does. Of a partition the whole
-- table is held. Waits for every batch of retention, partitions and pruning that is
-- under way (they take the same lock, shared), and they wait for it: when it returns,
-- none goes on that began before it.

create or replace function core.place_hold(p_table_name text, p_reason text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant regclass := core._find_table(p_table_name);
    v_id bigint;
begin
    if v_table is null then
        perform core.raise_error(
            'core.unknown_table',
            format('There is no table %s.', core.excerpt(p_table_name))
        );
    end if;
    if p_reason is null or length(p_reason) not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_argument', 'A reason has 1 to 500 characters.'
        );
    end if;

    perform pg_advisory_xact_lock(hashtextextended('core.legal_holds', 0));
    insert into core.legal_holds (held_table, reason, placed_at, placed_by)
    values (v_table, p_reason, core.now(), core.actor_id())
    returning id into v_id;
    return v_id;
end;
$$;

grant execute on function core.place_hold(text, text)
to service_role;

comment on function core.place_hold(text, text) is
$$Hold a table (<schema>.<table>) against retention and pruning; the hold's id.

It also holds tables whose rows would take rows of this one along.
Errors: PT422 core.unknown_table, core.invalid_argument.
$$;

-- @ functions/core/pre_request d15dbb3baf1b92b63183db2ff6965c288a24945faf32834f13669ecb3dc2644a
-- core.pre_request: what PostgREST runs first, in the transaction of every request.
--
-- Order: a revoked token costs nothing and leaves no trace in a limit; then the limits;
-- then the access log. All of it is undone when the request fails. A GET can be
-- refused, but neither counted nor logged (docs/limits.md). Definer: callers may read
-- none of these tables.

create or replace function core.pre_request()
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant jsonb := coalesce(
        nullif(current_setting('request.jwt.claims', true), ''), '{}'
    )::jsonb;
begin
    if v_claims ?| array['jti', 'session_id', 'sub'] then
        perform core._refuse_revoked(v_claims);
    end if;

    perform core._limit_request(v_claims);
    perform core._log_request();
end;
$$;

grant execute on function core.pre_request() to anon, authenticated, service_role;

comment on function core.pre_request() is
$$Refuse revoked tokens and callers over their limits; log access to guarded RPCs.

PostgREST calls it before each request (db-pre-request); it answers nothing.
Not exposed: as an RPC it would count its own request twice.
Errors: PT401 core.token_revoked, PT429 core.rate_limited, PT405 core.post_only, PT405
core.must_be_volatile.
Budget: 5 ms.
$$;

-- @ functions/core/raise_error 8a25226ec144d07385b7804754924f55bd7df949c4baf56467fcca54f137d931
-- core.raise_error: the one way in which a function of ours refuses.
--
-- Status and remedy come from core.error_codes, so a key that is not in the catalogue
-- cannot leave an RPC. A detail that came out null must not hide the error itself; one
-- that is too long is cut, whatever its parts were.
-- Volatile, or the planner might raise while it estimates.

create or replace function core.raise_error(p_key text, p_detail text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_code core.error_codes;
begin
    select *
    into strict v_code
    from core.error_codes
    where key = p_key;

    raise exception using
        errcode = v_code.sqlstate,
        message = v_code.key,
        detail = case
            when length(p_detail) > 1000 then left(p_detail, 999) || '…'
            else coalesce(p_detail, '')
        end,
        hint = v_code.hint;
end;
$$;

grant execute on function core.raise_error(text, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.raise_error(text, text) is
$$Refuse: raise the error of this key, with a sentence that holds the values.

Errors: the one named; P0002 when the key is not in core.error_codes.
$$;

-- @ functions/core/read_cursor 38e04d5bdff28628a87e0370e5d330461f243b7c2275eefeca9e1b960b64f182
-- core.read_cursor: a cursor of the right shape, or a refusal.
--
-- A cursor is no secret and grants nothing: a forged one of the right shape only starts
-- a page somewhere else.

create or replace function core.read_cursor(
    p_after text, p_list text, p_pattern text
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if length(p_after) > 100 or p_after !~ p_pattern then
        perform core.raise_error(
            'core.invalid_cursor',
            format('%L is no cursor of %s.', core.excerpt(p_after), p_list)
        );
    end if;
    return p_after;
end;
$$;

grant execute on function core.read_cursor(text, text, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_cursor(text, text, text) is
$$A cursor that matches p_pattern; null, the first page, stays null.

Errors: PT422 core.invalid_cursor.
$$;

-- @ functions/core/read_events 401b954abf1157f0d2dff0d0faa7d6c185415db14167a2674188d402e4316781
-- core.read_events: a consumer's next events, each once, in commit order, without a
-- gap.
--
-- Locks the consumer's row, so one batch of a consumer is read at a time, and moves it
-- in the caller's transaction: commit is the acknowledgement. When the process dies or
-- rolls back, the same events come again. Events and xmin are of one statement, hence
-- of one snapshot: every transaction below that xmin has ended, so no event can appear
-- behind the place that the consumer moves to. A short batch has seen everything below
-- xmin; the row then moves there too (once a minute at most, to spare writes), so a
-- consumer of a quiet log does not fall behind retention. A consumer that stands in the
-- future came with a restore from another cluster: the log is put right first. Definer:
-- consumers hold no write grant.

create or replace function core.read_events(p_consumer text, p_limit integer)
    returns setof core.events
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_consumer core.event_consumers;
    v_horizon core.event_horizons;
    v_events core.events[];
    v_xmin xid8;
    v_last core.events;
begin
    if exists (
        select from core.event_consumers as c
        where c.name = p_consumer and c.xid >= core._next_xid()
    ) then
        perform core.rebase_after_restore();
    end if;

    select *
    into v_consumer
    from core.event_consumers
    where name = p_consumer
    for update;

    if not found then
        perform core.raise_error(
            'core.unknown_consumer',
    format('There is no consumer %L.', core.excerpt(p_consumer))
        );
    end if;
    if p_limit is null or p_limit < 1 then
        perform core.raise_error(
            'core.invalid_argument', format('p_limit is %s, wanted 1 or more.', p_limit)
        );
    end if;

    select
        array(
            select e
            from core.events as e
            where
                (e.xid, e.id) > (v_consumer.xid, v_consumer.id)
                and e.xid < pg_snapshot_xmin(pg_current_snapshot())
            order by e.xid, e.id
            limit p_limit
        ),
        pg_snapshot_xmin(pg_current_snapshot())
    into v_events, v_xmin;

    -- Asked after the events: what was dropped in between is refused, not left out.
    select * into v_horizon from core.event_horizons;
    if (v_consumer.xid, v_consumer.id) < (v_horizon.xid, v_horizon.id) then
        perform core.raise_error(
            'core.consumer_behind',
            format(
                'Consumer %s is at %s/%s; events up to %s/%s were dropped at %s.',
                p_consumer, v_consumer.xid, v_consumer.id, v_horizon.xid, v_horizon.id,
                v_horizon.dropped_at
            )
        );
    end if;

    if cardinality(v_events) = p_limit then
        v_last := v_events[p_limit];
        update core.event_consumers
        set
            xid = v_last.xid,
            id = v_last.id,
            moved_at = core.now()
        where name = p_consumer;
    elsif cardinality(v_events) > 0
        or v_xmin > v_consumer.xid
        and v_consumer.moved_at not between
            core.now() - interval '1 minute' and core.now()
    then
        update core.event_consumers
        set
            xid = v_xmin,
            id = 0,
            moved_at = core.now()
        where name = p_consumer;
    end if;

    return query select (unnest(v_events)).*;
end;
$$;

grant execute on function core.read_events(text, integer) to service_role, app_worker;

comment on function core.read_events(text, integer) is
$$The next events of a consumer, in commit order; the caller's commit acknowledges them.

Errors: core.unknown_consumer, core.consumer_behind (retention has dropped events that
it had not read: it is never moved over them silently), core.invalid_argument.
$$;

-- @ functions/core/read_json 315e92cd842926b32946815511416b895d76a8f8d9a9421915c6bba99dbc6b6d
-- core.read_json: a jsonb argument of a caller's, or a refusal.

create or replace function core.read_json(
    p_name text,
    p_value jsonb,
    p_kind text,
    p_most integer default 1000000,
    p_key text default 'core.invalid_argument'
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_value jsonb;
begin
    if p_value is null or p_value = 'null' then
        return null;
    end if;

    v_value := core._unwrap_json(p_value, p_most);
    if jsonb_typeof(v_value) is distinct from p_kind then
        perform core.raise_error(
            p_key,
            case
                when pg_column_size(p_value) > p_most
                    then format('%s has more than %s bytes.', p_name, p_most)
                when coalesce(jsonb_typeof(v_value), jsonb_typeof(p_value)) = p_kind
                    then format('%s has more than 32 levels.', p_name)
                else format(
                    '%s is a JSON %s, not an %s.',
                    p_name, coalesce(jsonb_typeof(v_value), jsonb_typeof(p_value)), p_kind
                )
            end
        );
    end if;
    return v_value;
end;
$$;

grant execute on function core.read_json(text, jsonb, text, integer, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_json(text, jsonb, text, integer, text) is
$$A JSON object or array (p_kind), also from a JSON string that holds it; null stays.

Units: p_most is bytes.
Errors: PT422 core.invalid_argument, or p_key.
$$;

-- @ functions/core/read_list b88501ff132772f69fe9c999847de8395a33209d31f8a116a5c524bd4bfb1b88
-- core.read_list: an array argument of a caller's, or a refusal.
--
-- Of more than one dimension, an array counts, loops and searches otherwise than its
-- callers expect, where it does not fail; so it is refused, as null elements are.

create or replace function core.read_list(
    p_name text,
    p_values anyarray,
    p_least integer,
    p_most integer,
    p_key text default 'core.invalid_argument'
)
    returns anyarray
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_values is null
        or array_ndims(p_values) > 1
        or cardinality(p_values) not between p_least and p_most
    then
        perform core.raise_error(
            p_key, format('%s is not a list of %s to %s.', p_name, p_least, p_most)
        );
    end if;
    if array_position(p_values, null) is not null then
        perform core.raise_error(p_key, format('%s holds a null.', p_name));
    end if;
    return p_values;
end;
$$;

grant execute on function core.read_list(text, anyarray, integer, integer, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_list(text, anyarray, integer, integer, text) is
$$An array of one dimension with so many elements, none of them null.

Errors: PT422 core.invalid_argument, or p_key.
$$;

-- @ functions/core/read_number f9f50eb3f364d033e288a23e6241c6c8a55dae724712354e25bc37a23e2095a4
-- core.read_number: a whole number of a caller's within bounds, or a refusal.

create or replace function core.read_number(
    p_name text,
    p_value bigint,
    p_least bigint,
    p_most bigint,
    p_key text default 'core.invalid_argument'
)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_value is null or p_value not between p_least and p_most then
        perform core.raise_error(
            p_key,
            format(
                '%s is %s, not a number from %s to %s.',
                p_name, coalesce(p_value::text, 'null'), p_least, p_most
            )
        );
    end if;
    return p_value;
end;
$$;

grant execute on function core.read_number(text, bigint, bigint, bigint, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_number(text, bigint, bigint, bigint, text) is
$$A number from p_least to p_most; null is refused.

Errors: PT422 core.invalid_argument, or p_key.
$$;

-- @ functions/core/read_page_size 536f6900a805a2644d4398163737a54df9ce857af1564e4ca212aa3358adbbd9
-- core.read_page_size: how many items a page may have, or a refusal.

create or replace function core.read_page_size(p_page_size integer)
    returns integer
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return core.read_number('page_size', p_page_size, 1, 500, 'core.invalid_page_size');
end;
$$;

grant execute on function core.read_page_size(integer)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_page_size(integer) is
$$A page size from 1 to 500.

Errors: PT422 core.invalid_page_size.
$$;

-- @ functions/core/read_records ea575a2454ddaaded9102751a89de0975e03e396ac73adb46a31bc8df236f867
-- core.read_records: an array of flat records that a caller sends, or a refusal.
--
-- All records by one statement: each known field is tested by its kind, so that the
-- casts which follow read what is a number and a time in one spelling only. Keys that
-- are not known are left out of the test, and of what reads the records.

create or replace function core.read_records(
    p_name text,
    p_value jsonb,
    p_fields jsonb,
    p_most integer,
    p_item text,
    p_key text,
    p_many_key text
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_time constant text :=
        '^(19|2[0-9])[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
        '[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,20})?)?'
        '(Z|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)$';
    v_records jsonb;
    v_fault text;
begin
    v_records := core.read_json(p_name, p_value, 'array', p_most * 4000, p_key);
    if v_records is null then
        perform core.raise_error(p_key, format('%s is missing.', p_name));
    end if;
    if jsonb_array_length(v_records) > p_most then
        perform core.raise_error(
            p_many_key, format('%s %s.', jsonb_array_length(v_records), p_name)
        );
    end if;

    select
        case
            when jsonb_typeof(r.record) <> 'object'
                then format('%s %s: it is no object.', p_item, r.place)
            else format('%s %s: %s %s.', p_item, r.place, f.name, f.fault)
        end
    into v_fault
    from jsonb_array_elements(v_records) with ordinality as r (record, place)
    left join lateral (
        select
            e.name,
            case p_fields ->> e.name
                when 'text' then case
                    when jsonb_typeof(e.value) not in ('string', 'number')
                        then format('is a JSON %s, not a text', jsonb_typeof(e.value))
                    when length(e.value #>> '{}') > 200
                        then 'has more than 200 characters'
                    when e.value #>> '{}' ~ '[\u0001-\u0008\u000E-\u001F\u007F]'
                        then 'holds a control character'
                end
                when 'number' then case
                    when jsonb_typeof(e.value) not in ('string', 'number')
                        or e.value #>> '{}'
                        !~ '^-?([0-9]{1,15}(\.[0-9]{1,20})?|\.[0-9]{1,20})$'
                        then 'is no number'
                end
                when 'integer' then case
                    when jsonb_typeof(e.value) not in ('string', 'number')
                        or e.value #>> '{}' !~ '^-?[0-9]{1,10}$'
                        then 'is no whole number, or out of range'
                    when abs((e.value #>> '{}')::bigint) > 2147483647
                        then 'is no whole number, or out of range'
                end
                when 'bigint' then case
                    when jsonb_typeof(e.value) not in ('string', 'number')
                        or e.value #>> '{}' !~ '^-?[0-9]{1,18}$'
                        then 'is no whole number, or out of range'
                end
                when 'time' then case
                    when jsonb_typeof(e.value) <> 'string' or e.value #>> '{}' !~ c_time
                        then 'is no time with a zone'
                    when substr(e.value #>> '{}', 9, 2)::integer > date_part(
                        'day',
                        make_date(
                            substr(e.value #>> '{}', 1, 4)::integer,
                            substr(e.value #>> '{}', 6, 2)::integer,
                            1
                        ) + interval '1 month' - interval '1 day'
                    )
                        then 'is a day that its month has not'
                end
            end as fault
        from jsonb_each(
            case when jsonb_typeof(r.record) = 'object' then r.record end
        ) as e (name, value)
        where p_fields ? e.name and e.value <> 'null'
    ) as f on f.fault is not null
    where jsonb_typeof(r.record) <> 'object' or f.fault is not null
    order by r.place, f.name
    limit 1;
    if v_fault is not null then
        perform core.raise_error(p_key, v_fault);
    end if;
    return v_records;
end;
$$;

grant execute on function core.read_records(
    text, jsonb, jsonb, integer, text, text, text
) to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_records(
    text, jsonb, jsonb, integer, text, text, text
) is
$$Up to p_most records whose fields are of the kinds that p_fields names.

p_fields: {"<field>": "text" | "number" | "integer" | "bigint" | "time"}; a field may be
missing or null. text has 200 characters at most; number has 15 digits before the point
and 20 after it at most, as a JSON number or as plain digits in a string; time is ISO
8601 with a zone, from 1900 to 2999. p_item names one record in a refusal.
Errors: p_key, with the first record and field that is wrong; p_many_key.
$$;

-- @ functions/core/read_text 4a267405512c3f1d8ab326f556464e292373534bbf3205ccce909c76a3af2227
-- core.read_text: a text argument of a caller's, or a refusal.
--
-- Control characters other than white space are refused: no name holds one, and they
-- change what a log or a terminal shows.

create or replace function core.read_text(
    p_name text,
    p_value text,
    p_least integer,
    p_most integer,
    p_key text default 'core.invalid_argument'
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_value is null and p_least = 0 then
        return null;
    end if;
    if coalesce(length(p_value), 0) not between p_least and p_most
        or (p_least > 0 and p_value ~ '^[[:space:]\u00A0\u200B\u3000\uFEFF]*$')
    then
        perform core.raise_error(
            p_key, format('%s has not %s to %s characters.', p_name, p_least, p_most)
        );
    end if;
    if p_value ~ '[\u0001-\u0008\u000E-\u001F\u007F]' then
        perform core.raise_error(p_key,
    format('%s holds a control character.', p_name));
    end if;
    return p_value;
end;
$$;

grant execute on function core.read_text(text, text, integer, integer, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_text(text, text, integer, integer, text) is
$$A text of so many characters; null only where none is enough, then as it is.

White space alone is no text where one is wanted. Units: characters.
Errors: PT422 core.invalid_argument, or p_key.
$$;

-- @ functions/core/read_texts 298819b0d78f123a4c6672aafdf05ac828547aeedf4675e1883e0219671bf730
-- core.read_texts: an array of texts of a caller's, or a refusal.

create or replace function core.read_texts(
    p_name text,
    p_values text[],
    p_least integer,
    p_most integer,
    p_longest integer,
    p_key text default 'core.invalid_argument'
)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_value text;
begin
    perform core.read_list(p_name, p_values, p_least, p_most, p_key);
    foreach v_value in array p_values loop
        perform core.read_text('Each of ' || p_name, v_value, 1, p_longest, p_key);
    end loop;
    return p_values;
end;
$$;

grant execute on function core.read_texts(text, text[], integer, integer, integer, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_texts(text, text[], integer, integer, integer, text) is
$$A list of texts, see core.read_list; each has 1 to p_longest characters.

Errors: PT422 core.invalid_argument, or p_key.
$$;

-- @ functions/core/read_time 502a472154e66702f55202164bf7e975273ad301f2de660194f0555b1a98886d
-- core.read_time: a moment of a caller's, or a refusal.
--
-- A timestamptz may be infinite, before Christ or in the year 294276: no moment that
-- anything happened at, and arithmetic on it fails.

create or replace function core.read_time(
    p_name text,
    p_value timestamptz,
    p_key text default 'core.invalid_argument'
)
    returns timestamptz
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_value is null or p_value < '1900-01-01Z' or p_value >= '3000-01-01Z' then
        perform core.raise_error(
            p_key,
            format(
                '%s is %s, not a time from 1900 to 2999.',
                p_name, coalesce(p_value::text, 'null')
            )
        );
    end if;
    return p_value;
end;
$$;

grant execute on function core.read_time(text, timestamptz, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_time(text, timestamptz, text) is
$$A time from 1900 to 2999; null is refused.

Errors: PT422 core.invalid_argument, or p_key.
$$;

-- @ functions/core/rebase_after_restore b94f4fab8b1a41f1fc997db2c4b71368698fe249a5dc21c01726bc5d0e760894
-- core.rebase_after_restore: put a restored log below the transactions of this cluster.
--
-- A restore keeps the transaction ids of the cluster that was backed up. Where they are
-- ahead of this one's, new events would stand before old ones, and before the places of
-- consumers that have read those: they would never be read. So restored events get ids
-- below every transaction of this cluster, in the same order of reading. Neighbours
-- share an id as long as their own ids rise, so few are needed; if there are still too
-- few, the oldest events are ordered by their own id alone, and a consumer that had
-- stopped among those reads them again.
--
-- Restored is what has an id from the future, and what was written before it or before
-- a consumer that stands in the future moved; so it also mends a log that this cluster
-- has gone on writing. Each call begins a new era: cursors that clients hold end, since
-- what they have seen may be gone.
--
-- Locks: the advisory lock, then the rows of events, streams, horizon and consumers.
-- Writers are not kept out: their transactions are at or above the snapshot's xmin.
-- The owner's alone: core.read_events calls it, and `rowhouse db restore`.

create or replace function core.rebase_after_restore()
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_lowest constant bigint := 2;
    v_next xid8;
    v_last bigint;
    v_first xid8;
    v_is_moved boolean;
    v_horizon core.event_horizons;
    v_places jsonb;
    v_excess bigint := 0;
    v_count bigint := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('core.rebase_after_restore', 0));
    v_next := core._next_xid();

    select greatest(
        (select max(e.id) from core.events as e where e.xid >= v_next),
        (
            select max(e.id) from core.events as e
            where e.at <= (
                select max(c.moved_at) from core.event_consumers as c
                where c.xid >= v_next
            )
        )
    )
    into v_last;

    select least(
        pg_snapshot_xmin(pg_current_snapshot()),
        (
            select e.xid from core.events as e
            where e.id > coalesce(v_last, 0)
            order by e.xid
            limit 1
        )
    )
    into v_first;

    v_is_moved := exists (
        select from core.events as e where e.id <= v_last and e.xid >= v_first
    );

    -- Each place becomes the last restored event that it has passed; 0: it passed none,
    -- -1: it was behind retention, and stays so.
    select * into v_horizon from core.event_horizons;
    select jsonb_object_agg(
        p.name,
        case
            when (p.xid, p.id) < (v_horizon.xid, v_horizon.id) then -1
            else coalesce(
                (
                    select e.id from core.events as e
                    where e.id <= v_last and (e.xid, e.id) <= (p.xid, p.id)
                    order by e.xid desc, e.id desc
                    limit 1
                ),
                0
            )
        end
    )
    into v_places
    from (
        select c.name, c.xid, c.id from core.event_consumers as c
        union all
        select '', v_horizon.xid, v_horizon.id
    ) as p
    where p.xid >= v_next or v_is_moved and p.xid < v_first;

    if v_is_moved then
        with numbered as (
            select
                e.id,
                e.at,
                count(*) filter (where e.id < e.before)
                    over (order by e.xid, e.id) as run
            from (
                select
                    o.id,
                    o.at,
                    o.xid,
                    lag(o.id) over (order by o.xid, o.id) as before
                from core.events as o
                where o.id <= v_last
            ) as e
        ),

        fitted as (
            select
                n.id,
                n.at,
                n.run,
                greatest(
                    max(n.run) over () + c_lowest - v_first::text::bigint + 1, 0
                ) as excess
            from numbered as n
        ),

        moved as (
            update core.events as e
            set xid = (c_lowest + greatest(f.run - f.excess, 0))::text::xid8
            from fitted as f
            where e.id = f.id and e.at = f.at
            returning f.excess
        )

        select count(*), max(m.excess) into v_count, v_excess
        from moved as m;
    end if;

    update core.event_streams
    set xid = '0'
    where xid >= v_next;

    update core.event_horizons as h
    set
        xid = coalesce(p.xid, h.xid),
        id = coalesce(p.id, h.id),
        era = h.era + 1
    from (
        select r.* from (values (v_places ->> '')) as v (place)
        left join lateral core._restored_place(v.place::bigint, v_excess) as r
            on v.place is not null
    ) as p
    where h.log = 'events';

    update core.event_consumers as c
    set
        xid = r.xid,
        id = r.id
    from jsonb_each_text(v_places) as v
    cross join lateral core._restored_place(v.value::bigint, v_excess) as r
    where c.name = v.key and (c.xid >= v_next or c.xid < v_first);

    delete from core.cache_entries
    where true;
    delete from core.cache_changes
    where xid >= v_next;

    return v_count;
end;
$$;

comment on function core.rebase_after_restore() is
$$After a restore into another cluster: old events and places come before new ones.

Returns how many events it moved. The order of reading stays, no event is lost to a
consumer; cursors of changes_since end with core.cursor_expired.
$$;

-- @ functions/core/receive_webhook 09adfa5c7333ca96ef180b5be5169e33d71198eb5dfa1ddc86c06a9747c2ea23
-- core.receive_webhook: take one message of a known source, once, and enqueue its job.
--
-- Whatever is wrong with who sends it is one and the same refusal: an unknown source,
-- no or a bad signature, a time too far off, an odd id. What is signed is
-- `<id>.<time>.<body>`: an id with a point, or a time in two spellings, would let the
-- same text be cut elsewhere, into another message. An unknown source is verified all
-- the same, with a secret that nobody has, so that it takes as long. Two hashes under a
-- fresh random key are compared, which tells nothing about where they differ. The
-- receipt and its job commit together. Definer: nobody may read secrets.

create or replace function core.receive_webhook(
    p_source text, p_headers jsonb, p_body text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_id constant text := '^[!-,/-~-]{1,200}$';
    c_timestamp constant text := '^(?:0|[1-9][0-9]{0,11})$';
    v_source core.webhook_sources;
    v_sent constant jsonb := core._unwrap_json(p_headers, 100000);
    v_prefix text;
    v_headers jsonb;
    v_secrets text[];
    v_id text;
    v_timestamp text;
    v_signatures text;
    v_nonce bytea := uuid_send(gen_random_uuid());
    v_is_genuine boolean;
    v_most integer := (core.setting('core.webhook_receipt_max_bytes'))::integer;
    v_receipt_id bigint;
begin
    if octet_length(p_body) > v_most then
        perform core.raise_error(
            'core.webhook_too_large',
            format('The body has %s bytes, at most %s.', octet_length(p_body), v_most)
        );
    end if;

    select s.*
    into v_source
    from core.webhook_sources as s
    where s.name = p_source and s.is_enabled;

    -- A header that came twice, or that is no string, says nothing.
    select coalesce(jsonb_object_agg(h.name, h.value), '{}')
    into v_headers
    from (
        select lower(e.name) as name, (array_agg(e.value))[1] as value
        from jsonb_each(
            case jsonb_typeof(v_sent) when 'object' then v_sent end
        ) as e (name, value)
        group by lower(e.name)
        having count(*) = 1 and bool_and(jsonb_typeof(e.value) = 'string')
    ) as h;
    v_prefix := coalesce(v_source.header_prefix, 'webhook');
    v_id := substring(v_headers ->> (v_prefix || '-id') from c_id);
    v_timestamp := substring(v_headers ->> (v_prefix || '-timestamp') from c_timestamp);
    v_signatures := left(v_headers ->> (v_prefix || '-signature'), 2000);

    v_secrets := core._live_webhook_secrets(p_endpoint_id => null, p_source => v_source.name);
    if v_secrets = '{}' then
        v_secrets := array['whsec_' || encode(sha256(v_nonce), 'base64')];
    end if;

    select coalesce(
        bool_or(sha256(v_nonce || convert_to(g.given, 'UTF8'))
        = sha256(v_nonce || convert_to(s.signature, 'UTF8'))),
        false
    )
    into v_is_genuine
    from unnest(v_secrets) as k (secret)
    cross join lateral core._sign_webhook(
        coalesce(v_id, ''),
        coalesce(v_timestamp, '0')::bigint,
        coalesce(p_body, ''),
        array[k.secret]
    ) as s (signature)
    cross join lateral (
        select g.given
        from string_to_table(v_signatures, ' ') with ordinality as g (given, place)
        where g.place <= 10
    ) as g;

    if v_source.name is null
        or not v_is_genuine
        or p_body is null
        or v_id is null
        or v_timestamp is null
        or abs(extract(epoch from core.now()) - v_timestamp::double precision)
        > (core.setting('core.webhook_tolerance_seconds'))::double precision
    then
        perform core.raise_error(
            'core.webhook_refused', 'The message could not be verified.'
        );
    end if;

    insert into core.webhook_receipts (
        source, message_id, headers, body, traceparent, received_at
    )
    values (
        v_source.name, v_id, v_sent, p_body, core.traceparent(), core.now()
    )
    on conflict (source, message_id) do nothing
    returning id into v_receipt_id;

    if v_receipt_id is null then
        select r.id
        into v_receipt_id
        from core.webhook_receipts as r
        where r.source = v_source.name and r.message_id = v_id;
        return jsonb_build_object('receipt_id', v_receipt_id, 'duplicate', true);
    end if;

    perform core.enqueue(
        p_kind => v_source.job_kind,
        p_payload => jsonb_build_object(
            'v', 1, 'receipt_id', v_receipt_id, 'source', v_source.name
        )
    );
    return jsonb_build_object('receipt_id', v_receipt_id, 'duplicate', false);
end;
$$;

grant execute on function core.receive_webhook(text, jsonb, text) to service_role;

comment on function core.receive_webhook(text, jsonb, text) is
$$Take a signed message of a known source; `body` is the raw text that was signed.

`headers` is an object of the request's headers. Kept raw; a job processes it. A message
whose id was received before answers `duplicate: true` and does nothing. Returns
{receipt_id, duplicate}.
Errors: PT401 core.webhook_refused, the same for an unknown source, a bad signature and a
time more than 5 minutes off; PT413 core.webhook_too_large.
Budget: 20 ms.
$$;

-- @ functions/core/record_as_of 444ece9cad28fff7ff2c1780487e48c99675208e6270c09592321be8562294e2
-- core.record_as_of: one row as it was at a time: today's row, changes taken back.
--
-- Starts from the row as it is, and undoes entries from the newest to the first one
-- after that time. Dynamic SQL over the key of an audited table only. One snapshot per
-- statement: the row and its entries are read by one. The settings are those under
-- which the audit triggers write keys and values.

create or replace function core.record_as_of(
    p_table_name text,
    p_row_id text,
    p_at timestamptz
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set datestyle = 'ISO, YMD'
    set intervalstyle = 'postgres'
    set extra_float_digits = 1
    set bytea_output = 'hex'
    set lc_monetary = 'C'
as $$
declare
    v_table record;
    v_row_id text;
    v_row jsonb;
    v_entries jsonb;
    v_entry jsonb;
    v_oldest timestamptz;
begin
    perform core._require_role('admin', 'analyst');
    v_table := core._audited_table(p_table_name);
    v_row_id := core._audited_row_id(p_table_name, p_row_id);
    perform core.read_time('at', p_at);

    select min(b.from_at) into v_oldest
    from core._partition_bounds('core.audit_entries') as b;

    if
        exists (
            select from core.audit_entries as e
            where
                e.table_name = p_table_name
                and e.row_id is null
                and e.changed_at > p_at
        )
        or (
            p_at < v_oldest
            and exists (
                select from core.audit_seals as s
                where (s.month_on + interval '1 month') at time zone 'UTC' <= v_oldest
            )
        )
    then
        perform core.raise_error(
            'core.history_unavailable',
            format('What %s held at %s is not kept.', p_table_name, p_at)
        );
    end if;

    execute format(
        'select '
        '    (select to_jsonb(r) from %s as r where %s = $2), '
        '    (select jsonb_agg(jsonb_build_array(e.operation, e.old_values) '
        '        order by e.id desc) '
        '     from core.audit_entries as e '
        '     where e.table_name = $1 and e.row_id = $2 and e.changed_at > $3)',
        v_table.relation, v_table.key
    )
    into v_row, v_entries
    using p_table_name, v_row_id, p_at;

    for v_entry in select e.value from jsonb_array_elements(v_entries) as e loop
        v_row := case v_entry ->> 0
            when 'update' then v_row || (v_entry -> 1)
            when 'delete' then v_entry -> 1
        end;
    end loop;

    if v_row is not null and cardinality(v_table.masked) > 0 then
        v_row := v_row || (
            select jsonb_object_agg(m.name,
            '***') from unnest(v_table.masked) as m (name)
        );
    end if;

    return v_row;
end;
$$;

grant execute on function core.record_as_of(text, text, timestamptz)
to authenticated, service_role;

comment on function core.record_as_of(text, text, timestamptz) is
$$One row of an audited table as it was at that time; null when there was none.

Times are those at which transactions began. A masked column reads "***". For app roles
admin and analyst.
`row_id` as in list_history. Errors: PT403 core.not_permitted, PT404
core.table_not_audited, PT410 core.history_unavailable (the table was truncated since, or
retention dropped it), PT422 core.invalid_argument (row_id is not a key, at is not a time).
Budget: 50 ms.
$$;

-- @ functions/core/record_health f15ee3b2ca635702cc35ac6c1c2e94c0cc018cbd38d689a44ca7ca7bf209e008
-- core.record_health: keep what the checks said; open and clear alerts.
--
-- Definer: the watcher has no grant to write here. Rows are taken in the order of their
-- checks' names, so two watchers cannot deadlock; the unique index on open alerts makes
-- the second find the first's alert. Sample, alert and event commit together.

create or replace function core.record_health(p_results jsonb)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_hold interval :=
        make_interval(secs => (core.setting('core.alert_hold_seconds'))::numeric);
    v_one record;
    v_alert core.alerts;
    v_before text;
begin
    for v_one in
        select r.*
        from jsonb_to_recordset(p_results) as r (
            name text, status text, value numeric, unit text, detail text,
            took_ms numeric, has_answered boolean
        )
        inner join core.health_checks as c on r.name = c.name
        order by r.name
    loop
        insert into core.health_samples as s (
            name, status, value, detail, took_ms, has_answered, sampled_at
        )
        values (
            v_one.name, v_one.status, v_one.value, coalesce(v_one.detail, ''),
            coalesce(v_one.took_ms, 0), v_one.has_answered, v_now
        )
        on conflict (name) do update
        set
            status = excluded.status,
            value = excluded.value,
            detail = excluded.detail,
            took_ms = excluded.took_ms,
            has_answered = excluded.has_answered,
            sampled_at = excluded.sampled_at;

        select a.*
        into v_alert
        from core.alerts as a
        where a.check_name = v_one.name and a.cleared_at is null
        for update;

        if v_one.status = 'ok' then
            -- What was seen by a clock that was ahead counts as seen long ago.
            if v_alert.id is not null
                and v_now not between v_alert.seen_at - interval '10 seconds'
                and v_alert.seen_at + v_hold - interval '1 microsecond'
            then
                update core.alerts
                set cleared_at = greatest(v_now, opened_at)
                where id = v_alert.id;
                perform core._emit_alert('core.alert.cleared', v_alert.id);
            end if;
        elsif v_alert.id is null then
            insert into core.alerts (
                check_name, status, value, unit, detail, opened_at, seen_at
            )
            values (
                v_one.name, v_one.status, v_one.value, v_one.unit,
                coalesce(v_one.detail, ''), v_now, v_now
            )
            on conflict (check_name) where cleared_at is null do nothing
            returning * into v_alert;
            if v_alert.id is not null then
                perform core._emit_alert('core.alert.opened', v_alert.id);
            end if;
        else
            v_before := v_alert.status;
            update core.alerts
            set
                status = case when v_before = 'fail' then 'fail' else v_one.status end,
                value = v_one.value,
                detail = coalesce(v_one.detail, ''),
                seen_at = v_now
            where id = v_alert.id;
            if v_before = 'warn' and v_one.status = 'fail' then
                perform core._emit_alert('core.alert.escalated', v_alert.id);
            end if;
        end if;
    end loop;

    -- A check that a release took away has nobody left to clear its alert.
    for v_alert in
        select a.*
        from core.alerts as a
        where
            a.cleared_at is null
            and not exists (
                select
                from core.health_checks as c
                where c.name = a.check_name
            )
        order by a.check_name
        for update
    loop
        update core.alerts
        set cleared_at = greatest(v_now, opened_at)
        where id = v_alert.id;
        perform core._emit_alert('core.alert.cleared', v_alert.id);
    end loop;

    return (
        select count(*)
        from core.alerts
        where cleared_at is null
    );
end;
$$;

grant execute on function core.record_health(jsonb) to service_role, app_worker;

comment on function core.record_health(jsonb) is
$$Keep the answers of health checks as samples, open and clear alerts.

`results` are rows of core.check_health. Returns how many alerts are open. An alert is
opened once, however often the check is seen; it is cleared when the check has been ok
for core.alert_hold_seconds.
Emits: core.alert.opened, core.alert.escalated, core.alert.cleared.
$$;

-- @ functions/core/refresh_view 2a059c418eb3c20c1527df6dc0db757bea76954bba1be542d4524949e22941dd
-- core.refresh_view: compute a materialized view anew, and write down when.
--
-- Definer: only its owner may refresh a view; which views there are is a list that the
-- owner writes. Concurrently where a unique index allows it: readers go on, a second
-- refresh of the same view waits. Otherwise readers wait.
-- The refresh and its row commit together: a process that dies leaves the old contents.

create or replace function core.refresh_view(p_view text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_view regclass;
    v_is_concurrent boolean;
    v_start timestamptz := clock_timestamp();
    v_ms numeric;
begin
    select
        c.oid::regclass,
        c.relispopulated and exists (
            select
            from pg_catalog.pg_index as i
            where
                i.indrelid = c.oid
                and i.indisunique
                and i.indisvalid
                and i.indpred is null
                and i.indexprs is null
        )
    into v_view, v_is_concurrent
    from core.view_refreshes as r
    inner join pg_catalog.pg_class as c
        on c.oid = to_regclass(r.view_name) and c.relkind = 'm'
    where r.view_name = p_view;
    if v_view is null then
        perform core.raise_error(
            'core.unknown_view',
            format(
                '%s is not a materialized view of core.view_refreshes.',
                core.excerpt(p_view)
            )
        );
    end if;

    if v_is_concurrent then
        execute format('refresh materialized view concurrently %s', v_view);
    else
        execute format('refresh materialized view %s', v_view);
    end if;

    v_ms := round((extract(epoch from clock_timestamp() - v_start) * 1000)::numeric, 3);
    update core.view_refreshes
    set
        refreshed_at = core.now(),
        took_ms = v_ms
    where view_name = p_view;
    return round(v_ms);
end;
$$;

grant execute on function core.refresh_view(text) to service_role, app_worker;

comment on function core.refresh_view(text) is
$$Compute a materialized view anew; returns how long it took.

Units: milliseconds.
Errors: PT404 core.unknown_view.
$$;

-- @ functions/core/replay_webhooks_since 83f4f950e9c2376683cfad642d3a9ebaaefb3b0a748f17dccd8886c3b15ec21f
-- core.replay_webhooks_since: send everything since a moment again, also what was
-- missed.
--
-- From the log, not from the deliveries: events of the time in which the endpoint was
-- disabled come too. Definer: nobody may write deliveries directly; the caller is the
-- owner, so core.can_read_topic judges by the owner's own token. Locks circuit,
-- endpoint, deliveries. One statement: all or nothing.

create or replace function core.replay_webhooks_since(
    p_webhook_id uuid, p_since timestamptz
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints := core._lock_webhook(p_webhook_id);
    v_max integer := (core.setting('core.webhook_replay_max'))::integer;
    v_events bigint[];
    v_queued integer;
begin
    if v_endpoint.status <> 'active' then
        perform core.raise_error(
            'core.webhook_disabled', format('Webhook %s is disabled.', v_endpoint.id)
        );
    end if;
    perform core.read_time('since', p_since);
    if p_since > core.now() then
        perform core.raise_error('core.invalid_argument',
        'since is a moment in the past.');
    end if;

    select array_agg(m.id)
    into v_events
    from (
        select e.id
        from core.events as e
        where
            e.at >= p_since
            and core._matches_event_type(v_endpoint.event_types, e.type)
            and core.can_read_topic(e.topic)
        limit v_max + 1
    ) as m;
    if cardinality(v_events) > v_max then
        perform core.raise_error(
            'core.too_much_to_replay',
            format('There are more than %s events since %s.', v_max, p_since)
        );
    end if;

    insert into core.webhook_deliveries as d (
        endpoint_id, event_id, event_type, event_at, topic, body, traceparent,
        next_attempt_at, created_at
    )
    select
        p_webhook_id, e.id, e.type, e.at, e.topic, core._webhook_body(e), e.traceparent,
        core.now(), core.now()
    from core.events as e
    where e.at >= p_since and e.id = any(v_events)
    order by e.xid, e.id
    on conflict (endpoint_id, event_id) do update
    set
        status = 'pending', step = 0, next_attempt_at = excluded.next_attempt_at,
        finished_at = null, leased_by = null, leased_until_at = null
    where d.leased_by is null or d.leased_until_at <= core.now();
    get diagnostics v_queued = row_count;

    return jsonb_build_object('id', p_webhook_id, 'queued', v_queued);
end;
$$;

grant execute on function core.replay_webhooks_since(
    uuid, timestamptz
) to authenticated;

comment on function core.replay_webhooks_since(uuid, timestamptz) is
$$Send every matching event since a moment, whether or not it was sent before.

Each keeps its `webhook-id`. Returns {id, queued}. What is being sent right now is left
alone; what retention has removed from the log is gone.
Errors: PT404 core.webhook_not_found; PT409 core.webhook_disabled; PT422
core.invalid_argument, core.too_much_to_replay.
Budget: 200 ms.
$$;

-- @ functions/core/report_slow_statements 7bedbad0d2f494e7a2afed15668de7994f991ae3eaaf1d82cb7ce95afa8d6afa
-- core.report_slow_statements: where the database's time goes, by RPC name.
--
-- Definer, as core.health is: a signed-in user needs app role admin. Reads only.

create or replace function core.report_slow_statements(p_page_size int default 20)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._require_operator();
    perform core.read_page_size(p_page_size);

    return (
        with budgets as (
            select
                p.proname::text as rpc,
                max(
                    substring(
                        obj_description(p.oid, 'pg_proc')
                        from 'Budget: ([0-9]+) ms'
                    )::numeric
                ) as budget_ms
            from pg_catalog.pg_proc as p
            where p.pronamespace = 'api'::regnamespace
            group by p.proname
        ),

        slowest as (
            select
                s.*,
                round(s.total_ms / nullif(s.calls, 0), 3) as mean_ms,
                b.budget_ms
            from core._read_statements() as s
            left join budgets as b on s.rpc = b.rpc
            order by s.total_ms desc
            limit p_page_size
        )

        select jsonb_build_object(
            'items',
            coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'rpc', w.rpc,
                        'statement', w.statement,
                        'calls', w.calls,
                        'total_ms', w.total_ms,
                        'mean_ms', w.mean_ms,
                        'max_ms', w.max_ms,
                        'budget_ms', w.budget_ms,
                        'is_over_budget', coalesce(w.mean_ms > w.budget_ms, false),
                        'rows', w.rows_total,
                        'hit_ratio', w.hit_ratio
                    )
                    order by w.total_ms desc
                ),
                '[]'
            )
        )
        from slowest as w
    );
end;
$$;

grant execute on function core.report_slow_statements(int)
to authenticated, service_role, app_worker, app_reader;

comment on function core.report_slow_statements(int) is
$$Statements by the time they took in all, added up by the RPC that they call.

Returns {items: [{rpc, statement, calls, total_ms, mean_ms, max_ms, budget_ms,
is_over_budget, rows, hit_ratio}]}: `statement` stands where no RPC is called,
`is_over_budget` compares the mean with the RPC's own budget. Empty without
pg_stat_statements.
Units: milliseconds; hit_ratio from 0 to 1.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

-- @ functions/core/reset_consumer 40cbc1d52996354fb81cd5d95207b01af9bca59495c8d382f2185ce34794ed45
-- core.reset_consumer: move a consumer on purpose, after what it feeds was rebuilt.
--
-- Locks the consumer's row, so it waits for a batch that is being read.

create or replace function core.reset_consumer(p_name text, p_to text default 'now')
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_to is null or p_to not in ('now', 'start') then
        perform core.raise_error(
            'core.invalid_argument',
    format('p_to is %L, wanted now or start.', core.excerpt(p_to))
        );
    end if;

    update core.event_consumers as c
    set
        xid = case p_to
            when 'now' then pg_snapshot_xmin(pg_current_snapshot()) else h.xid
        end,
        id = case p_to when 'now' then 0 else h.id end,
        moved_at = core.now()
    from core.event_horizons as h
    where c.name = p_name;

    if not found then
        perform core.raise_error(
            'core.unknown_consumer',
    format('There is no consumer %L.', core.excerpt(p_name))
        );
    end if;
end;
$$;

grant execute on function core.reset_consumer(text, text) to service_role, app_worker;

comment on function core.reset_consumer(text, text) is
$$Move a consumer to now, or back to the oldest event that is kept.

Errors: core.unknown_consumer, core.invalid_argument.
$$;

-- @ functions/core/retention_report f518dce2f45ca323f53075a4789aeceb8609033957440f6b585c5b6f8c78d0bb
-- core.retention_report: every table that forgets, its holds and what the last run did.

create or replace function core.retention_report()
    returns table (
    table_name text,
    method text,
    keep interval,
    holds text[],
    last_run_at timestamptz,
    last_outcome text,
    last_rows bigint,
    last_partitions text[],
    last_detail text
)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with tables as (
        select p.table_name, p.method, p.keep
        from core.retention_policies as p

        union all

        -- Tables that are only cut by time forget by their row there.
        select t.table_name, 'partition', t.keep
        from core.partitioned_tables as t
        where
            t.keep is not null
            and not exists (
                select from core.retention_policies as p
                where p.table_name = t.table_name
            )
    )

    select
        t.table_name,
        t.method,
        t.keep,
        array(
            select h.reason
            from core._list_holds(t.table_name) as h
            order by h.id
        ),
        r.ran_at,
        r.outcome,
        r.rows,
        r.partitions,
        r.detail
    from tables as t
    left join lateral (
        select n.*
        from core.retention_runs as n
        where n.table_name = t.table_name and not n.is_dry_run
        order by n.id desc
        limit 1
    ) as r on true
    order by t.table_name
$$;

grant execute on function core.retention_report()
to service_role, app_reader;

comment on function core.retention_report() is
$$Per table: how long rows are kept, the holds in force, and the last run.
$$;

-- @ functions/core/revert_change 483a09b1dda2048925ea91b41977bae9a76dc76c3c82e2378f21551f381e7de1
-- core.revert_change: take one change back, unless the row has moved on since.
--
-- Locks the row first, then looks for a later entry: whoever changed the row before has
-- committed by then and is seen, whoever comes later waits for this transaction. A row
-- that is deleted can not be locked; putting it back meets the unique index if another
-- came first. Dynamic SQL over an audited table only. Triggers, constraints and the
-- audit itself see an ordinary change, with a reason that names the entry. One
-- transaction: a caller that dies has changed nothing. The settings are those under
-- which the audit triggers write keys and values.
--
-- Definer: old values are no caller's to read or write; app role admin decides, and
-- only of tables that the owner lists in core.revertible_tables.

create or replace function core.revert_change(p_entry_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set datestyle = 'ISO, YMD'
    set intervalstyle = 'postgres'
    set extra_float_digits = 1
    set bytea_output = 'hex'
    set lc_monetary = 'C'
as $$
declare
    v_entry core.audit_entries;
    v_table record;
    v_columns text;
    v_values text;
    v_had_reason text := current_setting('rowhouse.reason', true);
    v_row jsonb;
    v_is_there boolean;
    v_rule text;
begin
    perform core._require_role('admin');

    select e.* into v_entry
    from core.audit_entries as e
    where e.id = p_entry_id;
    if not found then
        perform core.raise_error(
            'core.entry_not_found', format('There is no audit entry %s.', p_entry_id)
        );
    end if;
    v_table := core._audited_table(v_entry.table_name);
    if
        not exists (
            select from core.revertible_tables as r
            where r.audited_table = v_table.relation and r.is_allowed
        )
        and not pg_has_role(
            core._acting_role()::name,
            (select c.relowner from pg_catalog.pg_class as c where c.oid = v_table.relation),
            'usage'
        )
    then
        perform core.raise_error(
            'core.not_revertible',
            format('%s is not in core.revertible_tables.', v_entry.table_name)
        );
    end if;
    if v_entry.operation = 'truncate' then
        perform core.raise_error(
            'core.not_revertible', format('Entry %s is a truncate.', v_entry.id)
        );
    end if;
    if v_entry.old_values ?| v_table.masked then
        perform core.raise_error(
            'core.not_revertible',
            format(
                'Entry %s changed a masked column: %s.',
                v_entry.id, array_to_string(v_table.masked, ', ')
            )
        );
    end if;

    execute format(
        'select to_jsonb(r) from %s as r where %s = $1 for update',
        v_table.relation, v_table.key
    )
    into v_row
    using v_entry.row_id;
    v_is_there := v_row is not null;

    if
        v_is_there = (v_entry.operation = 'delete')
        or exists (
            select from core.audit_entries as e
            where
                e.table_name = v_entry.table_name
                and e.row_id = v_entry.row_id
                and e.id > v_entry.id
        )
    then
        perform core.raise_error(
            'core.row_moved_on',
            format(
                'Row %s of %s has changed since entry %s.',
                v_entry.row_id, v_entry.table_name, v_entry.id
            )
        );
    end if;

    perform set_config('rowhouse.reason', format('revert of entry %s', v_entry.id), true);

    -- An entry holds null for SQL's null and for JSON's; where a column refuses the first,
    -- it was the second.
    select
        string_agg(format('%I', a.attname), ', ' order by a.attnum),
        string_agg(
            format(
                case
                    when
                        (a.attnotnull or t.typnotnull)
                        and coalesce(nullif(t.typbasetype, 0), t.oid) in (
                            'json'::regtype, 'jsonb'::regtype
                        )
                        then 'coalesce(%I, ''null'')'
                    else '%I'
                end,
                a.attname
            ),
            ', '
            order by a.attnum
        )
    into v_columns, v_values
    from pg_catalog.pg_attribute as a
    inner join pg_catalog.pg_type as t on a.atttypid = t.oid
    where
        a.attrelid = v_table.relation
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated = ''
        and v_entry.old_values ? a.attname;

    begin
        case v_entry.operation
            when 'insert' then
                execute format(
                    'delete from %s as r where %s = $1', v_table.relation, v_table.key
                )
                using v_entry.row_id;
                v_row := null;
            when 'update' then
                execute format(
                    'update %1$s as r '
                    'set (%2$s) = (select %3$s from jsonb_populate_record(null::%1$s, $2)) '
                    'where %4$s = $1 returning to_jsonb(r)',
                    v_table.relation, v_columns, v_values, v_table.key
                )
                into v_row
                using v_entry.row_id, v_entry.old_values;
            else
                execute format(
                    'insert into %1$s as r (%2$s) overriding system value '
                    'select %3$s from jsonb_populate_record(null::%1$s, $1) '
                    'returning to_jsonb(r)',
                    v_table.relation, v_columns, v_values
                )
                into v_row
                using v_entry.old_values;
        end case;
    exception
        when integrity_constraint_violation then
            get stacked diagnostics v_rule = constraint_name;
            perform core.raise_error(
                'core.row_moved_on',
                format(
                    'Row %s of %s cannot be as it was: %s of today refuses it.',
                    core.excerpt(v_entry.row_id), v_entry.table_name, v_rule
                )
            );
    end;

    perform set_config('rowhouse.reason', coalesce(v_had_reason, ''), true);

    return v_row;
end;
$$;

grant execute on function core.revert_change(bigint) to authenticated, service_role;

comment on function core.revert_change(bigint) is
$$Undo one audited change; returns the row as it is now, null when that removed it.

For app role admin.
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, core.table_not_audited,
PT409 core.row_moved_on (it changed again since, or a constraint of today refuses it),
PT422 core.not_revertible (a truncate, a masked column, or a table that
core.revertible_tables lacks); what the table's own triggers raise.
Budget: 200 ms.
$$;

-- @ functions/core/revoke_token f0663c255f605bc6432ed5b1c49f6d90020993a68b46072f972aabbf23080d8d
-- core.revoke_token: refuse one token from now on.
--
-- Which token belongs to whom is written in the token alone, so a user can name no
-- other than the one that the request carries. Revoked twice is revoked once, until
-- the later of both times. A token without `exp` never expires, nor does its
-- revocation; who revokes another's names a time, so that the row goes some day. One
-- statement: nothing is half done.

create or replace function core.revoke_token(p_jti text, p_expires_at timestamptz)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant jsonb := coalesce(
        nullif(current_setting('request.jwt.claims', true), ''), '{}'
    )::jsonb;
    v_is_own constant boolean := coalesce(
        p_jti in (v_claims ->> 'jti', v_claims ->> 'session_id'), false
    );
    v_expires_at timestamptz := p_expires_at;
begin
    perform core.read_text('jti', p_jti, 1, 200);
    if p_expires_at is not null then
        perform core.read_time('expires_at', p_expires_at);
    end if;
    if p_expires_at > core.now() + interval '10 years' then
        perform core.raise_error(
            'core.invalid_argument', 'expires_at is more than 10 years ahead.'
        );
    end if;
    if not v_is_own and not core._may_administer() then
        perform core.raise_error(
            'core.not_permitted',
            'A token that the request does not carry can be revoked by an admin only.'
        );
    end if;
    if v_is_own then
        v_expires_at := greatest(
            v_expires_at, coalesce(core._claim_time(v_claims, 'exp'), 'infinity')
        );
    end if;
    if v_expires_at is null then
        perform core.raise_error(
            'core.invalid_argument', 'expires_at must say when the token expires.'
        );
    end if;

    insert into core.revoked_tokens as t (jti, revoked_at, expires_at, revoked_by)
    values (p_jti, core.now(), v_expires_at, core.actor_id())
    on conflict (jti) do update
    set expires_at = greatest(t.expires_at, excluded.expires_at);
end;
$$;

grant execute on function core.revoke_token(text, timestamptz)
to authenticated, service_role;

comment on function core.revoke_token(text, timestamptz) is
$$Refuse one token from now on: the one that the caller presents, any for an admin.

jti is the token's `jti`, or its `session_id` where tokens have no jti. The revocation is
kept until expires_at, at most 10 years, for the caller's own token at least until its
`exp`, for ever where it has none.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Budget: 200 ms.
$$;

-- @ functions/core/revoke_user_tokens f190c9e63aba4e5e25c68cd94f55c41579e4c8b661a427350046e4af3cea42a6
-- core.revoke_user_tokens: refuse every token that a user holds now.
--
-- One row a user, moved forward only: two calls at once agree on the later moment. One
-- that a clock ahead has made is not later, but wrong.

create or replace function core.revoke_user_tokens(p_user_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_user_id is null then
        perform core.raise_error('core.invalid_argument', 'user_id must be given.');
    end if;
    if p_user_id is distinct from core.actor_id() and not core._may_administer() then
        perform core.raise_error(
            'core.not_permitted',
            'The tokens of another user can be revoked by an admin only.'
        );
    end if;

    insert into core.revoked_users as u (user_id, issued_until_at, revoked_by)
    values (p_user_id, core.now(), core.actor_id())
    on conflict (user_id) do update
    set
        issued_until_at = case
            when u.issued_until_at between excluded.issued_until_at
                and excluded.issued_until_at + interval '10 minutes'
                then u.issued_until_at
            else excluded.issued_until_at
        end,
        revoked_by = excluded.revoked_by;
end;
$$;

grant execute on function core.revoke_user_tokens(uuid) to authenticated, service_role;

comment on function core.revoke_user_tokens(uuid) is
$$Refuse every token that was issued to a user until now: the caller's own, or anyone's
for an admin.

The next token, issued a second later or more, is good again.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Budget: 200 ms.
$$;

-- @ functions/core/run_health_watch 138b8f7ad2a060a6d10bb12267fbb99ed219485143806ece88afa50fedf07b65
-- core.run_health_watch: the job that looks at every health check.

create or replace function core.run_health_watch(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('job', p_job.id, 'open_alerts', core.watch_health())
$$;


comment on function core.run_health_watch(core.jobs) is
$$Handler of jobs of kind core.watch_health.

Emits: core.alert.opened, core.alert.escalated, core.alert.cleared.
$$;

-- @ functions/core/run_operation b6817d7ce19ceeaec47b286cded3a4a2eb438d77d2638f7fa4e11b0c8d583811
-- core.run_operation: the job that works on an operation.
--
-- Locks and crashes as core.work_operation says.

create or replace function core.run_operation(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select to_jsonb(
        core.work_operation(
            p_operation_id => (p_job.payload ->> 'operation_id')::bigint,
            p_lane => (p_job.payload ->> 'lane')::integer
        )
    )
$$;


comment on function core.run_operation(core.jobs) is
$$Handler of jobs of kind core.run_operation: one slice of {operation_id, lane}.

Emits: core.operation.finished.
$$;

-- @ functions/core/run_pulse 9e562823b63194bc3997bf68b2ad8759572b1eb309f9ffb9e049ac0b4776aa42
-- core.run_pulse: call a pulse once.
--
-- The name comes from a release's seed; what it may is decided by its own grants.

create or replace function core.run_pulse(p_name text)
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function text;
    v_has_more boolean;
begin
    select p.sql_function
    into v_function
    from core.pulses as p
    where p.name = p_name;
    if not found then
        perform core.raise_error(
            'core.invalid_argument',
    format('There is no pulse %L.', core.excerpt(p_name))
        );
    end if;

    execute format(
        'select %I.%I()', split_part(v_function, '.', 1), split_part(v_function, '.', 2)
    )
    into v_has_more;
    return v_has_more;
end;
$$;

grant execute on function core.run_pulse(text) to service_role, app_worker;

comment on function core.run_pulse(text) is
$$Call a pulse; whether it has more to do at once.

Errors: PT422 core.invalid_argument for an unknown one.
$$;

-- @ functions/core/run_refresh_cache 9f09bd75db158ad6ad16ab609af1fcd9061c545fff6d84c9ddfb4cc367b86113
-- core.run_refresh_cache: the job that renews one answer.
--
-- Under the lock of core.cached, so a renewal and a first computation do not run at
-- once. A job that comes late, after somebody renewed the answer, does nothing.

create or replace function core.run_refresh_cache(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cache constant text := p_job.payload ->> 'cache';
    v_arguments constant jsonb := p_job.payload -> 'arguments';
    v_entry core.cache_entries;
begin
    perform pg_advisory_xact_lock(
        hashtextextended('core.cached:' || v_cache || v_arguments::text, 0)
    );
    v_entry := core._read_cache(v_cache, v_arguments);
    if v_entry.expires_at > core.now()
        and v_entry.computed_at <= core.now() + interval '10 seconds'
        or not exists (select from core.caches as c where c.name = v_cache)
    then
        return;
    end if;

    perform core._compute_cache(v_cache, v_arguments);
end;
$$;

comment on function core.run_refresh_cache(core.jobs) is
$$Handler of core.refresh_cache.
$$;

-- @ functions/core/run_schedule 415dd01a1def86d7480fe98d5e48550f7c8981563889eee12fd6b71f169001b5
-- core.run_schedule: one tick of a schedule, for pg_cron, which knows when.
--
-- The minute is the tick. Locks the schedule; the worker, which ticks the same way
-- (take_tick), takes none that is not later than the last one run.

create or replace function core.run_schedule(p_name text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_tick_at timestamptz := date_trunc('minute', core.now());
    v_schedule core.job_schedules;
begin
    update core.job_schedules as s
    set last_run_at = v_tick_at
    where
        s.name = p_name
        and s.is_enabled
        and (
            s.last_run_at is null
            or s.last_run_at < v_tick_at
            or s.last_run_at > core.now() + interval '10 seconds'
        )
    returning s.* into v_schedule;

    if not found then
        if not exists (select from core.job_schedules where name = p_name) then
            perform core.raise_error(
                'core.unknown_schedule',
    format('There is no schedule %L.', core.excerpt(p_name))
            );
        end if;
        return null;
    end if;
    return core.enqueue(
        p_kind => v_schedule.kind,
        p_payload => v_schedule.payload || jsonb_build_object('tick_at', v_tick_at),
        p_queue => v_schedule.queue,
        p_dedupe_key => format('schedule:%s:%s', p_name, extract(epoch from v_tick_at))
    );
end;
$$;

grant execute on function core.run_schedule(text) to service_role, app_worker;

comment on function core.run_schedule(text) is
$$Enqueue the job of a schedule for this minute; null when it has been already.

Errors: core.unknown_schedule.
$$;

-- @ functions/core/run_warm_caches f11ef8c1154c93ae370ecca99cd157b0cb70ea831536a9ac8ec92f9ab7aa8027
-- core.run_warm_caches: the job that keeps warm what a release wants warm.
--
-- It only enqueues: each answer is computed by a job of its own, so one that fails or
-- takes long holds up no other. What stays fresh past the next run is left alone.

create or replace function core.run_warm_caches(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cache text;
    v_arguments jsonb;
    v_entry core.cache_entries;
begin
    for v_cache, v_arguments in
        select
            c.name,
            a.arguments
        from core.caches as c
        cross join jsonb_array_elements(c.warm) as a (arguments)
        order by c.name
    loop
        v_entry := core._read_cache(v_cache, v_arguments);
        if coalesce(
            v_entry.expires_at <= core.now()
            or v_entry.computed_at > core.now() + interval '10 seconds',
            true
        ) then
            raise debug 'job %: % is cold', p_job.id, v_cache;
            perform core.enqueue(
                'core.refresh_cache',
                jsonb_build_object('cache', v_cache, 'arguments', v_arguments),
                p_queue => 'maintenance',
                p_dedupe_key => v_cache || ':' || md5(v_arguments::text)
            );
        end if;
    end loop;
end;
$$;

comment on function core.run_warm_caches(core.jobs) is
$$Handler of core.warm_caches.
$$;

-- @ functions/core/set_reason da97a9722da916831cc7d98a45bd618e5667663cad0f4561cb1cb42f455fde63
-- core.set_reason: why the rest of this transaction changes what it changes.
--
-- A call that is a transaction of its own has no rest: a client that forgot `begin` is
-- warned. Such a call stands alone in its call stack, and its statement began when its
-- transaction did.

create or replace function core.set_reason(p_reason text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stack text;
begin
    perform core.read_text('reason', p_reason, 0, 500);

    perform set_config('rowhouse.reason', coalesce(p_reason, ''), true);

    get diagnostics v_stack = pg_context;
    if strpos(v_stack, E'\n') = 0 and statement_timestamp() = transaction_timestamp() then
        raise warning 'the reason ends with this statement'
        using hint = 'Send begin first, then core.set_reason, the changes, and commit.';
    end if;
end;
$$;

grant execute on function core.set_reason(text)
to authenticated, service_role, app_worker;

comment on function core.set_reason(text) is
$$Put this reason on every audit entry that the rest of the transaction writes.

Null or an empty text takes it back. Outside a transaction block it lasts for no change:
a warning says so. Errors: core.invalid_argument PT422 above 500 characters.
$$;

-- @ functions/core/settle_clock acfe82c777018f171e38ede39ceef26ea73a6770dbb71bd3f5b4a025e12d3662
-- core.settle_clock: when the clock was set back, bring back what it put ahead.
--
-- A clock that was ahead for a while leaves times that nothing passes for as long:
-- leases, retries, ticks, revocations. Noticed by the mark of core.clock_marks; what is
-- ahead then moves to where it would be had the clock been right. Waits keep their
-- length where the row says when they began, else they end. A job that was enqueued for
-- a time more than an hour away keeps it: that is a date, not a wait. Run again for ten
-- minutes, since a transaction that began before may commit its times later; steps over
-- locked rows, which the next run finds. Rows that decide by themselves need nothing
-- here: buckets (take_token, _refill_provider, claim_webhooks), cached answers, alerts,
-- samples.
--
-- Locks the mark, without waiting, then rows of one table after the other. Definer: the
-- worker may write none of these tables.

create or replace function core.settle_clock()
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    -- Transactions see the clock at their start: so far it may seem to go back by itself.
    v_latest timestamptz := v_now + interval '10 seconds';
    v_mark core.clock_marks;
    v_ahead interval;
    v_rows integer;
    v_moved integer := 0;
begin
    select * into v_mark from core.clock_marks;
    if v_mark.seen_at between v_now - interval '5 seconds' and v_latest
        and not coalesce(
            v_mark.went_back_at > v_now - interval '10 minutes'
            and v_mark.settled_at < v_now - interval '10 seconds',
            false
        )
    then
        return 0;
    end if;

    insert into core.clock_marks (seen_at) values (v_now) on conflict do nothing;
    select * into v_mark from core.clock_marks for update skip locked;
    if not found then
        return 0;
    end if;
    if v_mark.seen_at > v_latest then
        v_ahead := v_mark.seen_at - v_now;
    end if;
    update core.clock_marks as m
    set
        seen_at = v_now,
        settled_at = v_now,
        went_back_at = case
            when v_ahead is not null or m.went_back_at > v_now then v_now
            else m.went_back_at
        end,
        went_back_seconds = coalesce(
            round(extract(epoch from v_ahead), 3), m.went_back_seconds
        )
    where m.is_only;
    if v_ahead is null
        and coalesce(v_mark.went_back_at <= v_now - interval '10 minutes', true)
    then
        return 0;
    end if;

    -- A schedule whose next tick is forgotten has missed nothing: a worker computes it.
    update core.job_schedules as s
    set
        next_run_at = null,
        last_run_at = case when s.last_run_at <= v_latest then s.last_run_at end
    where
        s.last_run_at > v_latest
        or v_ahead is not null and s.next_run_at > v_now;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    with ahead as (
        select j.id
        from core.jobs as j
        where
            j.heartbeat_at > v_latest
            or j.enqueued_at > v_latest
            or v_ahead is not null
            and j.status = 'waiting'
            and j.wait_reason not in ('scheduled', 'retry')
            and j.run_at > v_now
        for update skip locked
    )

    update core.jobs as j
    set
        lease_expires_at = case
            when j.heartbeat_at > v_latest
                then v_now + (j.lease_expires_at - j.heartbeat_at)
            else j.lease_expires_at
        end,
        run_at = case
            when j.status <> 'waiting' then least(j.run_at, v_now)
            when j.wait_reason = 'retry' and j.heartbeat_at > v_latest
                then v_now + (j.run_at - j.heartbeat_at)
            when j.wait_reason = 'scheduled'
                then case
                    when j.enqueued_at > v_latest
                        and j.run_at <= j.enqueued_at + interval '1 hour'
                        then v_now + (j.run_at - j.enqueued_at)
                    else j.run_at
                end
            when j.wait_reason = 'retry' then j.run_at
            else least(j.run_at, v_now)
        end,
        heartbeat_at = case when j.heartbeat_at is not null then least(j.heartbeat_at, v_now) end,
        started_at = case when j.started_at is not null then least(j.started_at, v_now) end,
        enqueued_at = least(j.enqueued_at, v_now)
    from ahead as a
    where j.id = a.id;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    update core.job_providers as p
    set
        paused_until_at = greatest(v_now, p.paused_until_at - v_ahead),
        refilled_at = least(p.refilled_at, v_now)
    where
        p.paused_until_at > v_now
        and p.paused_until_at < v_mark.seen_at + interval '1 day'
        and v_ahead is not null;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    with ahead as (
        select c.endpoint_id
        from core.webhook_circuits as c
        where c.claimed_at > v_latest or c.failing_since_at > v_latest
        for update skip locked
    )

    update core.webhook_circuits as c
    set
        resume_at = case
            when c.resume_at > c.claimed_at and c.claimed_at > v_latest
                then v_now + (c.resume_at - c.claimed_at)
            else c.resume_at
        end,
        claimed_at = case when c.claimed_at is not null then least(c.claimed_at, v_now) end,
        failing_since_at = case
            when c.failing_since_at is not null then least(c.failing_since_at, v_now)
        end
    from ahead as a
    where c.endpoint_id = a.endpoint_id;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    with ahead as (
        select
            d.id,
            v_now + coalesce(core._next_webhook_delay(d.step), interval '1 minute') as latest_at
        from core.webhook_deliveries as d
        where
            d.status = 'pending'
            and (d.next_attempt_at > v_latest or d.leased_until_at > v_latest)
        for update skip locked
    )

    update core.webhook_deliveries as d
    set
        next_attempt_at = case
            when d.leased_by is not null
                then least(d.next_attempt_at, v_now + interval '1 minute')
            else least(d.next_attempt_at, a.latest_at)
        end,
        leased_until_at = case
            when d.leased_by is not null
                then least(d.leased_until_at, v_now + interval '1 minute')
        end
    from ahead as a
    where
        d.id = a.id
        and (
            d.leased_until_at > v_now + interval '1 minute'
            or d.leased_by is null and d.next_attempt_at > a.latest_at
        );
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    update core.webhook_secrets as s
    set expires_at = v_now + make_interval(
        secs => (core.setting('core.webhook_overlap_seconds'))::double precision
    )
    where s.expires_at > v_now + make_interval(
        secs => (core.setting('core.webhook_overlap_seconds'))::double precision
    );
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    -- Tokens that are issued from now on are good again.
    update core.revoked_users as u
    set issued_until_at = v_now
    where u.issued_until_at > v_latest;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    update core.idempotency_keys as k
    set
        expires_at = v_now + (k.expires_at - k.created_at),
        created_at = v_now
    where k.created_at > v_latest;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    update core.cache_entries as e
    set
        expires_at = v_now,
        stale_until_at = v_now + (e.stale_until_at - e.computed_at),
        computed_at = v_now
    where e.computed_at > v_latest;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    with ahead as (
        select o.id
        from core.operations as o
        where o.progressed_at > v_latest and o.finished_at is null
        for update skip locked
    )

    update core.operations as o
    set
        created_at = least(o.created_at, v_now),
        started_at = case when o.started_at is not null then least(o.started_at, v_now) end,
        progressed_at = v_now
    from ahead as a
    where o.id = a.id;
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    delete from core.job_sleepers as s
    where s.expires_at > clock_timestamp() + interval '1 hour';
    get diagnostics v_rows = row_count;
    v_moved := v_moved + v_rows;

    return v_moved;
end;
$$;

grant execute on function core.settle_clock() to service_role, app_worker;

comment on function core.settle_clock() is
$$Notice that the clock was set back, and bring back what lies ahead of it.

Returns how many rows. A worker calls it before it takes ticks. Health check core.clock tells of it for an hour.
$$;

-- @ functions/core/start_operation 21f399d88e3af3752e037333001ac9c66f5a0ca82a79869e8d4eb594d439b4e2
-- core.start_operation: take bulk work in, to be done chunk by chunk by jobs.
--
-- Definer: callers have no grant on these tables. Who may ask for this kind is decided
-- by the RPC that calls this, which is definer too: no API role may start one itself.
-- Starts of one caller are counted one after the other (advisory lock until commit), so
-- the limits are exact. Operation, chunks and job commit together with what the caller
-- did.

create or replace function core.start_operation(
    p_kind text,
    p_items jsonb,
    p_params jsonb default '{}'
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_kind core.operation_kinds;
    v_actor uuid := core.actor_id();
    v_now timestamptz := core.now();
    v_total integer;
    v_started integer;
    v_open integer;
    v_id bigint;
begin
    select *
    into v_kind
    from core.operation_kinds
    where kind = p_kind;
    if v_kind.kind is null
        or to_regprocedure(v_kind.chunk_function || '(core.operations, jsonb)') is null
    then
        perform core.raise_error(
            'core.unknown_operation_kind',
    format('There is no kind %L.', core.excerpt(p_kind))
        );
    end if;
    if jsonb_typeof(p_items) is distinct from 'array'
        or jsonb_typeof(p_params) is distinct from 'object'
    then
        perform core.raise_error(
            'core.invalid_argument', 'Items are an array, params an object.'
        );
    end if;
    v_total := jsonb_array_length(p_items);
    if v_total > v_kind.max_items then
        perform core.raise_error(
            'core.invalid_argument',
            format('%s items, at most %s.', v_total, v_kind.max_items)
        );
    end if;

    if v_actor is null and core._acting_role() in ('anon', 'authenticated') then
        perform core.raise_error(
            'core.not_permitted', 'The subject of the token is not a UUID.'
        );
    end if;
    if v_actor is not null then
        perform pg_advisory_xact_lock(
            hashtextextended('core.operations:' || v_actor, 0)
        );
        select
            count(*) filter (
                where
                    o.created_at > v_now - interval '1 minute'
                    and o.created_at < v_now + interval '1 minute'
            ),
            count(*) filter (where o.finished_at is null)
        into v_started, v_open
        from core.operations as o
        where o.requested_by = v_actor;
        if v_started >= (core.setting('core.operations_per_minute'))::integer
            or v_open >= (core.setting('core.operations_at_once'))::integer
        then
            perform core.raise_error(
                'core.too_many_operations',
                format('%s started within a minute, %s unfinished.', v_started, v_open)
            );
        end if;
    end if;

    insert into core.operations (
        kind, params, total, requested_by, is_requester_listed, request_id,
        traceparent, created_at, progressed_at
    )
    values (
        p_kind, p_params, v_total, v_actor, core._user_standing(v_actor) <> 'absent',
        core.request_id(), core.traceparent(), v_now, v_now
    )
    returning id into v_id;

    insert into core.operation_chunks (operation_id, number, first_item, items)
    select
        v_id,
        (i.place - 1) / v_kind.chunk_size + 1,
        min(i.place),
        jsonb_agg(i.item order by i.place)
    from jsonb_array_elements(p_items) with ordinality as i (item, place)
    group by (i.place - 1) / v_kind.chunk_size;

    if v_total = 0 then
        perform core._settle_operation(v_id, 0, 0);
    else
        perform core._enqueue_operation(v_id, n)
        from generate_series(1, v_kind.parallel) as n;
    end if;
    return v_id;
end;
$$;

grant execute on function core.start_operation(text, jsonb, jsonb)
to service_role, app_worker;

comment on function core.start_operation(text, jsonb, jsonb) is
$$Start bulk work of a kind over items; returns the operation's id.

For RPCs of the modules, which decide who may. Each item is given to the kind's chunk
function once; an item that it refuses costs no other. Follow it with get_operation.
Errors: PT422 core.unknown_operation_kind, core.invalid_argument, PT403
core.not_permitted (a caller whose subject is not a UUID), PT429 core.too_many_operations.
Emits: core.operation.finished.
$$;

-- @ functions/core/take_tick 0d484c27e470b13fc5d36141ea6f06dc5cabee7f5355e6889cd05986743c4f32
-- core.take_tick: take the ticks of a schedule that have come, once, whoever asks
-- first.
--
-- Locks the schedule and compares the tick that the caller saw with the row: of two
-- workers with the same tick, the second waits for the first and finds it gone; so it
-- is with a tick that pg_cron took. Tick and job commit together, so a process that
-- dies has taken nothing. All ticks that have come make one job at most: the latest one
-- when it is fresh, or when `missed` says once; an older one is skipped when it says
-- skip. Definer: workers hold no write grant.

create or replace function core.take_tick(
    p_name text,
    p_seen_at timestamptz,
    p_tick_at timestamptz,
    p_next_at timestamptz
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_schedule core.job_schedules;
    v_grace interval := make_interval(
        secs => (core.setting('core.schedule_grace_seconds') #>> '{}')::float8
    );
    v_runs boolean;
begin
    select *
    into v_schedule
    from core.job_schedules
    where
        name = p_name
        and is_enabled
        and next_run_at is not distinct from p_seen_at
    for update;

    if not found then
        return null;
    end if;
    v_runs := coalesce(
        p_tick_at is not null
        and (v_schedule.missed = 'once' or p_tick_at >= core.now() - v_grace)
        and (
            v_schedule.last_run_at is null
            or v_schedule.last_run_at < p_tick_at
            or v_schedule.last_run_at > core.now() + interval '10 seconds'
        ),
        false
    );
    update core.job_schedules
    set
        next_run_at = p_next_at,
        last_run_at = case when v_runs then p_tick_at else last_run_at end
    where name = p_name;
    if not v_runs then
        return null;
    end if;
    return core.enqueue(
        p_kind => v_schedule.kind,
        p_payload => v_schedule.payload || jsonb_build_object('tick_at', p_tick_at),
        p_queue => v_schedule.queue,
        p_dedupe_key => format('schedule:%s:%s', p_name, extract(epoch from p_tick_at))
    );
end;
$$;

grant execute on function core.take_tick(text, timestamptz, timestamptz, timestamptz)
to app_worker;

comment on function core.take_tick(text, timestamptz, timestamptz, timestamptz) is
$$Move a schedule from the tick that was seen to the next; the job's id, if it runs.

p_tick_at: the latest tick that has come (null: none yet, only set the next).
Null when another worker was first, or when the tick is too old and skipped.
$$;

-- @ functions/core/take_token bf713e1b2ebfed8e6195ab5150007ea39ba14e61f61bcb0fa4849998713235a5
-- core.take_token: take tokens from a bucket, or learn how long to wait for them.
--
-- A look first: what is refused takes no lock and writes nothing. The look may be stale
-- towards "allowed" only, as buckets fill with time alone; so the one statement that
-- takes decides again, under the row's lock. That lock lasts until the transaction
-- ends: calls with one key wait for each other. If the transaction is undone, or its
-- process dies, the tokens were never taken. The refill is rounded down to
-- microseconds, so that a full bucket holds p_requests, not one less. A bucket that
-- would be full only long after p_seconds was emptied by a clock that was ahead, or
-- under another limit: it begins anew. Ten minutes more are left to transactions that
-- began after this one, whose clock is later.
--
-- The clock is asked for only where one is set: the call would cost a tenth of the
-- rate. A read-only transaction only looks. Definer: no caller may write the table.

create or replace function core.take_token(
    p_key text,
    p_requests integer,
    p_seconds double precision,
    p_cost integer default 1,
    out is_allowed boolean,
    out remaining integer,
    out retry_after_seconds integer,
    out reset_seconds integer
)
    returns record
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := case
        when current_setting('rowhouse.clock', true) is null then now()
        else core.now()
    end;
    v_each constant double precision := floor(p_seconds * 1e6 / p_requests) / 1e6;
    v_cost constant interval := make_interval(secs => v_each * p_cost);
    v_latest constant timestamptz := v_now + make_interval(secs => p_seconds) - v_cost;
    v_end constant timestamptz :=
        v_now + make_interval(secs => p_seconds) + interval '10 minutes';
    v_full_at timestamptz;
    v_wait double precision;
begin
    select r.full_at
    into v_full_at
    from core.rate_limits as r
    where r.key = p_key;
    v_full_at := case when v_full_at <= v_end then greatest(v_full_at, v_now) else v_now end;

    is_allowed := v_full_at <= v_latest;
    if is_allowed and not current_setting('transaction_read_only')::boolean then
        insert into core.rate_limits as r (key, full_at)
        values (p_key, v_now + v_cost)
        on conflict (key) do update
        set
            full_at = v_cost
            + case when r.full_at <= v_end then greatest(r.full_at, v_now) else v_now end
        where r.full_at <= v_latest or r.full_at > v_end
        returning r.full_at into v_full_at;
        if not found then
            is_allowed := false;
            select r.full_at
            into strict v_full_at
            from core.rate_limits as r
            where r.key = p_key;
        end if;
    end if;

    v_wait := date_part('epoch', v_full_at - v_now);
    reset_seconds := ceil(v_wait);
    remaining := greatest(0, p_requests - ceil(v_wait / v_each));
    retry_after_seconds := case
        when is_allowed then 0
        else greatest(1, ceil(v_wait - p_seconds + v_each * p_cost))
    end;
end;
$$;

grant execute on function
core.take_token(text, integer, double precision, integer)
to service_role, app_worker;

comment on function core.take_token(text, integer, double precision, integer) is
$$Take tokens from the bucket of this key: p_requests of them, refilled over p_seconds.

Whether they were there, how many are left, after how many seconds it is worth trying
again, and after how many the bucket is full. Nothing is taken when they were not, nor
in a read-only transaction. A cost above p_requests is never allowed.
Units: seconds.
$$;

-- @ functions/core/tg__keep_key dda9d614772bd9e9576968856447d70b46cea8bb01e14f5cd4887a3d320754a8
-- core.tg__keep_key: a row stays under the key that it was inserted with.
--
-- For tables that are written through PostgREST: its upsert sets every column that was
-- sent, those of the key too, so callers hold the grant. The trigger's `when` names
-- the columns.

create or replace function core.tg__keep_key()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.raise_error(
        'core.fixed_key',
        format('The key of a row of %s.%s never changes.', tg_table_schema, tg_table_name)
    );
    return null;
end;
$$;

comment on function core.tg__keep_key() is
    'Guard of the columns that the trigger names: raises PT409 core.fixed_key.';

-- @ functions/core/tg_job_schedules__check_rule 7aea2276e4835fba797420448f2be38fbdefde6637caf4ac986766ee95ac1eae
-- core.tg_job_schedules__check_rule: a schedule that no worker could read is refused.
--
-- A trigger, since a constraint cannot call functions of a later release, nor look at
-- the time zones that this server knows.

create or replace function core.tg_job_schedules__check_rule()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text := core._schedule_fault(new.cron, new.timezone);
begin
    if v_fault is not null then
        perform core.raise_error(
            'core.invalid_schedule',
            format('Schedule %s, %L: %s', new.name, core.excerpt(new.cron), v_fault)
        );
    end if;
    return new;
end;
$$;

-- @ functions/core/tg_webhook_endpoints__note_owner 271caf4f118585ecfb8336525978ec8e15eb36602367382027ac275ab305b302
-- core.tg_webhook_endpoints__note_owner: remember that auth.users had the owner.
--
-- Definer: nobody but the owner of this function reads auth.users.

create or replace function core.tg_webhook_endpoints__note_owner()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    new.is_owner_listed :=
        new.is_owner_listed or core._user_standing(new.owner_id) <> 'absent';
    return new;
end;
$$;

-- @ functions/core/update_webhook 04afd7ca16a18c3b61ff9ae02d6e748d25b9a1ae54bb2eadea1cdafb0d61fefc
-- core.update_webhook: change an endpoint; null leaves a thing as it is.
--
-- Definer: nobody may write these tables directly. Locks circuit, then endpoint. The
-- roles are taken from the caller's token again: what an endpoint may get follows its
-- owner. A change of URL or an enabling forgets failures, so that sending begins anew.

create or replace function core.update_webhook(
    p_id uuid,
    p_url text default null,
    p_event_types text[] default null,
    p_description text default null,
    p_enabled boolean default null,
    p_max_concurrency integer default null,
    p_max_per_second integer default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_endpoint core.webhook_endpoints := core._lock_webhook(p_id);
begin
    perform core._check_webhook(
        coalesce(p_url, v_endpoint.url),
        coalesce(p_event_types, v_endpoint.event_types),
        p_description
    );
    perform core.read_number(
        'max_concurrency', coalesce(p_max_concurrency, v_endpoint.max_concurrency), 1, 100
    );
    perform core.read_number(
        'max_per_second', coalesce(p_max_per_second, v_endpoint.max_per_second), 1, 1000
    );

    update core.webhook_endpoints as e
    set
        url = coalesce(p_url, e.url),
        event_types = coalesce(p_event_types, e.event_types),
        description = coalesce(p_description, e.description),
        max_concurrency = coalesce(p_max_concurrency, e.max_concurrency),
        max_per_second = coalesce(p_max_per_second, e.max_per_second),
        app_roles = core._token_roles(),
        status = case p_enabled
            when true then 'active' when false then 'disabled' else e.status
        end,
        status_reason = case
            when p_enabled then null
            when not p_enabled and e.status = 'active' then 'owner'
            else e.status_reason
        end,
        updated_at = core.now()
    where e.id = p_id;

    if p_url <> v_endpoint.url or (p_enabled and v_endpoint.status = 'disabled') then
        update core.webhook_circuits as c
        set
            state = 'closed', failures = 0, openings = 0, resume_at = null,
            failing_since_at = null
        where c.endpoint_id = p_id;
    end if;

    return core._show_webhook(p_id);
end;
$$;

grant execute on function core.update_webhook(
    uuid, text, text[], text, boolean, integer, integer
) to authenticated;

comment on function core.update_webhook(
    uuid, text, text[], text, boolean, integer, integer
) is
$$Change a webhook; what is null stays as it is. Returns it as list_webhooks does.

`enabled` false stops it: what is pending waits, new events are not kept for it (see
replay_webhooks_since). `enabled` true starts it again, whatever disabled it.
Errors: PT404 core.webhook_not_found; PT422 core.invalid_webhook_url,
core.invalid_argument.
Budget: 50 ms.
$$;

-- @ functions/core/value_fault 0fb5f6942f747f02ef85e98abdfa732fe40cad6286a1bdd106357708f1196b73
-- core.value_fault: what is wrong with a text that is to be a number or a time.
--
-- Postgres reads more than a file means: now, epoch, NaN, 0x10, 1_000, 1e3, and dates
-- by the order that a session has set. Here a text is what it says, or it is refused.
-- Times are ISO 8601; core.iso_time turns other orders into that. Numbers with an
-- exponent are floats only: so databases write those. Whether a date exists is left to
-- the cast. core.read_records asks the same of what comes as JSON.

create or replace function core.value_fault(p_text text, p_kind text)
    returns text
    language sql
    immutable
    security invoker
    return case p_kind
        when 'number' then case
            when p_text !~ '^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)$' then 'is not a number'
        end
        when 'float' then case
            when p_text !~ '^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?$'
                then 'is not a number'
        end
        when 'boolean' then case
            when p_text !~* '^(true|false|t|f|yes|no|y|n|1|0)$'
                then 'is not true or false'
        end
        when 'date' then case
            when p_text !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
                then 'is not a date like 2026-07-31'
        end
        when 'time' then case
            when
                p_text !~ (
                    '^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?'
                    ' ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$'
                )
                then 'is not a time like 23:59:59'
        end
        when 'timestamp' then case
            when
                p_text !~ (
                    '^[0-9]{4}-[0-9]{2}-[0-9]{2}'
                    '([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?'
                    ' ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?$'
                )
                then 'is not a time like 2026-07-31 23:59:59+08'
        end
    end;

grant execute on function core.value_fault(text, text) to authenticated, service_role;

comment on function core.value_fault(text, text) is
$$In words, after the value; null when nothing is wrong or the value is null.

p_kind: as core.value_kind says; null: no rule.
$$;

-- @ functions/core/value_kind f64c4fecccd9d90d0308a7018c78ca7549bf3821520dc829f97c74c215e7f487
-- core.value_kind: by which rule core.value_fault reads values of a type.
--
-- A domain is read as what it is a domain of.

create or replace function core.value_kind(p_type regtype)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive base as (
        select t.oid, t.typtype, t.typbasetype
        from pg_catalog.pg_type as t
        where t.oid = p_type
        union all
        select t.oid, t.typtype, t.typbasetype
        from base as b
        inner join pg_catalog.pg_type as t on b.typbasetype = t.oid
        where b.typtype = 'd'
    )

    select case b.oid::regtype
        when 'smallint'::regtype then 'number'
        when 'integer'::regtype then 'number'
        when 'bigint'::regtype then 'number'
        when 'numeric'::regtype then 'number'
        when 'real'::regtype then 'float'
        when 'double precision'::regtype then 'float'
        when 'boolean'::regtype then 'boolean'
        when 'date'::regtype then 'date'
        when 'time'::regtype then 'time'
        when 'timetz'::regtype then 'time'
        when 'timestamp'::regtype then 'timestamp'
        when 'timestamptz'::regtype then 'timestamp'
    end
    from base as b
    where b.typtype <> 'd'
$$;

comment on function core.value_kind(regtype) is
    'number, float, boolean, date, time, timestamp; null: any text that the type takes.';

-- @ functions/core/work_operation b928c7042a88efeb6dbbd514baef1b29a38c13ee1905a596d9eb4ddfd172e658
-- core.work_operation: do chunks of an operation for one slice of time.
--
-- Definer: chunk functions write for whoever asked; they decide what that one may.
-- Until it returns, core.actor_id, core.traceparent and core.request_id are those of
-- the call that started the operation, so audit entries and events name who asked. The
-- slice is counted from the transaction's start, since a worker runs jobs in batches.
-- Locks, in this order: one pending chunk after the other (skip locked, so no two
-- slices do the same), at the end the operation's row. Effects, marks, progress and the
-- job that goes on commit together: a worker that dies in the middle of a slice has
-- done nothing, and the next begins where the last commit was. Cancelling is seen
-- between chunks. Who was deleted or banned since has nothing done in their name: the
-- operation is cancelled.

create or replace function core.work_operation(
    p_operation_id bigint,
    p_lane integer default 1
)
    returns text
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
    v_function regproc;
    v_chunk core.operation_chunks;
    v_until timestamptz := now() + make_interval(
        secs => (core.setting('core.operation_slice_ms'))::numeric / 1000
    );
    v_claims text := coalesce(current_setting('request.jwt.claims', true), '');
    v_trace text := coalesce(current_setting('rowhouse.traceparent', true), '');
    v_request text := coalesce(current_setting('rowhouse.request_id', true), '');
    v_is_finished boolean;
    v_refused integer;
    v_done integer := 0;
    v_failed integer := 0;
begin
    update core.operations as o
    set cancel_requested_at = core.now()
    where
        o.id = p_operation_id
        and o.finished_at is null
        and o.cancel_requested_at is null
        and o.is_requester_listed
        and core._user_standing(o.requested_by) <> 'listed';

    loop
        select *
        into v_operation
        from core.operations
        where id = p_operation_id;
        if v_operation.id is null then
            return 'finished';
        end if;
        exit when
            v_operation.finished_at is not null
            or v_operation.cancel_requested_at is not null;

        select *
        into v_chunk
        from core.operation_chunks
        where operation_id = p_operation_id and status = 'pending'
        order by number
        limit 1
        for update skip locked;
        exit when v_chunk.number is null;

        if v_function is null then
            select k.chunk_function::regproc
            into strict v_function
            from core.operation_kinds as k
            where k.kind = v_operation.kind;
            perform
                set_config(
                    'request.jwt.claims',
                    jsonb_strip_nulls(
                        jsonb_build_object('sub', v_operation.requested_by)
                    )::text,
                    true
                ),
                set_config(
                    'rowhouse.traceparent', coalesce(v_operation.traceparent, ''), true
                ),
                set_config(
                    'rowhouse.request_id', coalesce(v_operation.request_id, ''), true
                );
        end if;
        v_refused := core._do_chunk(v_operation, v_function, v_chunk);
        update core.operation_chunks
        set
            status = 'done',
            finished_at = core.now()
        where operation_id = p_operation_id and number = v_chunk.number;
        v_failed := v_failed + v_refused;
        v_done := v_done + jsonb_array_length(v_chunk.items) - v_refused;
        exit when clock_timestamp() >= v_until;
    end loop;

    v_is_finished := core._settle_operation(p_operation_id, v_done, v_failed);
    if not v_is_finished then
        -- Nothing to take, and not finished: another slice holds the rest. It may die.
        perform core._enqueue_operation(
            p_operation_id,
            p_lane,
            case when v_done + v_failed = 0 then interval '5 seconds' else '0' end
        );
    end if;
    perform
        set_config('request.jwt.claims', v_claims, true),
        set_config('rowhouse.traceparent', v_trace, true),
        set_config('rowhouse.request_id', v_request, true);
    return case when v_is_finished then 'finished' else 'continued' end;
end;
$$;

grant execute on function core.work_operation(bigint, integer)
to service_role, app_worker;

comment on function core.work_operation(bigint, integer) is
$$Do pending chunks of an operation for core.operation_slice_ms.

Returns `finished` or `continued`. Each chunk counts once, however often this is called and from wherever.
Emits: core.operation.finished.
$$;

-- @ functions/core/work_sql befbcf341a80f69bbe1a95c48a62c33eecc2109678aff6f5c6254a608757399b
-- core.work_sql: claim and run SQL jobs and SQL consumers, in one call; for pg_cron.
--
-- Claim and run are one transaction here: a crash takes the attempt back with the rest.
-- A consumer that fails is rolled back alone and named in a warning; it is read again.

create or replace function core.work_sql(p_limit integer default 100)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claim record;
    v_run record;
    v_consumer text;
    v_total integer := 0;
begin
    begin
        perform core.settle_clock();
    exception
        when others then
            raise warning 'settle_clock: %: %', sqlstate, sqlerrm;
    end;
    select * into v_claim from core.claim_sql_jobs(gen_random_uuid(), null, p_limit);
    select * into v_run from core.run_jobs(v_claim.ids, v_claim.tokens);
    v_total := v_run.done + v_run.failed;

    for v_consumer in
        select c.name
        from core.event_consumers as c
        where c.sql_function is not null
        order by c.name
    loop
        begin
            v_total := v_total + core.dispatch_events(v_consumer, p_limit);
        exception
            when others then
                raise warning 'consumer %: %: %', v_consumer, sqlstate, sqlerrm;
        end;
    end loop;
    return v_total;
end;
$$;

grant execute on function core.work_sql(integer) to service_role, app_worker;

comment on function core.work_sql(integer) is
    'Run up to p_limit SQL jobs, and each SQL consumer once; how much was done.';

-- @ functions/filters/_allow_fault 5dd54e2ff4ab460439325c5d3c6131d53a822014cfb4e0bd8b1bf94f06b53257
-- filters._allow_fault: why dimensions may not use a table so, or null.
--
-- The one reading of filters.allowed_sources. A table that was listed before row-level
-- security was enabled on it is refused until the owner lists it as guarded.

create or replace function filters._allow_fault(
    p_table regclass, p_use text, p_columns text[] default '{}'
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when a.source_table is null or p_use <> all(a.uses)
            then format('is not a table that the owner allows for %s', p_use)
        when not a.is_guarded and filters._is_guarded(p_table)
            then 'is protected, and the owner did not allow it as guarded'
        when not p_columns <@ a.columns
            then format(
                'is allowed without its column %s',
                core.excerpt(
                    (
                        select min(c.name) from unnest(p_columns) as c (name)
                        where c.name <> all(a.columns)
                    )
                )
            )
    end
    from (values (p_table)) as t (source_table)
    left join filters.allowed_sources as a on t.source_table = a.source_table
$$;

comment on function filters._allow_fault(regclass, text, text[]) is
    'The end of a sentence that begins with the table; a use is count, master, prune.';

-- @ functions/filters/_await_folds 2be91f962f8e2b670060c864f6636a49882c770df3f2486c86843d95ea80cf2e
-- filters._await_folds: the lock of filters._lock_folds, waited for a moment only.
--
-- Who asks holds locks on lines already, the wrong way round; so it never waits as long
-- as Postgres takes to look for a deadlock. Waiting in line, where asking again and again
-- could find the lock taken for ever.

create or replace function filters._await_folds()
    returns boolean
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '900ms'
as $$
begin
    perform filters._lock_folds();
    return true;
exception
    when lock_not_available or deadlock_detected then
        return false;
end;
$$;

comment on function filters._await_folds() is
    'Take the lock of folds until the transaction ends; false when it is not free in time.';

-- @ functions/filters/_backlog_limit 2fa578b749ef7f3034d5fbf96150e6be34f1a8b0bbcb96cc3eac4030970092d4
-- filters._backlog_limit: how many changes may wait before large statements fold.
--
-- Where a worker runs it holds the lock of folds then, and no writer waits for it.

create or replace function filters._backlog_limit()
    returns bigint
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 20000::bigint
$$;

comment on function filters._backlog_limit() is
    'Waiting changes above which a statement of many lines folds too, if no fold runs. Units: changes.';

-- @ functions/filters/_bulk_limit 090196d47c151f751b0a74cb40b418930e0d3c51915afcfe1b9aa474823271e2
-- filters._bulk_limit: how many changes a transaction leaves to the next fold.
--
-- Each change that waits costs each read some microseconds.

create or replace function filters._bulk_limit()
    returns bigint
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select 2000::bigint
$$;

comment on function filters._bulk_limit() is
    'Changes of one transaction above which it folds them itself. Units: changes.';

-- @ functions/filters/_changed_baskets 958ea1a4f8015fe14bf880c0e26def12af19cfc75617d8197897b1573c74eafd
-- filters._changed_baskets: baskets with changes not folded yet, as they are now.
--
-- What the bitmaps say of these baskets is out of date; readers leave their bits out
-- and add what stands here. A size is what was folded and what came and went since.
-- Lines are only read of a basket that had some before, for a selection of categories
-- or brands: of a new one every line waits. Definer: callers may know how many lines a
-- basket has, not which.

create or replace function filters._changed_baskets(p_selection filters.selection)
    returns table (
        place_id bigint, ordinal integer, old_size bigint, size bigint, matching bigint
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stores filters.selection := p_selection;
    v_is_whole boolean := num_nonnulls(
        p_selection.category_ids, p_selection.brand_ids
    ) = 0;
begin
    if not exists (select from filters.waiting_changes) then
        return;
    end if;
    v_stores.category_ids := null;
    v_stores.brand_ids := null;

    return query
    select
        c.place_id,
        b.ordinal::integer,
        b.line_count,
        b.line_count + c.lines,
        case
            when v_is_whole then b.line_count + c.lines
            when b.line_count = 0 then c.matching
            else (
                select count(*)
                from filters.transactions as t
                where
                    t.store_id = c.store_id
                    and t.basket_id = c.basket_id
                    and (
                        p_selection.category_ids is null
                        or t.category_id in (select unnest(p_selection.category_ids))
                    )
                    and (
                        p_selection.brand_ids is null
                        or t.brand_id in (select unnest(p_selection.brand_ids))
                    )
            )
        end
    from (
        select
            l.place_id,
            l.store_id,
            l.basket_id,
            sum(l.lines)::bigint as lines,
            coalesce(
                sum(l.lines) filter (
                    where
                    (
                        p_selection.category_ids is null
                        or l.category_id in (select unnest(p_selection.category_ids))
                    )
                    and (
                        p_selection.brand_ids is null
                        or l.brand_id in (select unnest(p_selection.brand_ids))
                    )
                ), 0
            )::bigint as matching
        from filters._select_changes(v_stores) as l
        group by l.place_id, l.store_id, l.basket_id
    ) as c
    inner join filters.baskets as b on c.basket_id = b.id;
end;
$$;

grant execute on function filters._changed_baskets(filters.selection)
to authenticated, service_role;

comment on function filters._changed_baskets(filters.selection) is
$$Changed baskets of the selection's stores: place, bit (or null), sizes, matches.

Units: `old_size` lines when last folded, `size` lines now, `matching` those of them in
the selection's categories and brands.
$$;

-- @ functions/filters/_changed_masks 51ad70803e458308a4835c8505038211ae570b9bdf18d7f5b31ce1a0d1c310a5
-- filters._changed_masks: per store, the bits that are out of date.

create or replace function filters._changed_masks(p_selection filters.selection)
    returns table (place_id bigint, mask bit varying)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stores filters.selection := p_selection;
begin
    -- Which baskets changed, not what they hold: categories and brands do not matter.
    v_stores.category_ids := null;
    v_stores.brand_ids := null;

    return query
    with store as materialized (
        select p.id, repeat('0', p.capacity::integer)::bit varying as empty
        from filters.places as p
        where p.kind = 'store'
    )

    select s.id, bit_or(set_bit(s.empty, b.ordinal, 1))::bit varying
    from filters._changed_baskets(v_stores) as b
    inner join store as s on b.place_id = s.id
    where b.ordinal is not null
    group by s.id;
end;
$$;

grant execute on function filters._changed_masks(filters.selection)
to authenticated, service_role;

comment on function filters._changed_masks(filters.selection) is
    'Stores of a selection with changed baskets, and which of their bits those are.';

-- @ functions/filters/_check_dimension c815aae6a3107e56ac77ca9c5e738bbe8dbfdc2ee2edb86b865edfe9ec78cbb1
-- filters._check_dimension: refuse what is no dimension, or is switched off.

create or replace function filters._check_dimension(p_name text)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from filters.dimensions where name = p_name and is_enabled
    ) then
        return;
    end if;

    perform core.raise_error(
        'filters.unknown_dimension',
        format(
            '%s is no dimension. Known: %s.',
            coalesce(quote_literal(core.excerpt(p_name)), 'null'),
            (
                select string_agg(name, ', ' order by position, name)
                from filters.dimensions
                where is_enabled
            )
        )
    );
end;
$$;

grant execute on function filters._check_dimension(text) to authenticated, service_role;

comment on function filters._check_dimension(text) is
$$Return if this dimension is known and enabled.

Errors: PT422 filters.unknown_dimension, with the list of those that are.
$$;

-- @ functions/filters/_check_master 4aa7842254213caa2faabeb32267c84ec9f54eb582e3fda151db66937ab05f42
-- filters._check_master: the table that a name means, if master rows can live there.

create or replace function filters._check_master(p_name text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table regclass := filters._check_source(p_name, 'master');
begin
    if exists (
        select from filters.dimensions as d where d.source_table = v_table
    ) then
        perform core.raise_error(
            'filters.invalid_source', format('%s is counted itself.', v_table)
        );
    end if;
    return v_table;
end;
$$;

comment on function filters._check_master(text) is
    'Errors: PT422 filters.invalid_source.';

-- @ functions/filters/_check_readable d32af85d9402bc6698a61de77d61d7ad65fd11f095ea860e8346ab21e8f96b21
-- filters._check_readable: refuse a caller who lacks the role of a dimension he names.
--
-- For definer functions, before which row-level security does not stand.

create or replace function filters._check_readable(p_dimension text, p_selection jsonb)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from filters.dimensions as d
        where
            (d.name = p_dimension or p_selection ? d.name)
            and not (d.is_enabled and filters._holds_role(d.roles))
    ) then
        perform core.raise_error(
            'filters.unknown_dimension',
    format('%s is no dimension.', core.excerpt(p_dimension))
        );
    end if;
end;
$$;

comment on function filters._check_readable(text, jsonb) is
    'Errors: PT422 filters.unknown_dimension, of the dimension or one that narrows it.';

-- @ functions/filters/_check_shapes cc0346dfbe2a75bacee42867f3481f123a39f38f5fca16eddf9704b83dee7144
-- filters._check_shapes: refuse a write whose values would be counted as others.
--
-- Called by the triggers that count. A column that was renamed, retyped or made again,
-- or an enum whose labels were renamed, would be counted below zero here and above the
-- truth there: a write that fails says so.

create or replace function filters._check_shapes(p_dimensions text[])
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changed record;
    v_fault text;
begin
    for v_changed in
        select d.name, d.source_table, s.shape
        from filters.dimensions as d
        cross join lateral jsonb_array_elements(d.shape) as s (shape)
        where
            d.name = any(p_dimensions)
            and filters._print_of(
                d.source_table, (s.shape ->> 'column')::name, (s.shape ->> 'type')::oid
            ) is distinct from s.shape ->> 'print'
        order by d.name
    loop
        v_fault := filters._shape_fault(v_changed.source_table, v_changed.shape);
        if v_fault is not null then
            perform core.raise_error(
                'filters.column_changed',
                format(
                    'The column %I of %s %s; %s counts it.',
                    v_changed.shape ->> 'column', v_changed.source_table, v_fault,
                    v_changed.name
                )
            );
        end if;
    end loop;
end;
$$;

comment on function filters._check_shapes(text[]) is
    'Errors: PT409 filters.column_changed.';

-- @ functions/filters/_check_source 6131bc00b71fd85b28d32db6d96bbd699b6ee7442eb2da9814c7ccbbe4310609
-- filters._check_source: the table that a caller names, if dimensions may use it so.
--
-- The list is asked first: of a table that is not on it a caller learns nothing, not
-- even that it is there.

create or replace function filters._check_source(
    p_name text, p_use text default 'count'
)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault constant text := filters._allow_fault(core._find_table(p_name), p_use);
begin
    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_source', format('%s %s.', core.excerpt(p_name), v_fault)
        );
    end if;
    return filters._find_source(p_name);
end;
$$;

comment on function filters._check_source(text, text) is
    'Errors: PT422 filters.invalid_source.';

-- @ functions/filters/_config_fault 19e77da178e96a354363ae64b1c5e49bffe76fdf33b296a8a8186b5ffbeca91e
-- filters._config_fault: what is wrong with the form of a configuration, or null.

create or replace function filters._config_fault(p_config jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_types constant jsonb := '{
        "name": ["string"], "label": ["string"], "source": ["string"],
        "column": ["string"], "path": ["array", "null"], "parent": ["string", "null"],
        "position": ["number"], "debounce_ms": ["number"], "roles": ["array", "null"],
        "master": ["object", "null"], "prune_after": ["string", "null"],
        "protected": ["array"], "reason": ["string"]
    }'::jsonb;
    v_fault text;
begin
    if jsonb_typeof(p_config) is distinct from 'object' then
        return 'The configuration is no JSON object.';
    end if;
    select
        case
            when not v_types ? e.key then format('%s is no key of it.', core.excerpt(e.key))
            else format('%s is a JSON %s.', e.key, jsonb_typeof(e.value))
        end
    into v_fault
    from jsonb_each(p_config) as e
    where not coalesce(v_types -> e.key ? jsonb_typeof(e.value), false)
    order by e.key
    limit 1;
    if v_fault is not null then
        return v_fault;
    end if;

    select format('%s holds a text of more than 500 characters.', e.key)
    into v_fault
    from jsonb_each(p_config) as e
    cross join lateral jsonb_path_query(e.value, 'strict $.**') as t (value)
    where jsonb_typeof(t.value) = 'string' and length(t.value #>> '{}') > 500
    limit 1;
    if v_fault is not null then
        return v_fault;
    end if;

    select format('%s holds something that is no text.', e.key)
    into v_fault
    from jsonb_each(p_config) as e
    where
        jsonb_typeof(e.value) = 'array'
        and (
            jsonb_path_exists(e.value, 'strict $[*] ? (@.type() != "string")')
            or (e.value = '[]' and e.key <> 'protected')
        )
    limit 1;
    if v_fault is not null then
        return v_fault;
    end if;

    return case
        when coalesce(p_config ->> 'name', '') !~ '^[a-z][a-z_]{0,62}$'
            then 'name is not of lower-case letters and _, 63 characters at most.'
        when p_config ->> 'label' = '' or length(p_config ->> 'label') > 200
            then 'label is empty or has more than 200 characters.'
        when (p_config ->> 'debounce_ms')::numeric not between 0 and 1000
            or (p_config ->> 'debounce_ms')::numeric % 1 <> 0
            then 'debounce_ms is no whole number from 0 to 1000.'
        when (p_config ->> 'position')::numeric not between 1 and 1000000
            or (p_config ->> 'position')::numeric % 1 <> 0
            then 'position is no whole number from 1.'
        when p_config -> 'master' <> 'null' and (
            (p_config -> 'master') - array['table', 'key', 'label'] <> '{}'
            or not (p_config -> 'master') ?& array['table', 'key', 'label']
            or jsonb_path_exists(
                p_config -> 'master', 'strict $.* ? (@.type() != "string")'
            )
        ) then 'master is not {table, key, label}.'
        when not filters._is_interval(p_config ->> 'prune_after')
            then 'prune_after is no interval, as `30 days`, from 0 to 100 years.'
    end;
end;
$$;

comment on function filters._config_fault(jsonb) is
    'A sentence, or null: unknown keys, wrong types, values out of range.';

-- @ functions/filters/_cost_of_counters 9d9c8365cffc6197508cdeb561fbb17ce24e0dab2a69134d3c01b25fd5307f6c
-- filters._cost_of_counters: what it would cost to count a registered dimension.
--
-- As Postgres plans the query, which is not run. A selection is cheap where an index
-- finds its rows, and costs what the table costs where none does. Volatile, since
-- Postgres explains in no other function; it reads no row and needs no snapshot of its
-- caller's. Definer as filters._list_counters.

create or replace function filters._cost_of_counters(
    p_dimension text, p_selection jsonb
)
    returns numeric
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_plan jsonb;
begin
    perform filters._check_readable(p_dimension, p_selection);
    select * into strict v_dimension
    from filters.dimensions
    where name = p_dimension;
    execute 'explain (format json) '
        || filters._write_counters_query(v_dimension, p_selection)
    into v_plan
    using p_dimension, p_selection;
    return (v_plan -> 0 -> 'Plan' ->> 'Total Cost')::numeric;
end;
$$;

grant execute on function filters._cost_of_counters(text, jsonb)
to authenticated, service_role;

comment on function filters._cost_of_counters(text, jsonb) is
$$Total cost of the plan.

Units: those of Postgres, in which one page read in order costs 1.
Errors: PT422 filters.unknown_dimension, when the caller may not read one.
$$;

-- @ functions/filters/_count_baskets cce0c271ef2a79743264c34b1472969fd06148360e237dad4f1528f6267cc65e
-- filters._count_baskets: how many baskets have a line in a selection.
--
-- A basket lies in one store, so bits are counted store by store; changed baskets are
-- counted as they are.

create or replace function filters._count_baskets(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        (select coalesce(sum(bit_count(s.bits)), 0)::bigint from unnest(p_stores) as s)
        + (
            select count(*)
            from filters._changed_baskets(p_selection) as b
            where b.matching > 0
        )
$$;

grant execute on function filters._count_baskets(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._count_baskets(
    filters.selection, filters.measured_store[]
) is
$$Baskets that have a matching line, from what filters._measure_stores says.

Units: baskets.
$$;

-- @ functions/filters/_count_cells dd0cae9be2e0d2ae91c8f22d0175d73ffbdb7b8172ae934e64e6320bbc69f0fc
-- filters._count_cells: folded lines per value of one dimension, inside a selection.
--
-- The selection must not narrow the dimension itself: filters._read_within leaves it
-- out. Of most stores less is read when the others are taken from what all have.

create or replace function filters._count_cells(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_margin boolean := num_nonnulls(
        p_selection.category_ids, p_selection.brand_ids
    ) = 0;
    v_others bigint[] := coalesce(p_selection.category_ids, p_selection.brand_ids);
    v_kind text;
    v_places bigint[];
    v_rest bigint[];
    v_counts filters.counts;
begin
    if p_selection is null then
        select array_agg(d.value_id), array_agg(d.lines)
        into v_counts
        from filters.dimension_values as d
        where d.dimension = p_dimension;
    elsif p_dimension in ('category', 'brand') then
        v_kind := filters._choose_kind(p_selection, v_is_margin);
        v_places := filters._select_places(v_kind, p_selection);
        v_rest := array(
            select p.id
            from filters.places as p
            where
                p.kind = 'store'
                and v_kind = 'store'
                and (p.id in (select unnest(v_places))) is not true
        );
        if v_kind = 'store' and cardinality(v_rest) < cardinality(v_places) then
            v_counts := filters._subtract_counts(
                filters._count_list(p_dimension, '{0}', v_others),
                filters._count_list(p_dimension, v_rest, v_others)
            );
        else
            v_counts := filters._count_list(p_dimension, v_places, v_others);
        end if;
    else
        select array_agg(n.value_id), array_agg(n.lines)
        into v_counts
        from (
            select v.value_id, sum(c.lines)::bigint as lines
            from filters._count_lines(
                filters._select_places('store', p_selection), p_selection
            ) as c
            inner join filters.places as p on c.place_id = p.id
            cross join lateral (
                select
                    case p_dimension
                        when 'region' then p.region_id
                        when 'province' then p.province_id
                        when 'city' then p.city_id
                        when 'store_class' then p.store_class_id
                    end as value_id
            ) as v
            where v.value_id is not null
            group by v.value_id
        ) as n;
    end if;

    v_counts.value_ids := coalesce(v_counts.value_ids, '{}');
    v_counts.lines := coalesce(v_counts.lines, '{}');
    return v_counts;
end;
$$;

grant execute on function filters._count_cells(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_cells(text, filters.selection) is
$$Ids of the values that have a folded line in the selection, and how many.

Units: lines.
$$;

-- @ functions/filters/_count_changes 30aca17d40a8f3e8ae81f97130ce19c789ca54791b585924e7dd6decc6b681c4
-- filters._count_changes: what changes, not folded yet, add to the counts of values.

create or replace function filters._count_changes(
    p_dimension text, p_selection filters.selection
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.counts;
begin
    if not exists (select from filters.waiting_changes) then
        return v_counts;
    end if;

    select array_agg(n.value_id), array_agg(n.lines)
    into v_counts
    from (
        select v.value_id, sum(l.lines)::bigint as lines
        from filters._select_changes(p_selection) as l
        cross join lateral (
            select
                case p_dimension
                    when 'region' then l.region_id
                    when 'province' then l.province_id
                    when 'city' then l.city_id
                    when 'store_class' then l.store_class_id
                    when 'category' then l.category_id
                    when 'brand' then l.brand_id
                end as value_id
        ) as v
        where v.value_id is not null
        group by v.value_id
        having sum(l.lines) <> 0
    ) as n;
    return v_counts;
end;
$$;

grant execute on function filters._count_changes(text, filters.selection)
to authenticated, service_role;

comment on function filters._count_changes(text, filters.selection) is
$$Ids of values whose count changed, and by how much; null arrays when none did.

Units: lines, below zero where more went than came.
$$;

-- @ functions/filters/_count_deltas 78ecbcfc4b5f7383e7323324ded3ac38562408f3d72bc612c49e2bf1b3a89212
-- filters._count_deltas: how many changes of a registered dimension are not folded yet.
--
-- Definer: deltas hold values of the parent too, which callers may not read.

create or replace function filters._count_deltas(p_dimension text)
    returns bigint
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select count(*)
        from filters.value_deltas as n
        where
            n.dimension = p_dimension
            and exists (
                select from filters.dimensions as d
                where d.name = p_dimension and filters._holds_role(d.roles)
            )
    );
end;
$$;

grant execute on function filters._count_deltas(text) to authenticated, service_role;

comment on function filters._count_deltas(text) is
$$0 for a dimension that the caller may not read.

Units: changes.
$$;

-- @ functions/filters/_count_groups 36224676c08f0b6d9cca37026647287f7b712e76b08885e4a83f19154149be4c
-- filters._count_groups: add lines to the cells of the groups of stores.
--
-- Groups count lines only, so any set of new lines can be added, in any order.

create or replace function filters._count_groups(p_after_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
    with fine as materialized (
        select store_id, category_id, brand_id, count(*) as lines
        from filters.transactions
        where id > p_after_id
        group by store_id, category_id, brand_id
    ),

    member as materialized (
        select s.store_id, g.id as place_id, g.kind
        from filters.places as s
        inner join filters.places as g
            on
                (g.region_id is null or g.region_id = s.region_id)
                and (g.province_id is null or g.province_id = s.province_id)
                and (g.store_class_id is null or g.store_class_id = s.store_class_id)
        where s.kind = 'store' and g.kind <> 'store'
    ),

    grouped as (
        select
            m.place_id,
            case when a.category then 0 else f.category_id end as category_id,
            case when a.brand then 0 else f.brand_id end as brand_id,
            f.lines
        from fine as f
        inner join member as m on f.store_id = m.store_id
        cross join (
            values (false, false), (false, true), (true, false), (true, true)
        ) as a (category, brand)
        where a.category or a.brand or m.kind = 'all'
    )

    insert into filters.cells as c (place_id, category_id, brand_id, lines)
    select place_id, category_id, brand_id, sum(lines)
    from grouped
    where category_id is not null and brand_id is not null
    group by place_id, category_id, brand_id
    order by place_id, category_id, brand_id
    on conflict (place_id, category_id, brand_id) do update
    set lines = c.lines + excluded.lines
$$;

comment on function filters._count_groups(bigint) is
    'Add the lines whose id is greater to the cells of the groups of stores.';

-- @ functions/filters/_count_lines 35f4d00bd419cb351a50001fad8fd02d55ea195c1258c8f68e48b334a96ad220
-- filters._count_lines: folded lines of a selection in each of some places.
--
-- Cells are looked up or read as filters._measure_stores does.

create or replace function filters._count_lines(
    p_places bigint[], p_selection filters.selection
)
    returns table (place_id bigint, lines bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_categories_span filters.span := filters._span_of(p_selection.category_ids);
    v_brands_span filters.span := filters._span_of(p_selection.brand_ids);
    v_is_scan boolean := filters._is_scan_cheaper(
        cardinality(v_categories)::bigint * cardinality(v_brands)
    );
begin
    return query
    select c.place_id, sum(c.lines)::bigint
    from (
        select n.place_id, n.lines
        from unnest(p_places) as p (id)
        cross join unnest(v_categories) as k (id)
        cross join unnest(v_brands) as b (id)
        cross join lateral (
                select o.place_id, o.lines
                from filters.cells as o
                where o.place_id = p.id and o.category_id = k.id and o.brand_id = b.id
                limit 1
            ) as n
        where not v_is_scan
        union all
        select n.place_id, n.lines
        from unnest(p_places) as p (id)
        cross join lateral (
            select o.place_id, o.lines
            from filters.cells as o
            where
                o.place_id = p.id
                and o.category_id
                between v_categories_span.low and v_categories_span.high
                and o.brand_id between v_brands_span.low and v_brands_span.high
                and (o.category_id in (select unnest(v_categories))) is true
                and (o.brand_id in (select unnest(v_brands))) is true
            offset 0
        ) as n
        where v_is_scan
    ) as c
    group by c.place_id;
end;
$$;

grant execute on function filters._count_lines(bigint[], filters.selection)
to authenticated, service_role;

comment on function filters._count_lines(bigint[], filters.selection) is
$$Places with a line of the selection's categories and brands, and how many.

Units: lines.
$$;

-- @ functions/filters/_count_list d90899e79629ec661bd89cdaddd4427f0f68e86d28e093c8c1728ef71f95a4d2
-- filters._count_list: folded lines per category or brand in some places.
--
-- `p_others` are ids of the other of the two, or null. Few are looked up one by one, each
-- by the index that begins with it; many are hashed, while the places' cells are read.

create or replace function filters._count_list(
    p_dimension text, p_places bigint[], p_others bigint[]
)
    returns filters.counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_others bigint[] := coalesce(p_others, '{0}');
    v_others_span filters.span := filters._span_of(p_others);
    v_is_scan boolean := filters._is_scan_cheaper(cardinality(v_others));
    v_counts filters.counts;
begin
    if p_dimension = 'brand' then
        select array_agg(n.brand_id), array_agg(n.lines)
        into v_counts
        from (
            select c.brand_id, sum(c.lines)::bigint as lines
            from (
                select m.brand_id, m.lines
                from unnest(p_places) as p (id)
                cross join unnest(v_others) as k (id)
                cross join lateral (
                    select o.brand_id, o.lines
                    from filters.cells as o
                    where o.place_id = p.id and o.category_id = k.id and o.brand_id > 0
                    offset 0
                ) as m
                where not v_is_scan
                union all
                select m.brand_id, m.lines
                from unnest(p_places) as p (id)
                cross join lateral (
                    select o.brand_id, o.lines
                    from filters.cells as o
                    where
                        o.place_id = p.id
                        and o.category_id between v_others_span.low and v_others_span.high
                        and o.brand_id > 0
                        and (o.category_id in (select unnest(v_others))) is true
                    offset 0
                ) as m
                where v_is_scan
            ) as c
            group by c.brand_id
        ) as n;
    else
        select array_agg(n.category_id), array_agg(n.lines)
        into v_counts
        from (
            select c.category_id, sum(c.lines)::bigint as lines
            from (
                select m.category_id, m.lines
                from unnest(p_places) as p (id)
                cross join unnest(p_others) as b (id)
                cross join lateral (
                    select o.category_id, o.lines
                    from filters.cells as o
                    where
                        o.brand_id = b.id
                        and o.place_id = p.id
                        and o.category_id > 0
                        and o.brand_id > 0
                    offset 0
                ) as m
                where not v_is_scan
                union all
                select m.category_id, m.lines
                from unnest(p_places) as p (id)
                cross join lateral (
                    select o.category_id, o.lines
                    from filters.cells as o
                    where
                        o.place_id = p.id
                        and o.category_id > 0
                        and o.brand_id between v_others_span.low and v_others_span.high
                        and (o.brand_id in (select unnest(v_others))) is true
                    offset 0
                ) as m
                where v_is_scan or p_others is null
            ) as c
            group by c.category_id
        ) as n;
    end if;
    return v_counts;
end;
$$;

grant execute on function filters._count_list(text, bigint[], bigint[])
to authenticated, service_role;

comment on function filters._count_list(text, bigint[], bigint[]) is
$$Ids of the categories or brands with a folded line in these places, and how many.

Units: lines.
$$;

-- @ functions/filters/_count_listed_counters aa473d1e917a281b147aaea245a0504dec2f72d9e8ac58693a74ce40c386a65c
-- filters._count_listed_counters: how many values a registered dimension lists.
--
-- Folded values by their index, corrected by what the deltas bring and take away.
-- Definer as filters._count_deltas.

create or replace function filters._count_listed_counters(p_dimension text)
    returns bigint
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    with fresh as materialized (
        select
            d.value,
            sum(d.lines) as lines,
            coalesce(
                (
                    select sum(c.lines)
                    from filters.value_counts as c
                    where c.dimension = p_dimension and c.value = d.value
                ), 0
            ) as folded
        from filters.value_deltas as d
        where d.dimension = p_dimension
        group by d.value
    )

    select coalesce(
        (
            select
                (
                    select count(*)
                    from (
                        select c.value
                        from filters.value_counts as c
                        where c.dimension = p_dimension
                        group by c.value
                    ) as v
                )
                + (
                    select
                        count(*) filter (where f.folded = 0 and f.lines <> 0)
                        - count(*) filter (where f.folded <> 0 and f.folded + f.lines = 0)
                    from fresh as f
                )
            from filters.dimensions as n
            where n.name = p_dimension and filters._holds_role(n.roles)
        ),
        0
    )
$$;

grant execute on function filters._count_listed_counters(text)
to authenticated, service_role;

comment on function filters._count_listed_counters(text) is
    'Distinct values with a line, under all parents together; 0: not for the caller.';

-- @ functions/filters/_count_place_cells 51915b333f7a9634017ba2ec0e2dd7d53555a68b803fd51579f453c69489c01a
-- filters._count_place_cells: folded counts of the four dimensions of stores.
--
-- One pass for all four, each without its own part of the selection. Selected stores are
-- measured already; of the others only those count that one dimension alone excludes.

create or replace function filters._count_place_cells(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns filters.place_counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.place_counts;
begin
    with place as materialized (
        select
            p.*,
            p_selection.region_ids is null
            or p.region_id in (select unnest(p_selection.region_ids)) as in_region,
            p_selection.province_ids is null
            or p.province_id in (select unnest(p_selection.province_ids)) as in_province,
            p_selection.city_ids is null
            or p.city_id in (select unnest(p_selection.city_ids)) as in_city,
            p_selection.store_class_ids is null
            or p.store_class_id in (select unnest(p_selection.store_class_ids))
                as in_class
        from filters.places as p
        where p.kind = 'store'
    ),

    excluded as (
        select p.id
        from place as p
        cross join lateral (
            values (p.in_region), (p.in_province), (p.in_city), (p.in_class)
        ) as v (is_in)
        where v.is_in is not true
        group by p.id
        having count(*) = 1
    ),

    counted as (
        select s.place_id, s.lines
        from unnest(p_stores) as s
        union all
        select c.place_id, c.lines
        from filters._count_lines(
            array(select e.id from excluded as e), p_selection
        ) as c
    ),

    store as materialized (
        select
            p.region_id,
            p.province_id,
            p.city_id,
            p.store_class_id,
            p.in_region,
            p.in_province,
            p.in_city,
            p.in_class,
            c.lines
        from counted as c
        inner join place as p on c.place_id = p.id
    ),

    by_region as (
        select region_id as value_id, sum(lines)::bigint as lines
        from store
        where region_id is not null and in_province and in_city and in_class
        group by region_id
    ),

    by_province as (
        select province_id as value_id, sum(lines)::bigint as lines
        from store
        where province_id is not null and in_region and in_city and in_class
        group by province_id
    ),

    by_city as (
        select city_id as value_id, sum(lines)::bigint as lines
        from store
        where city_id is not null and in_region and in_province and in_class
        group by city_id
    ),

    by_class as (
        select store_class_id as value_id, sum(lines)::bigint as lines
        from store
        where store_class_id is not null and in_region and in_province and in_city
        group by store_class_id
    )

    select
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_region
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_province
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_city
        ),
        (
            select row(array_agg(value_id), array_agg(lines))::filters.counts
            from by_class
        )
    into v_counts;

    return v_counts;
end;
$$;

grant execute on function filters._count_place_cells(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._count_place_cells(
    filters.selection, filters.measured_store[]
) is
    'Counts of the four dimensions of stores, each narrowed by all others.';

-- @ functions/filters/_count_place_values d31e03a2cdb29ac91115d45d428a61a63f13276fdb9c5cf517d877c8d81ee510
-- filters._count_place_values: regions, provinces, cities and classes of a selection.
--
-- What is folded and what is not, in one snapshot, each without its own part of the
-- selection.

create or replace function filters._count_place_values(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns filters.place_counts
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts filters.place_counts := filters._count_place_cells(
        p_selection, p_stores
    );
    v_others filters.selection := p_selection;
begin
    v_others.region_ids := null;
    v_counts.region := filters._add_counts(
        v_counts.region, filters._count_changes('region', v_others)
    );
    v_others := p_selection;
    v_others.province_ids := null;
    v_counts.province := filters._add_counts(
        v_counts.province, filters._count_changes('province', v_others)
    );
    v_others := p_selection;
    v_others.city_ids := null;
    v_counts.city := filters._add_counts(
        v_counts.city, filters._count_changes('city', v_others)
    );
    v_others := p_selection;
    v_others.store_class_ids := null;
    v_counts.store_class := filters._add_counts(
        v_counts.store_class, filters._count_changes('store_class', v_others)
    );
    return v_counts;
end;
$$;

grant execute on function filters._count_place_values(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._count_place_values(
    filters.selection, filters.measured_store[]
) is
    'Counts of the four dimensions of stores, each narrowed by all others.';

-- @ functions/filters/_count_prices dbd34d54d7d62887d508b4f04f5ef4e39ea6cbe29a76be5522aad24584fcf57d
-- filters._count_prices: how the lines of a selection spread over prices.

create or replace function filters._count_prices(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns bigint[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array(
        select sum(n.lines)::bigint
        from (
            select o.bucket, o.lines
            from unnest(p_stores) as s
            cross join unnest(s.price_counts) with ordinality as o (lines, bucket)
            union all
            select
                width_bucket(l.price_minor, filters._price_bounds()) + 1,
                l.lines
            from filters._select_changes(p_selection) as l
            union all
            select g.bucket, 0
            from generate_series(1, cardinality(filters._price_bounds()) + 1)
                as g (bucket)
        ) as n
        group by n.bucket
        order by n.bucket
    )
$$;

grant execute on function filters._count_prices(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._count_prices(
    filters.selection, filters.measured_store[]
) is
$$Lines per bucket of filters._price_bounds, from what filters._measure_stores says.

Units: lines.
$$;

-- @ functions/filters/_fill_dimension 11714772f29ffe4c5448ed4a63b949dab3651c7c58ad2e95cd32754185e2980e
-- filters._fill_dimension: count one part of a dimension's values from its source.
--
-- One statement deletes the deltas of these values and counts them: both by the same
-- snapshot, so what is counted is what no delta says any more, while writers go on. A
-- part that is done again replaces what it counted. The row of the registry is locked:
-- parts follow each other, and whoever toggles waits for one. A fill that was overtaken
-- by another does nothing. With its last part the dimension goes live, after it was
-- compared with its source.

create or replace function filters._fill_dimension(
    p_operation core.operations, p_chunk jsonb
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := p_operation.params ->> 'dimension';
    v_parts integer := (p_operation.params ->> 'parts')::integer;
    v_item jsonb;
begin
    perform from filters.dimensions
    where
        name = v_name
        and state = 'filling'
        and fill_number = (p_operation.params ->> 'number')::bigint
    for no key update;
    if not found then
        return;
    end if;

    for v_item in select i from jsonb_array_elements(p_chunk) as i loop
        perform filters._fill_part(v_name, (v_item ->> 'part')::integer, v_parts);
    end loop;

    if exists (
        select from filters.dimensions where name = v_name and unfilled = '{}'
    ) then
        perform filters._go_live(v_name);
    end if;
end;
$$;


comment on function filters._fill_dimension(core.operations, jsonb) is
$$Chunk function of operations of kind filters.fill_dimension.

Emits: filters.dimension.filled.
$$;

-- @ functions/filters/_find_dimension 3e4554865e6f16f396b197ed9cc73adc00825948dac7dfcea85502ca716b8108
-- filters._find_dimension: a dimension of the registry, enabled or not.

create or replace function filters._find_dimension(p_name text)
    returns filters.dimensions
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    select * into v_dimension
    from filters.dimensions
    where name = p_name;
    if v_dimension.name is null then
        perform core.raise_error(
            'filters.unknown_dimension',
            format(
                '%s is no dimension.', coalesce(quote_literal(core.excerpt(p_name)),
                'null')
            )
        );
    end if;
    return v_dimension;
end;
$$;

comment on function filters._find_dimension(text) is
    'Errors: PT422 filters.unknown_dimension.';

-- @ functions/filters/_find_source 3c74ff028de968902096da9067624115656b463c1ce746400bfcc539b01ac2ee
-- filters._find_source: the table that a name means, if its rows can be counted.
--
-- Refused is what statement triggers would not see whole: a partition or a table with
-- heirs (writes go in by another name), an unlogged table (a crash empties it without a
-- statement), views and foreign tables; and our own bookkeeping.

create or replace function filters._find_source(p_name text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table pg_catalog.pg_class;
    v_schema name;
    v_fault text;
begin
    begin
        select * into v_table
        from pg_catalog.pg_class
        where oid = to_regclass(left(p_name, 300));
    exception
        when syntax_error or invalid_name or feature_not_supported then
            v_table := null;
    end;
    v_schema := (
        select n.nspname from pg_catalog.pg_namespace as n
        where n.oid = v_table.relnamespace
    );

    v_fault := case
        when v_table.oid is null then 'is not a table, or is not named with its schema'
        when v_table.relkind not in ('r', 'p') then 'is not a table'
        when v_table.relpersistence <> 'p' then 'is temporary or unlogged'
        when v_table.oid < 16384
            or v_schema in ('information_schema', 'core', 'filters_compiled', 'rowhouse')
            then 'belongs to the system'
        when v_schema = 'filters' and v_table.relname not in (
            'transactions', 'stores', 'baskets'
        ) then 'belongs to the system'
        when v_table.relispartition then 'is a partition: name the whole table'
        when v_table.relkind = 'r' and exists (
            select from pg_catalog.pg_inherits
            where v_table.oid in (inhrelid, inhparent)
        ) then 'inherits, or others inherit from it'
        when not pg_has_role(v_table.relowner, 'usage')
            then 'belongs to another role'
    end;
    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_source', format('%s %s.', core.excerpt(p_name), v_fault)
        );
    end if;
    return v_table.oid::regclass;
end;
$$;

comment on function filters._find_source(text) is
    'Errors: PT422 filters.invalid_source.';

-- @ functions/filters/_fold_sizes 026070594d23c2c2244a2bc67ec76d7eae2227062253d5f54672f2532840aa19
-- filters._fold_sizes: move changed baskets to the masks of their sizes.

create or replace function filters._fold_sizes(p_baskets filters.changed_basket[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with basket as materialized (
        select
            b.place_id,
            set_bit(
                repeat('0', p.capacity::integer)::bit varying, b.ordinal, 1
            )::bit varying as mask,
            case when b.old_size > 0 then
                width_bucket(b.old_size, filters._basket_size_bounds()) + 1
            end as old_bucket,
            case when b.size > 0 then
                width_bucket(b.size, filters._basket_size_bounds()) + 1
            end as bucket
        from unnest(p_baskets) as b
        inner join filters.places as p on b.place_id = p.id
        where b.size <> b.old_size
    ),

    moved as (
        select
            n.place_id,
            n.bucket,
            bit_or(n.gone) as gone,
            bit_or(n.come) as come
        from (
            select
                place_id,
                old_bucket as bucket,
                mask as gone,
                (mask & ~mask)::bit varying as come
            from basket
            union all
            select place_id, bucket, (mask & ~mask)::bit varying as gone, mask as come
            from basket
        ) as n
        where n.bucket is not null
        group by n.place_id, n.bucket
    ),

    folded as (
        select
            n.place_id,
            n.bucket,
            coalesce(s.bits & ~n.gone, n.come & ~n.come) | n.come as bits
        from moved as n
        left join filters.basket_sizes as s
            on n.place_id = s.place_id and n.bucket = s.bucket
    )

    merge into filters.basket_sizes as s
    using folded as n on s.place_id = n.place_id and s.bucket = n.bucket
    when matched and bit_count(n.bits) = 0 then
        delete
    when matched then
        update set bits = n.bits, baskets = bit_count(n.bits)
    when not matched and bit_count(n.bits) > 0 then
        insert (place_id, bucket, bits, baskets)
        values (n.place_id, n.bucket, n.bits, bit_count(n.bits))
$$;

comment on function filters._fold_sizes(filters.changed_basket[]) is
    'Move baskets whose size changed from one bucket of sizes to another.';

-- @ functions/filters/_fold_stores d10e29102422f86445b64474a5136c9b4bea69e2bc0fddaf1364052136d1188b
-- filters._fold_stores: bring the cells of stores up to date with changed baskets.
--
-- A changed basket's bit is taken out of a cell, and set again if it has a line there.
-- The range of prices takes in what comes; when what goes may have been at an end of
-- it, it becomes a bound (filters._measure_cells looks closer where a bound could be
-- the answer).

create or replace function filters._fold_stores(
    p_changes filters.line_changes[],
    p_lines filters.basket_line[],
    p_baskets filters.changed_basket[]
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    merge into filters.cells as c
    using filters._sum_changes(p_changes, p_lines, p_baskets) as n
        on c.place_id = n.place_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
    when matched and c.lines + n.lines = 0 then
        delete
    when matched then
        update set
            lines = c.lines + n.lines,
            baskets = bit_count((c.bits & ~n.mask) | n.bits),
            price_min = least(c.price_min, n.min_added),
            price_max = greatest(c.price_max, n.max_added),
            price_counts = array(
                select o.old + o.new
                from unnest(c.price_counts, n.price_counts)
                    with ordinality as o (old, new, position)
                order by o.position
            ),
            bits = (c.bits & ~n.mask) | n.bits,
            is_exact = c.is_exact
                and not coalesce(n.min_gone <= c.price_min, false)
                and not coalesce(n.max_gone >= c.price_max, false)
    when not matched and n.lines <> 0 then
        insert (
            place_id, category_id, brand_id, lines, baskets, price_min, price_max,
            price_counts, bits
        )
        values (
            n.place_id, n.category_id, n.brand_id, n.lines, bit_count(n.bits),
            n.min_added, n.max_added, n.price_counts, n.bits
        )
$$;

comment on function filters._fold_stores(
    filters.line_changes[], filters.basket_line[], filters.changed_basket[]
) is
    'Bring the cells of stores up to date with changed baskets.';

-- @ functions/filters/_is_guarded 41cd70c1ae162b2fca3de8699d5a2f2eeb6baad846f73538e90acbec78ec92da
-- filters._is_guarded: is a table protected from whoever steers dimensions?
--
-- Row-level security says that not every row is everybody's; so every table of a
-- product schema is guarded. So are the schemas of the platform, and what another role
-- owns: a superuser reads it all, but it is not the superuser who asks.

create or replace function filters._is_guarded(p_table regclass)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        c.relrowsecurity
        or c.relowner <> (
            select o.relowner from pg_catalog.pg_class as o
            where o.oid = 'filters.allowed_sources'::regclass
        )
        or n.nspname in (
            'api', 'core', 'master', 'filters', 'filters_compiled', 'commerce',
            'suppliers', 'reading', 'concerts', 'rowhouse',
            'auth', 'storage', 'vault', 'realtime', 'relay', 'extensions', 'cron', 'net',
            'pgsodium', 'graphql', 'graphql_public', 'supabase_functions',
            'supabase_migrations'
        )
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    where c.oid = p_table
$$;

comment on function filters._is_guarded(regclass) is
    'True under row-level security, of product or platform, or of another owner.';

-- @ functions/filters/_is_interval 1c551e3ca3988c1ee3dfd21141956a39fa0b4d6992d740307c5e9c274eb0130c
-- filters._is_interval: is this text an interval from 0 to 100 years? Null is none.
--
-- A longer one, or an infinite one, would leave the calendar when a time adds it.

create or replace function filters._is_interval(p_text text)
    returns boolean
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return p_text is null
        or p_text::interval between interval '0' and interval '100 years';
exception
    when data_exception then
        return false;
end;
$$;

comment on function filters._is_interval(text) is
    'Also true for null: no interval is asked for.';

-- @ functions/filters/_is_ranked a98fa79d71e2c5047aca3aacbfe5967e436583e1adb10f51b1413022e77dd973
-- filters._is_ranked: are a registered dimension's values sorted as numbers or dates?
--
-- By the type of its column; a jsonb may hold numbers, which then come first. One with
-- labels is sorted by them. Definer: types of columns are read by the owner.

create or replace function filters._is_ranked(p_dimension text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        d.master_table is null
        and filters._column_type(d.source_table, d.column_name) in (
            'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
            'numeric'::regtype, 'date'::regtype, 'jsonb'::regtype
        ),
        false
    )
    from filters.dimensions as d
    where d.name = p_dimension
$$;

grant execute on function filters._is_ranked(text) to authenticated, service_role;

comment on function filters._is_ranked(text) is
    'Else its values are sorted as text; filters._rank_of.';

-- @ functions/filters/_is_scan_cheaper 922f70aa8bb9629f87cc766b85a920a20df4ade1da21c92094212b555630d525
-- filters._is_scan_cheaper: is reading a place's cells less work than lookups?
--
-- So that a selection of many values costs what the cells of its places cost, whatever
-- it multiplies to. A lookup takes about as long as eight cells that are read in order.

create or replace function filters._is_scan_cheaper(p_lookups bigint)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_lookups * 8 > greatest(c.reltuples / nullif(greatest(p.reltuples, 0), 0), 100)
    from pg_catalog.pg_class as c
    cross join pg_catalog.pg_class as p
    where c.oid = 'filters.cells'::regclass and p.oid = 'filters.places'::regclass
$$;

grant execute on function filters._is_scan_cheaper(bigint)
to authenticated, service_role;

comment on function filters._is_scan_cheaper(bigint) is
$$Whether to scan filters.cells place by place, rather than so many lookups in each.

By what ANALYZE knows of filters.cells; 100 cells a place before it ran.
$$;

-- @ functions/filters/_list_candidates dfd2cdfdc079861add8322e840fbb774d6cfd24dd852c6bea9f80f2c0e88724f
-- filters._list_candidates: what of a table can be counted: columns, and keys of jsonb.
--
-- Only columns that the owner allows.

create or replace function filters._list_candidates(p_source regclass)
    returns table (place bigint, column_name name, path text[], type text, read text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_column record;
    v_keys text[];
begin
    place := 0;
    for v_column in
        select a.attname, filters._column_type(p_source, a.attname) as type
        from pg_catalog.pg_attribute as a
        where
            a.attrelid = p_source
            and a.attnum > 0
            and not a.attisdropped
            and filters._allow_fault(p_source, 'count', array[a.attname::text]) is null
            and filters._column_type(p_source, a.attname) is not null
        order by a.attnum
        limit 60
    loop
        v_keys := array[null];
        if v_column.type = 'jsonb'::regtype then
            execute format(
                'select array_agg(k.key order by k.key) from ('
                '    select e.key from (%s) as r '
                '    cross join lateral jsonb_each('
                '        case jsonb_typeof(r.%I) when ''object'' then r.%2$I end) as e '
                '    where jsonb_typeof(e.value) not in (''object'', ''array'') '
                '    group by e.key order by count(*) desc, e.key limit 20) as k',
                filters._write_sample(p_source, 1000), v_column.attname
            )
            into v_keys;
        end if;
        for i in 1 .. coalesce(cardinality(v_keys), 0) loop
            place := place + 1;
            column_name := v_column.attname;
            path := case when v_keys[i] is not null then array[v_keys[i]] end;
            type := v_column.type;
            read := filters._value_expression(p_source, column_name, path);
            return next;
        end loop;
    end loop;
end;
$$;

comment on function filters._list_candidates(regclass) is
    'At most 60 columns, 20 keys each; read is SQL of a row r.';

-- @ functions/filters/_list_counters 7496868132dd65e1950b0e20b733e6600c28b1ba5795e4d078d69855924dcec8
-- filters._list_counters: the values of a registered dimension inside a selection.
--
-- Definer: callers may read counts, not the source nor every master table. So roles are
-- tested here again, of the dimension and of each that narrows it. What would cost too
-- much is refused before it is run.

create or replace function filters._list_counters(p_dimension text, p_selection jsonb)
    returns setof filters.counted_value
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_cost numeric := filters._cost_of_counters(p_dimension, p_selection);
    v_most numeric := core.setting('filters.max_cost')::numeric;
    v_query text;
begin
    if v_cost > v_most then
        perform core.raise_error(
            'filters.too_much_to_count',
            format(
                'Counting %s would cost %s; filters.max_cost is %s.',
                p_dimension, round(v_cost), v_most
            )
        );
    end if;
    select * into strict v_dimension
    from filters.dimensions
    where name = p_dimension;

    v_query := filters._write_counters_query(v_dimension, p_selection);
    if v_dimension.master_table is not null then
        v_query := format(
            'select n.value, coalesce(m.%I::text, n.value) as label, n.lines '
            'from (%s) as n left join %s as m on n.value = %s',
            v_dimension.master_label, v_query, v_dimension.master_table,
            filters._value_expression(
                v_dimension.master_table, v_dimension.master_key, null, 'm'
            )
        );
    else
        v_query := format('select n.value, n.value, n.lines from (%s) as n', v_query);
    end if;

    return query execute v_query using p_dimension, p_selection;
end;
$$;

grant execute on function filters._list_counters(text, jsonb)
to authenticated, service_role;

comment on function filters._list_counters(text, jsonb) is
$$Value, label and lines; the label is the master row's, else the value.

Errors: PT422 filters.too_much_to_count, filters.unknown_dimension, when the caller may
not read one.
$$;

-- @ views/filters/master_values 47e77fae248b7487f48efea86b85cbb3469cac953928482248b25af9fff82954
-- filters.master_values: every row of master data as a value of its dimension.

create or replace view filters.master_values
with (security_invoker = true)
as
select
    'region' as dimension,
    r.id as value_id,
    r.short_name as value,
    r.name as label,
    null::text as parent
from master.regions as r
union all
select
    'province' as dimension,
    p.id as value_id,
    p.psgc_code as value,
    p.name as label,
    r.short_name as parent
from master.provinces as p
inner join master.regions as r on p.region_id = r.id
union all
select
    'city' as dimension,
    c.id as value_id,
    c.psgc_code as value,
    case when p.is_pseudo then c.name else concat(c.name, ', ', p.name) end as label,
    p.psgc_code as parent
from master.cities as c
inner join master.provinces as p on c.province_id = p.id
union all
select
    'category' as dimension,
    c.id as value_id,
    c.category_key as value,
    concat_ws(' / ', p.name, c.name) as label,
    p.category_key as parent
from master.categories as c
left join master.categories as p on c.parent_id = p.id
union all
select
    'brand' as dimension,
    b.id as value_id,
    b.brand_key as value,
    b.name as label,
    c.category_key as parent
from master.brands as b
left join master.categories as c on b.category_id = c.id
union all
select
    'store_class' as dimension,
    s.id as value_id,
    s.code as value,
    s.name as label,
    null as parent
from master.store_classes as s;

grant select on filters.master_values to authenticated, service_role, app_reader;

comment on view filters.master_values is
    'Master data as callers see it: dimension, value, label, value of the parent.';

-- @ functions/filters/_load_transactions 5c029fa8461ee07a5e6a857900e8e5af52caf1f1301109dfea8ed8414d679576
-- filters._load_transactions: take in a staging table of lines, by natural keys.
--
-- One load at a time: the first statement locks the table against other loads (not
-- against readers), so new master rows, stores and baskets need no further care; they
-- are inserted in the order of their keys, so that no two writers of master data wait
-- for each other in a circle. A cast or a constraint that fails raises, and nothing has
-- happened: whoever called decides which lines to send again.
--
-- Into an empty table, foreign keys are checked once, for all lines together: they are
-- dropped and added again in this transaction. Line by line takes three times as long.
--
-- Counts follow in the same transaction. Lines of new baskets are added; a store where
-- an older basket grew is counted anew, since sizes of baskets already counted changed.

create or replace function filters._load_transactions(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
declare
    v_after bigint;
    v_inserted bigint;
    v_grown bigint[];
    v_new bigint[];
    v_fkey record;
    v_fkeys text[] := array[]::text[];
begin
    lock table filters.transactions in share row exclusive mode;
    perform filters._lock_folds();
    perform filters._fold_all();
    v_after := coalesce((select max(id) from filters.transactions), 0);

    -- What the text says, once: keys in normal form, money in minor units.
    truncate filters.staged_lines;
    execute format(
        $sql$
        insert into filters.staged_lines (
            basket_key, store_key, product_key,
            brand_key, category_key, city_code,
            store_class, price_minor, quantity, sold_at
        )
        select
            core.normal_key(basket),
            core.normal_key(store),
            core.normal_key(product),
            lower(core.normal_key(brand)),
            nullif(
                lower(
                    concat_ws(
                        '/', core.normal_key(department), core.normal_key(category)
                    )
                ),
                ''
            ),
            core.normal_key(city_code),
            core.normal_key(store_class),
            round(price::numeric * 100)::bigint,
            quantity::numeric,
            sold_at::timestamptz
        from %s
        $sql$,
        p_staging
    );
    analyze filters.staged_lines;

    perform master._load_catalog(p_staging);

    insert into master.store_classes (code, name)
    select store_class, concat('Class ', store_class)
    from filters.staged_lines
    where store_class is not null
    group by store_class
    order by store_class
    on conflict (code) do nothing;

    insert into filters.stores (store_key, name, city_id, store_class_id)
    select
        l.store_key,
        concat('Store ', l.store_key),
        min(c.id),
        min(k.id)
    from (
        select store_key, min(city_code) as city_code, min(store_class) as store_class
        from filters.staged_lines
        group by store_key
    ) as l
    left join master.cities as c on l.city_code = c.psgc_code
    left join master.store_classes as k on l.store_class = k.code
    where not exists (
        select from filters.stores as s where s.store_key = l.store_key
    )
    group by l.store_key
    order by l.store_key;

    -- Baskets that were there before and now get more lines.
    with more as (
        select b.id, b.store_id, count(*) as lines
        from filters.staged_lines as l
        inner join filters.baskets as b on l.basket_key = b.basket_key
        group by b.id, b.store_id
    ),

    grown as (
        update filters.baskets as b
        set line_count = b.line_count + m.lines
        from more as m
        where b.id = m.id
        returning b.store_id
    )

    select coalesce(array_agg(distinct store_id), '{}')
    into v_grown
    from grown;

    insert into filters.baskets (basket_key, store_id, ordinal, line_count)
    select
        n.basket_key,
        n.store_id,
        coalesce(o.baskets, 0)
        + row_number() over (partition by n.store_id order by n.basket_key) - 1,
        n.lines
    from (
        select l.basket_key, min(s.id) as store_id, count(*) as lines
        from filters.staged_lines as l
        inner join filters.stores as s on l.store_key = s.store_key
        where not exists (
            select from filters.baskets as b where b.basket_key = l.basket_key
        )
        group by l.basket_key
    ) as n
    left join (
        select store_id, max(ordinal) + 1 as baskets
        from filters.baskets
        group by store_id
    ) as o on n.store_id = o.store_id
    order by n.store_id, n.basket_key;

    if v_after = 0 then
        for v_fkey in
            select conname, pg_get_constraintdef(oid) as definition
            from pg_catalog.pg_constraint
            where conrelid = 'filters.transactions'::regclass and contype = 'f'
            order by conname
        loop
            v_fkeys := v_fkeys || format(
                'alter table filters.transactions add constraint %I %s',
                v_fkey.conname, v_fkey.definition
            );
            execute format(
                'alter table filters.transactions drop constraint %I', v_fkey.conname
            );
        end loop;
    end if;

    -- These lines are counted below, all together.
    alter table filters.transactions disable trigger t70_note_inserted;
    insert into filters.transactions (
        basket_id, store_id, product_key, brand_id, category_id,
        price_minor, quantity, sold_at
    )
    select
        b.id, s.id, l.product_key, d.id, c.id,
        l.price_minor, l.quantity, l.sold_at
    from filters.staged_lines as l
    left join filters.baskets as b on l.basket_key = b.basket_key
    left join filters.stores as s on l.store_key = s.store_key
    left join master.brands as d on l.brand_key = d.brand_key
    left join master.categories as c on l.category_key = c.category_key
    order by s.id, b.id;
    get diagnostics v_inserted = row_count;
    alter table filters.transactions enable trigger t70_note_inserted;
    truncate filters.staged_lines;

    if v_after = 0 then
        for i in 1 .. cardinality(v_fkeys) loop
            execute v_fkeys[i];
        end loop;
        analyze filters.stores, filters.baskets, filters.transactions;
    end if;

    v_new := array(
        select s.id
        from filters.stores as s
        where
            s.id <> all(v_grown)
            and exists (
                select
                from filters.transactions as t
                where t.store_id = s.id and t.id > v_after
            )
    );
    perform filters._number_baskets(
        array(select id from filters.baskets where ordinal is null)
    );
    perform filters._widen_stores(array(select id from filters.stores));
    delete from filters.cells as c
    using filters.places as p
    where c.place_id = p.id and p.store_id = any(v_grown);
    delete from filters.basket_sizes as m
    using filters.places as p
    where m.place_id = p.id and p.store_id = any(v_grown);
    perform filters._count_stores(p_store_ids => v_grown, p_after_id => 0);
    perform filters._count_stores(p_store_ids => v_new, p_after_id => v_after);
    perform filters._count_groups(p_after_id => v_after);
    perform filters._list_values();

    return v_inserted;
end;
$$;

comment on function filters._load_transactions(regclass) is
$$Load lines from a staging table of text columns, and count them; returns their number.

Columns: basket, store, product, brand, brand_mark, department, category, city_code,
store_class, price numeric, quantity numeric, sold_at timestamptz.
Required: basket, store, product, price, quantity, sold_at.
Keys are in the form of core.normal_key, empty means null; brands and categories are known by their lower-case
spelling, a category under its department; an unknown city or a missing one leaves the
store without city. price is in major units and is rounded to minor ones; sold_at with
no zone is in the session's time zone. Known master data and stores stay as they are;
unknown ones are added.
Errors: 22xxx for text that is no number or time, 23xxx for a missing key or a basket
that is already in another store.
$$;

-- @ functions/filters/_master_fault ff8ac0691ef5958f5fcbde0b2653732098700d709a9e4eb0991b1d0f1f26aedd
-- filters._master_fault: what is wrong with the master table of a dimension, or null.

create or replace function filters._master_fault(p_master jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table regclass;
    v_key smallint;
    v_fault text;
begin
    if p_master is null or p_master = 'null' then
        return null;
    end if;
    v_table := filters._check_master(p_master ->> 'table');
    select a.attnum
    into v_key
    from pg_catalog.pg_attribute as a
    where a.attrelid = v_table and a.attname = p_master ->> 'key';

    v_fault := filters._allow_fault(
        v_table, 'master', array[p_master ->> 'key', p_master ->> 'label']
    );

    return case
        when v_fault is not null then format('%s %s.', v_table, v_fault)
        when filters._column_type(v_table, p_master ->> 'key') is null
            or filters._column_type(v_table, p_master ->> 'label') is null
            or p_master ->> 'key' = p_master ->> 'label'
            then format('%s has no such two columns, key and label.', v_table)
        when not exists (
            select from pg_catalog.pg_index as i
            where
                i.indrelid = v_table
                and i.indisunique
                and i.indpred is null
                and i.indkey::text = v_key::text
        ) then format('%s.%I is not unique.', v_table, core.excerpt(p_master ->> 'key'))
    end;
end;
$$;

comment on function filters._master_fault(jsonb) is
    'A sentence, or null. Errors: PT422 filters.invalid_source.';

-- @ functions/filters/_measure 9dd798d7ccecc9341af797f860ff0c47924f27c119de0693cf15c1a3f5571bec
-- filters._measure: everything that is one number about a selection.

create or replace function filters._measure(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_totals filters.totals := filters._measure_cells(p_selection, p_stores);
    v_sizes filters.sizes := filters._measure_sizes(p_selection, p_stores);
begin
    return jsonb_build_object(
        'price', jsonb_build_object(
            'min', v_totals.price_min, 'max', v_totals.price_max
        ),
        'basket_size', jsonb_build_object('min', v_sizes.low, 'max', v_sizes.high),
        'transactions', v_totals.lines,
        'baskets', filters._count_baskets(p_selection, p_stores)
    );
end;
$$;

grant execute on function filters._measure(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._measure(
    filters.selection, filters.measured_store[]
) is
$${price: {min, max}, basket_size: {min, max}, transactions, baskets} of a selection.

From what filters._measure_stores says of basket_size.

Units: price in minor units (centavos) of one line, basket_size in lines.
$$;

-- @ functions/filters/_measure_cells 3f8b6fbba1f821f56473c08f78596594a7474c174d97020a93088b102757984a
-- filters._measure_cells: lines and prices of a selection.
--
-- Prices come from cells whose range is exact, and from what came since. Where a line
-- went that may have been at an end of it, a cell is only a bound; the lines of its
-- store are read if the bound is beyond what is known by then. The farthest bounds
-- first, twice as many stores each time: what they hold settles most of the others.

create or replace function filters._measure_cells(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns filters.totals
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes record;
    v_totals filters.totals;
    v_live filters.span;
    v_next bigint[];
    v_read bigint[] := '{}';
begin
    select
        coalesce(sum(n.lines), 0) as lines,
        min(n.price_minor) filter (where n.lines > 0) as low,
        max(n.price_minor) filter (where n.lines > 0) as high,
        coalesce(array_agg(distinct n.place_id) filter (where n.lines < 0), '{}')
            as bounded
    into v_changes
    from (
        select l.place_id, l.price_minor, sum(l.lines) as lines
        from filters._select_changes(p_selection) as l
        group by l.place_id, l.price_minor
        having sum(l.lines) <> 0
    ) as n;

    select
        coalesce(sum(s.lines), 0) + v_changes.lines,
        least(
            v_changes.low,
            min(s.low) filter (where s.place_id <> all(v_changes.bounded))
        ),
        greatest(
            v_changes.high,
            max(s.high) filter (where s.place_id <> all(v_changes.bounded))
        )
    into v_totals.lines, v_totals.price_min, v_totals.price_max
    from unnest(p_stores) as s;

    loop
        with bound as (
            select
                s.place_id,
                case
                    when s.place_id = any(v_changes.bounded)
                        then least(s.low, s.bound_low)
                    else s.bound_low
                end as low,
                case
                    when s.place_id = any(v_changes.bounded)
                        then greatest(s.high, s.bound_high)
                    else s.bound_high
                end as high
            from unnest(p_stores) as s
            where s.place_id <> all(v_read)
        ),

        beyond as materialized (
            select b.*
            from bound as b
            where
                b.low is not null
                and (
                    v_totals.price_min is null
                    or b.low < v_totals.price_min
                    or b.high > v_totals.price_max
                )
        )

        select
            array(
                (
                    select b.place_id from beyond as b
                    order by b.low
                    limit cardinality(v_read) + 1
                )
                union
                (
                    select b.place_id from beyond as b
                    order by b.high desc
                    limit cardinality(v_read) + 1
                )
            )
        into v_next;
        exit when v_next = '{}';

        v_live := filters._live_prices(
            v_next, p_selection.category_ids, p_selection.brand_ids
        );
        v_totals.price_min := least(v_totals.price_min, v_live.low);
        v_totals.price_max := greatest(v_totals.price_max, v_live.high);
        v_read := v_read || v_next;
    end loop;
    return v_totals;
end;
$$;

grant execute on function filters._measure_cells(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._measure_cells(
    filters.selection, filters.measured_store[]
) is
$$Lines and prices of a selection, from what filters._measure_stores says of it.

Units: lines; minor units (centavos) of one line.
$$;

-- @ functions/filters/_measure_sizes 2fcb250ec84f9098cedc77bf9807482afbea2d9905c3c070681c40ac79f028c0
-- filters._measure_sizes: how big the baskets with a line in a selection are.
--
-- Unchanged baskets by their masks: those say the bucket, and inside the lowest and the
-- highest one baskets are looked up, where a bucket is more than one size. Changed ones
-- as they are now.

create or replace function filters._measure_sizes(
    p_selection filters.selection, p_stores filters.measured_store[]
)
    returns filters.sizes
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_folded filters.folded_sizes;
    v_span filters.span;
    v_sizes filters.sizes;
begin
    if num_nonnulls(p_selection.category_ids, p_selection.brand_ids) = 0 then
        v_folded := filters._sizes_of_stores(p_selection);
    else
        v_folded := filters._sizes_of_lines(p_stores);
    end if;
    v_span := filters._sizes_of(v_folded.place_ids, v_folded.bits);
    -- The first bucket is one size.
    if v_folded.buckets[1] = 1 then
        v_span := row(1, coalesce(v_span.high, 1))::filters.span;
    end if;

    select
        least(v_span.low, min(n.size)),
        greatest(v_span.high, max(n.size)),
        array(
            select coalesce(sum(c.baskets), 0)::bigint
            from generate_series(1, cardinality(filters._basket_size_bounds()) + 1)
                as g (bucket)
            left join (
                select f.bucket, f.baskets
                from unnest(v_folded.buckets, v_folded.baskets) as f (bucket, baskets)
                union all
                select b.bucket, 1
                from unnest(array_agg(n.bucket)) as b (bucket)
            ) as c on g.bucket = c.bucket
            group by g.bucket
            order by g.bucket
        )
    into v_sizes.low, v_sizes.high, v_sizes.baskets
    from (
        select
            b.size,
            width_bucket(b.size, filters._basket_size_bounds()) + 1 as bucket
        from filters._changed_baskets(p_selection) as b
        where b.matching > 0
    ) as n;
    return v_sizes;
end;
$$;

grant execute on function filters._measure_sizes(
    filters.selection, filters.measured_store[]
) to authenticated, service_role;

comment on function filters._measure_sizes(
    filters.selection, filters.measured_store[]
) is
$$Range and histogram of the sizes of the baskets that match, each with its whole size.

Units: lines; baskets.
$$;

-- @ functions/filters/_measure_stores 61877cca04bed481844b7303e9eb82d4d79b83b8789c10723e48c842f7e1852b
-- filters._measure_stores: what the cells of each selected store say, in one pass.
--
-- Few cells are looked up by their keys. Where that would be more work than reading the
-- stores' cells, those are read in the order of the index, and the sets of ids are
-- hashed once: `is true` keeps them from becoming joins, whose plans may be lookups
-- again. The bits of baskets that changed since are left out: filters._changed_baskets
-- knows those.

create or replace function filters._measure_stores(
    p_selection filters.selection, p_measure text
)
    returns setof filters.measured_store
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_categories bigint[] := coalesce(p_selection.category_ids, '{0}');
    v_brands bigint[] := coalesce(p_selection.brand_ids, '{0}');
    v_categories_span filters.span := filters._span_of(p_selection.category_ids);
    v_brands_span filters.span := filters._span_of(p_selection.brand_ids);
    v_places bigint[] := filters._select_places('store', p_selection);
    v_is_scan boolean := filters._is_scan_cheaper(
        cardinality(v_categories)::bigint * cardinality(v_brands)
    );
    v_has_bits boolean := p_measure = 'basket_size';
    v_has_prices boolean := p_measure = 'price';
begin
    return query
    select
        f.place_id,
        f.lines,
        f.low,
        f.high,
        f.bound_low,
        f.bound_high,
        case when m.mask is null then f.bits else f.bits & ~m.mask end::bit varying,
        f.price_counts
    from (
        select
            c.place_id,
            sum(c.lines)::bigint as lines,
            min(c.price_min) filter (where c.is_exact) as low,
            max(c.price_max) filter (where c.is_exact) as high,
            min(c.price_min) filter (where not c.is_exact) as bound_low,
            max(c.price_max) filter (where not c.is_exact) as bound_high,
            (bit_or(c.bits) filter (where v_has_bits))::bit varying as bits,
            case
                when v_has_prices then array[
                    sum(c.price_counts[1]) filter (where v_has_prices),
                    sum(c.price_counts[2]) filter (where v_has_prices),
                    sum(c.price_counts[3]) filter (where v_has_prices),
                    sum(c.price_counts[4]) filter (where v_has_prices),
                    sum(c.price_counts[5]) filter (where v_has_prices),
                    sum(c.price_counts[6]) filter (where v_has_prices),
                    sum(c.price_counts[7]) filter (where v_has_prices),
                    sum(c.price_counts[8]) filter (where v_has_prices),
                    sum(c.price_counts[9]) filter (where v_has_prices),
                    sum(c.price_counts[10]) filter (where v_has_prices)
                ]::bigint[]
            end as price_counts
        from (
            select n.*
            from unnest(v_places) as p (id)
            cross join unnest(v_categories) as k (id)
            cross join unnest(v_brands) as b (id)
            cross join lateral (
                    select o.*
                    from filters.cells as o
                    where o.place_id = p.id and o.category_id = k.id and o.brand_id = b.id
                    limit 1
                ) as n
            where not v_is_scan
            union all
            select n.*
            from unnest(v_places) as p (id)
            cross join lateral (
                select o.*
                from filters.cells as o
                where
                    o.place_id = p.id
                    and o.category_id
                    between v_categories_span.low and v_categories_span.high
                    and o.brand_id between v_brands_span.low and v_brands_span.high
                    and (o.category_id in (select unnest(v_categories))) is true
                    and (o.brand_id in (select unnest(v_brands))) is true
                offset 0
            ) as n
            where v_is_scan
        ) as c
        group by c.place_id
    ) as f
    left join (
        select n.place_id, n.mask
        from filters._changed_masks(p_selection) as n
        where v_has_bits
    ) as m on f.place_id = m.place_id;
end;
$$;

grant execute on function filters._measure_stores(filters.selection, text)
to authenticated, service_role;

comment on function filters._measure_stores(filters.selection, text) is
$$Stores with a matching line, as folded: lines, prices, and what the measure needs.

Of basket_size the bits of their unchanged baskets, of price the lines per bucket.
$$;

-- @ functions/filters/_next_counters f66d8a294e0207665ced043a3f42bfa5aedf7b11afed0b42ced1c5ca9d2606ff
-- filters._next_counters: the values that come next in a dimension that has no labels.
--
-- Folded values by their index, one more for each value of a delta: a delta may take
-- one away, and no more than that. Numbers and dates are sorted as such. Definer as
-- filters._list_counters. Planned for each call, so that a page begins at its place in
-- the index that has the order.

create or replace function filters._next_counters(
    p_dimension text, p_after text, p_size integer
)
    returns setof filters.counted_value
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_is_ranked boolean := filters._is_ranked(p_dimension);
    v_rank numeric := filters._rank_of(p_after);
begin
    perform filters._check_readable(p_dimension, '{}');
    return query
    with fresh as materialized (
        select
            case when v_is_ranked then filters._rank_of(d.value) end as rank,
            d.value,
            sum(d.lines) as lines
        from filters.value_deltas as d
        where
            d.dimension = p_dimension
            and (
                p_after is null
                or (v_is_ranked and (filters._rank_of(d.value), d.value) > (v_rank, p_after))
                or (not v_is_ranked and d.value > p_after)
            )
        group by d.value
    ),

    folded as materialized (
        select
            case when v_is_ranked then c.rank end as rank,
            c.value,
            sum(c.lines) as lines
        from filters.value_counts as c
        where
            c.dimension = p_dimension
            and (
                p_after is null
                or (v_is_ranked and (c.rank, c.value) > (v_rank, p_after))
                or (not v_is_ranked and c.value > p_after)
            )
        group by case when v_is_ranked then c.rank end, c.value
        order by case when v_is_ranked then c.rank end, c.value
        limit p_size + (select count(*) from fresh)
    )

    select n.value, n.value, sum(n.lines)::bigint
    from (
        select f.rank, f.value, f.lines
        from folded as f
        union all
        select f.rank, f.value, f.lines
        from fresh as f
        where
            f.value in (select o.value from folded as o)
            or not exists (
                select from filters.value_counts as c
                where c.dimension = p_dimension and c.value = f.value
            )
    ) as n
    group by n.rank, n.value
    having sum(n.lines) <> 0
    order by n.rank, n.value
    limit p_size;
end;
$$;

grant execute on function filters._next_counters(text, text, integer)
to authenticated, service_role;

comment on function filters._next_counters(text, text, integer) is
$$Up to so many values after one, in order, with their lines.

Errors: PT422 filters.unknown_dimension, when the caller may not read it.
$$;

-- @ functions/filters/_open_bulk bac438ab1b2b01249b76d942e39df85d868bb7a026a9518bdbca324745a1a382
-- filters._open_bulk: whether the changes of a statement are folded at the commit.
--
-- Asked before the changes are noted. Adds up what the transaction noted so far, in a
-- setting that lasts as long as the transaction: many small statements are one bulk
-- write. A statement of a hundred lines or more also looks whether too many changes
-- wait, and then lets its own transaction fold. Locks nothing.

create or replace function filters._open_bulk(p_changes bigint)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_noted bigint := p_changes + coalesce(
        nullif(current_setting('filters.changes_noted', true), ''), '0'
    )::bigint;
    v_is_bulk boolean := v_noted > filters._bulk_limit();
    v_setting text := set_config('filters.changes_noted', v_noted::text, true);
    v_id bigint;
begin
    -- Nearly every statement: no query, only expressions.
    if not v_is_bulk and p_changes < 100 then
        return null;
    end if;
    if not v_is_bulk and (
        select count(*)
        from (select from filters.line_changes limit filters._backlog_limit()) as n
    ) < filters._backlog_limit()
    then
        return null;
    end if;

    v_id := nullif(current_setting('filters.bulk_write', true), '')::bigint;
    if v_id is null or not exists (select from filters.bulk_writes where id = v_id) then
        insert into filters.bulk_writes default values
        returning id into v_id;
        v_setting := set_config('filters.bulk_write', v_id::text, true);
    end if;
    return case when v_is_bulk then v_id end;
end;
$$;

comment on function filters._open_bulk(bigint) is
$$The row of filters.bulk_writes whose changes these are; null: few, for line_changes.

Units: changes.
$$;

-- @ functions/filters/_page_counters 69aaba2e05ff49185dfa6b9af790a472f8a582bc9a42d825e9c76b3e39879e1a
-- filters._page_counters: one page of a registered dimension, as filters.filter_values.

create or replace function filters._page_counters(
    p_dimension text, p_within jsonb, p_search text, p_after text, p_page_size integer
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_after text[] := filters._split_cursor(p_after, p_dimension);
    v_selection jsonb := filters._read_counter_within(p_dimension, p_within);
    v_is_ranked boolean := filters._is_ranked(p_dimension);
    v_page filters.counted_value[];
    v_total bigint;
begin
    -- One more than a page tells whether there is a next one.
    if v_selection = '{}' and p_search = '' and not filters._has_labels(p_dimension) then
        v_page := array(
            select n
            from filters._next_counters(p_dimension, v_after[2], p_page_size + 1) as n
        );
        v_total := filters._count_listed_counters(p_dimension);
    else
        with found as materialized (
            select
                c.value,
                c.label,
                c.lines,
                case when v_is_ranked then filters._rank_of(c.value) else 0 end as rank
            from filters._list_counters(p_dimension, v_selection) as c
            where
                p_search = ''
                or strpos(lower(concat(c.label, chr(10), c.value)), lower(p_search)) > 0
        )

        select
            array(
                select (f.value, f.label, f.lines)::filters.counted_value
                from found as f
                where
                    v_after is null
                    or (f.rank, f.label, f.value) > (
                        case when v_is_ranked then filters._rank_of(v_after[2]) else 0 end,
                        v_after[1],
                        v_after[2]
                    )
                order by f.rank, f.label, f.value
                limit p_page_size + 1
            ),
            (select count(*) from found)
        into v_page, v_total;
    end if;

    return jsonb_build_object(
        'dimension', p_dimension,
        'items', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object('value', p.value, 'label', p.label, 'count', p.lines)
                    order by p.place
                ),
                '[]'
            )
            from unnest(v_page[1:p_page_size])
                with ordinality as p (value, label, lines, place)
        ),
        'next', case
            when cardinality(v_page) > p_page_size
                then filters._write_cursor(
                    p_dimension, v_page[p_page_size].label, v_page[p_page_size].value
                )
        end,
        'total', v_total,
        'version', filters._version_of(p_dimension)
    );
end;
$$;

grant execute on function filters._page_counters(text, jsonb, text, text, integer)
to authenticated, service_role;

comment on function filters._page_counters(text, jsonb, text, text, integer) is
$${dimension, items: [{value, label, count}], next, total, version}.

Errors: PT422 filters.invalid_within, filters.unknown_dimension,
filters.too_much_to_count, core.invalid_cursor.
$$;

-- @ functions/filters/_print_of 7d99658947b6933dfd01af211c5b47d85ac3ff22c6120306f89e688c69d656bf
-- filters._print_of: a text that differs when a counted column may have changed.
--
-- Every statement on a counted table compares it, so it is two looks into the catalog.

create or replace function filters._print_of(
    p_source regclass, p_column name, p_type oid
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select concat_ws(
            ' ', a.attrelid, a.attnum, a.atttypid, a.atttypmod,
            (
                select string_agg(
                    concat(e.oid, e.enumlabel), ' ' order by e.enumsortorder
                )
                from pg_catalog.pg_enum as e
                where e.enumtypid = p_type
            )
        )
        from pg_catalog.pg_attribute as a
        where a.attrelid = p_source and a.attname = p_column
    );
end;
$$;

comment on function filters._print_of(regclass, name, oid) is
    'Table, number, type and modifier of the column, labels of the enum below it.';

-- @ functions/filters/_prune_value c94fc77927e4a7b44b46b19b422ebfe13f88bd0ba0425ca9ab7689da6545b71e
-- filters._prune_value: delete one master row, or say why it stays.
--
-- A line that comes meanwhile holds its row by a foreign key, or, without one, has the
-- row made again by the next fold.

create or replace function filters._prune_value(
    p_dimension filters.dimensions, p_value text, p_dry_run boolean
)
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_condition text := format(
        '%s = %L',
        filters._value_expression(
            p_dimension.master_table, p_dimension.master_key, null, 'm'
        ),
        p_value
    );
    v_keeper regclass := filters._keeper_of(p_dimension.master_table, v_condition);
begin
    if core.is_held(p_dimension.master_table::text) then
        return 'a legal hold';
    end if;
    if v_keeper is not null then
        return format('%s refers to it', v_keeper);
    end if;
    if not p_dry_run then
        execute format(
            'delete from %s as m where %s', p_dimension.master_table, v_condition
        );
    end if;
    return null;
exception
    when others then
        if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
            raise;
        end if;
        return sqlerrm;
end;
$$;

comment on function filters._prune_value(filters.dimensions, text, boolean) is
    'Null when the row is gone, or would be; else a reason.';

-- @ functions/filters/_rank_of 596cda6cd1a1df62a853fba3645ad7c7524f5088aaa748ca6856d1f0f45fc99c
-- filters._rank_of: where a value stands among numbers, or among dates.
--
-- A date as the number that its digits spell, 20240501; before Christ below zero. NaN,
-- which is after all others, for what is neither. filters.value_counts.rank is the same
-- expression; this one is for values that are not folded yet.

create or replace function filters._rank_of(p_value text)
    returns numeric
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_value ~ '^-?[0-9]+[.]?[0-9]*$' then p_value::numeric
        when p_value ~ '^[0-9]{4,7}-[0-9]{2}-[0-9]{2}$'
            then replace(p_value, '-', '')::numeric
        when p_value ~ '^[0-9]{4,7}-[0-9]{2}-[0-9]{2} BC$'
            then
                replace(left(p_value, -3), '-', '')::numeric
                - 20000 * split_part(p_value, '-', 1)::numeric
        when lower(p_value) in ('infinity', '-infinity') then p_value::numeric
        else 'NaN'
    end
$$;

grant execute on function filters._rank_of(text) to authenticated, service_role;

comment on function filters._rank_of(text) is
    'A number to sort by, before the value itself.';

-- @ functions/filters/_read_counter_within 56ce154b121cb35f90a42d20f747bb27fcbf3de8f8cf361526ec436287a4f980
-- filters._read_counter_within: a checked `within` for a registered dimension.

create or replace function filters._read_counter_within(
    p_dimension text, p_within jsonb
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_within constant jsonb := core.read_json(
        'within', p_within, 'object', p_key => 'filters.invalid_within'
    );
    v_name text;
    v_selection jsonb := '{}'::jsonb;
    v_values text[];
begin
    if v_within is null or v_within = '{}' then
        return v_selection;
    end if;

    for v_name in select k from jsonb_object_keys(v_within) as k loop
        perform filters._check_dimension(v_name);
        v_values := filters._read_values(v_name, v_within -> v_name);
        if v_name = p_dimension then
            continue;
        end if;
        if (select d.source_table from filters.dimensions as d where d.name = v_name)
            <> (
                select d.source_table from filters.dimensions as d
                where d.name = p_dimension
            )
        then
            perform core.raise_error(
                'filters.invalid_within',
                format('%s is not of the rows that %s counts.', v_name, p_dimension)
            );
        end if;
        v_selection := v_selection || jsonb_build_object(
            v_name, filters._spell_values(v_name, v_values)
        );
    end loop;

    return v_selection;
end;
$$;

grant execute on function filters._read_counter_within(text, jsonb)
to authenticated, service_role;

comment on function filters._read_counter_within(text, jsonb) is
$${<dimension>: [<value>, …]} of the same source, without the dimension itself.

Errors: PT422 filters.invalid_within, filters.unknown_dimension.
$$;

-- @ functions/filters/_read_lines 5f1343af616146d225e1b4cd200422f7f136a6859df25207c26366a6eb51a9e4
-- filters._read_lines: rows of a call as lines, or the first thing that is wrong.
--
-- Shape first, so that no cast can fail; then the values.

create or replace function filters._read_lines(p_rows jsonb)
    returns setof filters.incoming_line
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_fields constant jsonb := '{
        "key": "text", "basket": "text", "store": "text", "product": "text",
        "brand": "text", "brand_mark": "text", "department": "text",
        "category": "text", "city_code": "text", "store_class": "text",
        "price": "number", "quantity": "number", "sold_at": "time"
    }';
    v_rows constant jsonb := core.read_records(
        'rows', p_rows, c_fields, 10000, 'Row', 'filters.invalid_rows',
        'filters.too_many_rows'
    );
    v_row jsonb;
    v_read record;
    v_line filters.incoming_line;
    v_fault text;
begin
    for v_line.place, v_row in
        select r.place, r.item
        from jsonb_array_elements(v_rows) with ordinality as r (item, place)
    loop
        select r.*
        into v_read
        from jsonb_to_record(v_row) as r (
            key text, basket text, store text, product text, brand text,
            brand_mark text, department text, category text, city_code text,
            store_class text, price numeric, quantity numeric, sold_at timestamptz
        );
        v_line := row(
            v_line.place,
            core.normal_key(v_read.key),
            core.normal_key(v_read.basket),
            core.normal_key(v_read.store),
            core.normal_key(v_read.product),
            core.normal_key(v_read.brand),
            core.normal_key(v_read.brand_mark),
            core.normal_key(v_read.department),
            core.normal_key(v_read.category),
            core.normal_key(v_read.city_code),
            core.normal_key(v_read.store_class),
            round(v_read.price * 100)::bigint,
            v_read.quantity,
            v_read.sold_at
        )::filters.incoming_line;
        v_fault := filters._line_fault(v_line);
        exit when v_fault is not null;
        return next v_line;
    end loop;

    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_rows', format('Row %s: %s.', v_line.place, v_fault)
        );
    end if;
end;
$$;

comment on function filters._read_lines(jsonb) is
    'Errors: filters.invalid_rows PT422, filters.too_many_rows PT422.';

-- @ functions/filters/_read_values 92e5df93248eb34c2698de9836eaa5f1325fe150c9f63a64eb5588bfca053a33
-- filters._read_values: the values that `within` holds for one dimension, or a refusal.
--
-- Sizes are tested before anything is unpacked.

create or replace function filters._read_values(p_dimension text, p_values jsonb)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_values jsonb := p_values;
    v_most integer;
begin
    if jsonb_typeof(v_values) = 'string' then
        v_values := jsonb_build_array(v_values);
    end if;
    if jsonb_typeof(v_values) <> 'array' then
        perform core.raise_error(
            'filters.invalid_within',
            format('%s is a JSON %s, not an array.', p_dimension, jsonb_typeof(v_values))
        );
    end if;
    if jsonb_array_length(v_values) = 0 then
        perform core.raise_error(
            'filters.invalid_within',
            format('%s has no value: leave it out to mean any.', p_dimension)
        );
    end if;
    v_most := core.setting('filters.max_values')::integer;
    if jsonb_array_length(v_values) > v_most then
        perform core.raise_error(
            'filters.invalid_within',
            format(
                '%s has %s values; at most %s are allowed.',
                p_dimension, jsonb_array_length(v_values), v_most
            )
        );
    end if;
    if jsonb_path_exists(v_values, 'strict $[*] ? (@.type() != "string")') then
        perform core.raise_error(
            'filters.invalid_within',
            format('%s holds something that is no string.', p_dimension)
        );
    end if;

    -- As it is sent, and as core.normal_key stores it.
    return array(
        select v
        from jsonb_array_elements_text(v_values) as v
        union
        select core.normal_key(v)
        from jsonb_array_elements_text(v_values) as v
        where core.normal_key(v) is not null
    );
end;
$$;

grant execute on function filters._read_values(text, jsonb)
to authenticated, service_role;

comment on function filters._read_values(text, jsonb) is
    'Errors: PT422 filters.invalid_within.';

-- @ functions/filters/_read_within 223b3a52ef02f10186e68974d231f598f4ae726121ed46a4554dfa90a2bc64ca
-- filters._read_within: check a caller's `within`, and turn its values into ids.
--
-- Details quote no more than a caller can read, so a huge argument costs no more than
-- its parsing.

create or replace function filters._read_within(
    p_within jsonb, p_except text default null
)
    returns filters.selection
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_within constant jsonb := core.read_json(
        'within', p_within, 'object', p_key => 'filters.invalid_within'
    );
    v_selection filters.selection;
    v_name text;
    v_values text[];
    v_ids bigint[];
begin
    if v_within is null or v_within = '{}' then
        return v_selection;
    end if;

    for v_name in select k from jsonb_object_keys(v_within) as k loop
        perform filters._check_dimension(v_name);
        v_values := filters._read_values(v_name, v_within -> v_name);
        if v_name = p_except then
            continue;
        end if;
        if filters._is_counter(v_name) then
            perform core.raise_error(
                'filters.invalid_within',
                format('%s narrows no dimension of the cube, only its own kind.', v_name)
            );
        end if;
        v_ids := array(
            select d.value_id
            from filters.dimension_values as d
            where
                d.dimension = v_name
                and d.value = any(v_values)
            union all
            select f.value_id
            from filters._fresh_values(v_name) as f
            where f.value = any(v_values)
        );
        case v_name
            when 'region' then v_selection.region_ids := v_ids;
            when 'province' then v_selection.province_ids := v_ids;
            when 'city' then v_selection.city_ids := v_ids;
            when 'store_class' then v_selection.store_class_ids := v_ids;
            when 'category' then v_selection.category_ids := v_ids;
            when 'brand' then v_selection.brand_ids := v_ids;
        end case;
    end loop;

    return v_selection;
end;
$$;

grant execute on function filters._read_within(jsonb, text)
to authenticated, service_role;

comment on function filters._read_within(jsonb, text) is
$$The selection that `within` means, without the dimension that is excepted.

A value that no line has matches nothing; a dimension that is excepted is still checked.
Errors: PT422 filters.invalid_within, PT422 filters.unknown_dimension.
$$;

-- @ functions/filters/_reading_fault a93e2550e3e81b491a382519ff7e819c4d93d177bbaee573e576933a03809446
-- filters._reading_fault: what keeps a registered dimension from being read, or null.
--
-- The parent is read from the same rows. One that is a parent keeps what it reads:
-- pairs of its children hold its values.

create or replace function filters._reading_fault(p_config jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := p_config ->> 'name';
    v_source regclass := filters._check_source(p_config ->> 'source');
    v_column text := p_config ->> 'column';
    v_path text[] := filters._to_texts(p_config -> 'path');
    v_type regtype := filters._column_type(v_source, v_column);
    v_parent filters.dimensions;
begin
    select * into v_parent
    from filters.dimensions
    where name = p_config ->> 'parent';

    return case
        when v_column is not null
            and filters._allow_fault(v_source, 'count', array[v_column]) is not null
            then format(
                '%s %s.',
                v_source, filters._allow_fault(v_source, 'count', array[v_column])
            )
        when v_column is null or length(v_column) > 63 or v_type is null
            then format(
                '%s has no column %s of text, whole numbers, numeric, boolean, date, '
                'uuid, an enum or jsonb.',
                v_source, coalesce(quote_ident(core.excerpt(v_column)), 'named')
            )
        when v_path is not null and v_type <> 'jsonb'::regtype
            then format('%I is no jsonb: it has no path.', v_column)
        when v_path is null and v_type = 'jsonb'::regtype
            then format('%I is a jsonb: name a path in it.', v_column)
        when v_parent.name is null and p_config ->> 'parent' is not null
            then format('%s is no dimension.', core.excerpt(p_config ->> 'parent'))
        when v_parent.counted_by = 'cells' or v_parent.source_table <> v_source
            then format('%s is not counted from the same rows.', v_parent.name)
        when v_name in (select a.name from filters._list_ancestors(v_parent.name) as a (name))
            then format('%s is below %s.', v_parent.name, v_name)
        when exists (
            select from filters.dimensions as c
            inner join filters.dimensions as d on c.parent = d.name
            where
                d.name = v_name
                and (d.source_table, d.column_name) is distinct from (v_source, v_column)
        ) or exists (
            select from filters.dimensions as c
            inner join filters.dimensions as d on c.parent = d.name
            where d.name = v_name and d.json_path is distinct from v_path
        ) then format('%s is a parent: what it reads can not change.', v_name)
        else filters._master_fault(p_config -> 'master')
    end;
end;
$$;

comment on function filters._reading_fault(jsonb) is
    'A sentence, or null. Errors: PT422 filters.invalid_source.';

-- @ functions/filters/_refuse_lines 18dfa0a8e1cbe904700d796e00c95ccf043ebfaedd0fb0bdefe9c89c1be1bcc9
-- filters._refuse_lines: refuse what each line may say, but not all of them together.

create or replace function filters._refuse_lines(p_lines filters.incoming_line[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text;
begin
    select format(
        'Row %s: key %L is that of row %s too.',
        n.place, core.excerpt(n.line_key), n.first
    )
    into v_fault
    from (
        select
            l.place,
            l.line_key,
            min(l.place) over (partition by l.line_key) as first
        from unnest(p_lines) as l
        where l.line_key is not null
    ) as n
    where n.place > n.first
    order by n.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error('filters.invalid_rows', v_fault);
    end if;

    select format(
        'Row %s: basket %L is in another store.', l.place, core.excerpt(l.basket_key)
    )
    into v_fault
    from unnest(p_lines) as l
    inner join filters.stores as s on l.store_key = s.store_key
    inner join filters.baskets as b on l.basket_key = b.basket_key
    where b.store_id <> s.id
    order by l.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error('filters.basket_elsewhere', v_fault);
    end if;
end;
$$;

comment on function filters._refuse_lines(filters.incoming_line[]) is
    'Errors: filters.invalid_rows PT422, filters.basket_elsewhere PT409.';

-- @ functions/filters/_review_transactions a4f3a5bc0f77fe3f084f948dfb6c7af1f500fdeb050f0b9bb46c78a0330f73d9
-- filters._review_transactions: what a load takes in, but does not understand.
--
-- `rowhouse load` asks before it loads a batch.

create or replace function filters._review_transactions(p_staging regclass)
    returns table (finding text, lines bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query execute format(
        $sql$
        select
            format('no place has the city_code %%s', core.excerpt(n.city_code)),
            sum(n.lines)::bigint
        from (
            select core.normal_key(s.city_code) as city_code, count(*) as lines
            from %s as s
            where s.city_code is not null
            group by s.city_code
        ) as n
        where
            n.city_code is not null
            and not exists (
                select from master.cities as c where c.psgc_code = n.city_code
            )
        group by n.city_code
        order by 2 desc, 1
        $sql$,
        p_staging
    );
end;
$$;

comment on function filters._review_transactions(regclass) is
    'City codes of no city, and how many lines name each: their stores have none.';

-- @ views/filters/waiting_changes be33b43e2b869bbbfcb822556b55e4cf7ba0e79dad5bb9b05b1fd9596f9dd660
-- filters.waiting_changes: every change of a line that is not folded yet.
--
-- The second part costs nothing unless a bulk write is visible.

create or replace view filters.waiting_changes
with (security_invoker = true)
as
select
    l.store_id,
    l.basket_id,
    l.category_id,
    l.brand_id,
    l.price_minor,
    l.lines,
    l.noted_at
from filters.line_changes as l
union all
select
    b.store_id,
    b.basket_id,
    b.category_id,
    b.brand_id,
    b.price_minor,
    b.lines,
    b.noted_at
from filters.bulk_changes as b
where (select count(*) from filters.bulk_writes) > 0;

grant select on filters.waiting_changes to authenticated, service_role, app_reader;

comment on view filters.waiting_changes is
    'Changes of lines that filters.cells does not know yet, bulk writes among them.';

-- @ views/filters/changed_lines cd139dae168ed90b9496cb9f0785f6111ec53c3eaf0c7850ed86b1f67150d81d
-- filters.changed_lines: changes that are not folded yet, with where they happened.
--
-- depends: views/filters/waiting_changes

create or replace view filters.changed_lines
with (security_invoker = true)
as
select
    l.store_id,
    l.basket_id,
    l.category_id,
    l.brand_id,
    l.price_minor,
    l.lines,
    p.id as place_id,
    p.region_id,
    p.province_id,
    p.city_id,
    p.store_class_id
from filters.waiting_changes as l
inner join filters.places as p on l.store_id = p.store_id;

grant select on filters.changed_lines to authenticated, service_role, app_reader;

comment on view filters.changed_lines is
    'What readers add to the cells: each change of a line with its place.';

-- @ functions/filters/_select_changes a73712d022d190efb2b855a7fbdaf69fb31f1338376e205184c8df98b4f84252
-- filters._select_changes: the changes, not folded yet, that a selection matches.
--
-- Sets of ids are hashed once: an array would be searched for each change.
-- depends: views/filters/changed_lines

create or replace function filters._select_changes(p_selection filters.selection)
    returns setof filters.changed_lines
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from filters.waiting_changes) then
        return;
    end if;

    return query
    select l.*
    from filters.changed_lines as l
    where
        (
            (p_selection).region_ids is null
            or l.region_id in (select unnest((p_selection).region_ids))
        )
        and (
            (p_selection).province_ids is null
            or l.province_id in (select unnest((p_selection).province_ids))
        )
        and (
            (p_selection).city_ids is null
            or l.city_id in (select unnest((p_selection).city_ids))
        )
        and (
            (p_selection).store_class_ids is null
            or l.store_class_id in (select unnest((p_selection).store_class_ids))
        )
        and (
            (p_selection).category_ids is null
            or l.category_id in (select unnest((p_selection).category_ids))
        )
        and (
            (p_selection).brand_ids is null
            or l.brand_id in (select unnest((p_selection).brand_ids))
        );
end;
$$;

grant execute on function filters._select_changes(filters.selection)
to authenticated, service_role;

comment on function filters._select_changes(filters.selection) is
    'Changes of lines inside a selection that filters.cells does not know yet.';

-- @ functions/filters/_select_places d81fd115d338d31925e861c7a80445121aa7617c988b453292070a367e228141
-- filters._select_places: the places of one kind that a selection leaves.
--
-- Sets of ids are hashed once: an array would be searched for each place.

create or replace function filters._select_places(
    p_kind text, p_selection filters.selection
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        select p.id
        from filters.places as p
        where
            p.kind = p_kind
            and (
                p_selection.region_ids is null
                or p.region_id in (select unnest(p_selection.region_ids))
            )
            and (
                p_selection.province_ids is null
                or p.province_id in (select unnest(p_selection.province_ids))
            )
            and (
                p_selection.city_ids is null
                or p.city_id in (select unnest(p_selection.city_ids))
            )
            and (
                p_selection.store_class_ids is null
                or p.store_class_id in (select unnest(p_selection.store_class_ids))
            )
    );
end;
$$;

grant execute on function filters._select_places(text, filters.selection)
to authenticated, service_role;

comment on function filters._select_places(text, filters.selection) is
    'Ids of the places of a kind that match region, province, city and store class.';

-- @ functions/filters/_shape_fault fb4080b12e066d2c0a8915656170eef4512ba18c1ca70b58b5e8fd3278fe60e1
-- filters._shape_fault: why a column does not read as it did when counting began, or null.
--
-- In the same table a column has its number, and a label its oid. After a restore all
-- oids are others: then labels must be there in their order. Labels that were added, and
-- names of types and schemas, change no value.

create or replace function filters._shape_fault(p_source regclass, p_shape jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now jsonb := filters._shape_of(p_source, (p_shape ->> 'column')::name);
begin
    return case
        when v_now is null then 'is gone, or can not be counted any more'
        when
            v_now -> 'table' = p_shape -> 'table'
            and v_now -> 'number' <> p_shape -> 'number'
            then 'was dropped and made again'
        when v_now -> 'kind' <> p_shape -> 'kind' then 'has another type'
        when
            p_shape ->> 'kind' = 'numeric'
            and v_now -> 'modifier' <> p_shape -> 'modifier'
            then 'has another scale'
        when exists (
            select
            from (
                select
                    n.place > lag(n.place) over (order by o.place) as is_after,
                    n.label is null as is_gone
                from jsonb_array_elements(p_shape -> 'labels')
                    with ordinality as o (label, place)
                left join jsonb_array_elements(v_now -> 'labels')
                    with ordinality as n (label, place)
                    on
                        o.label -> 'label' = n.label -> 'label'
                        and (
                            v_now -> 'type' <> p_shape -> 'type'
                            or o.label -> 'id' = n.label -> 'id'
                        )
            ) as l
            where l.is_gone or not l.is_after
        ) then 'has labels that were renamed'
    end;
end;
$$;

comment on function filters._shape_fault(regclass, jsonb) is
    'The end of a sentence that begins with the column.';

-- @ functions/filters/_shape_of 9dd43dee7514c2a64739634f43c0fe9cd673bf087f045bf80ed033c01b4aa1f5
-- filters._shape_of: what a counted column is, so that a change of it is noticed.
--
-- `print` changes with anything that may matter, also with a restore, where every oid is
-- another: filters._shape_fault then looks closer.

create or replace function filters._shape_of(p_source regclass, p_column name)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_strip_nulls(jsonb_build_object(
        'column', a.attname,
        'table', a.attrelid::bigint,
        'number', a.attnum,
        'type', t.oid::bigint,
        'kind', case t.typtype when 'e' then 'enum' else t.typname end,
        'modifier', a.atttypmod,
        'labels', (
            select jsonb_agg(
                jsonb_build_object('id', e.oid::bigint, 'label', e.enumlabel)
                order by e.enumsortorder
            )
            from pg_catalog.pg_enum as e
            where e.enumtypid = t.oid
        ),
        'print', filters._print_of(p_source, p_column, t.oid)
    ))
    from pg_catalog.pg_attribute as a
    inner join pg_catalog.pg_type as t
        on t.oid = filters._column_type(p_source, p_column)
    where a.attrelid = p_source and a.attname = p_column
$$;

comment on function filters._shape_of(regclass, name) is
    '{column, table, number, type, kind, modifier, labels, print}; null: not countable.';

-- @ functions/filters/_size_baskets e8ec41fc52914ddf700108b625e7f2bad805df84e60e113b9f44326659396556
-- filters._size_baskets: write down how big changed baskets are, number new ones.
--
-- Waits for nobody: no unique key changes, so lines may refer to the baskets meanwhile.

create or replace function filters._size_baskets(
    p_changes filters.line_changes[], p_lines filters.basket_line[]
)
    returns filters.changed_basket[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[] := array(
        select distinct n.basket_id from unnest(p_changes) as n
    );
    v_baskets filters.changed_basket[];
begin
    perform filters._number_baskets(v_ids);
    perform filters._widen_stores(
        array(select distinct n.store_id from unnest(p_changes) as n)
    );

    -- Sizes by one grouping and baskets by their key: no plan depends on how many.
    v_baskets := array(
        select
            row(b.id, p.id, b.ordinal, b.line_count, n.size)::filters.changed_basket
        from (
            select o.basket_id, sum(o.lines)::bigint as size
            from (
                select i.basket_id, 0 as lines
                from unnest(v_ids) as i (basket_id)
                union all
                select l.basket_id, 1
                from unnest(p_lines) as l
            ) as o
            group by o.basket_id
            having bool_or(o.lines = 0)
        ) as n
        cross join lateral (
                select s.id, s.store_id, s.ordinal, s.line_count
                from filters.baskets as s
                where s.id = n.basket_id
                limit 1
            ) as b
        inner join filters.places as p on b.store_id = p.store_id
    );

    update filters.baskets as b
    set line_count = n.size
    from unnest(v_baskets) as n
    where b.id = n.basket_id and n.size <> n.old_size;

    return v_baskets;
end;
$$;

comment on function filters._size_baskets(
    filters.line_changes[], filters.basket_line[]
) is
    'The changed baskets, each with its bit, its size when last folded, and now.';

-- @ functions/filters/_sizes_of_lines a227b79baaa0fdfd1cd539e98cab42099b544723fbf29a49bd81d25866667894
-- filters._sizes_of_lines: sizes of the unchanged baskets that have a matching line.
--
-- For a selection in category or brand: masks of sizes are and-ed with the baskets that
-- match, as filters._measure_stores found them.

create or replace function filters._sizes_of_lines(p_stores filters.measured_store[])
    returns filters.folded_sizes
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sizes filters.folded_sizes;
begin
    with hit as materialized (
        select
            m.place_id,
            s.bucket,
            (s.bits & m.bits)::bit varying as bits,
            bit_count(s.bits & m.bits) as baskets
        from unnest(p_stores) as m
        inner join filters.basket_sizes as s on m.place_id = s.place_id
    ),

    counted as materialized (
        select h.bucket, sum(h.baskets)::bigint as baskets
        from hit as h
        group by h.bucket
        having sum(h.baskets) > 0
    ),

    at_end as (
        select h.place_id, h.bits
        from hit as h
        where
            h.bucket <> 1
            and h.baskets > 0
            and h.bucket in (
                (select min(c.bucket) from counted as c),
                (select max(c.bucket) from counted as c)
            )
    )

    select
        (select array_agg(c.bucket order by c.bucket) from counted as c),
        (select array_agg(c.baskets order by c.bucket) from counted as c),
        (select array_agg(e.place_id) from at_end as e),
        (select array_agg(e.bits) from at_end as e)
    into v_sizes.buckets, v_sizes.baskets, v_sizes.place_ids, v_sizes.bits;
    return v_sizes;
end;
$$;

grant execute on function filters._sizes_of_lines(filters.measured_store[])
to authenticated, service_role;

comment on function filters._sizes_of_lines(filters.measured_store[]) is
    'Sizes of the unchanged baskets with a line in the selection, as folded.';

-- @ functions/filters/_span_of f5ec81d1357511f94e1dfffeca31cbfa5f0c52485faf0310baf40d8ecb6a947c
-- filters._span_of: which ids of filters.cells a part of a selection can mean.
--
-- Not narrowed is the margin, id 0; else any other id. So an index is read from its
-- first possible entry to its last.

create or replace function filters._span_of(p_ids bigint[])
    returns filters.span
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_ids is null then row(0, 0)::filters.span
        else row(1, 9223372036854775807)::filters.span
    end
$$;

grant execute on function filters._span_of(bigint[]) to authenticated, service_role;

comment on function filters._span_of(bigint[]) is
    'First and last id; 0 and 0 for null.';

-- @ functions/filters/_spell_values 80bbda640aec7c7adce78ede3666823ffbb2e6dd9cb7c093f850d67a973b6be3
-- filters._spell_values: a caller's values as a registered dimension spells them, once.
--
-- So that 1.00 means 1, and a uuid may be written in capitals. Definer: types of columns
-- are read by the owner.

create or replace function filters._spell_values(p_dimension text, p_values text[])
    returns text[]
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type regtype := (
        select filters._column_type(d.source_table, d.column_name)
        from filters.dimensions as d
        where d.name = p_dimension and d.counted_by = 'counters'
    );
begin
    return array(
        select distinct
            case
                when
                    v_type in (
                        'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
                        'numeric'::regtype
                    )
                    and v.value ~ '^[+-]?[0-9]{1,100}([.][0-9]{0,100})?$'
                    then trim_scale(v.value::numeric)::text
                when v_type in ('uuid'::regtype, 'boolean'::regtype) then lower(v.value)
                else v.value
            end collate "C"
        from unnest(p_values) as v (value)
        order by 1
    );
end;
$$;

grant execute on function filters._spell_values(text, text[])
to authenticated, service_role;

comment on function filters._spell_values(text, text[]) is
    'Distinct, in order; as they are for a dimension of the cube.';

-- @ functions/filters/_split_cursor 3c9f28b8558ea5ad545023cc95971dc265c75ac2d589ba87e8f95b458432e4ae
-- filters._split_cursor: the label and value that a cursor stands after, or a refusal.
--
-- A cursor is no secret and grants nothing: a forged one of the right shape only starts
-- a page somewhere else. Anything of another shape is refused.

create or replace function filters._split_cursor(p_after text, p_dimension text)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_kept jsonb;
    v_parts text[];
begin
    if p_after is null then
        return null;
    end if;

    v_kept := core._unpack_cursor(p_after);
    v_parts := array(
        select jsonb_array_elements_text(
            case when jsonb_typeof(v_kept) = 'array' then v_kept end
        )
    );
    if v_parts[1] is distinct from p_dimension
        or cardinality(v_parts) <> 3
        or array_position(v_parts, null) is not null
        or filters._write_cursor(v_parts[1], v_parts[2], v_parts[3]) <> p_after
    then
        perform core.raise_error(
            'core.invalid_cursor',
            format('%L is no cursor of %s.', core.excerpt(p_after), p_dimension)
        );
    end if;
    return v_parts[2:3];
end;
$$;

grant execute on function filters._split_cursor(text, text)
to authenticated, service_role;

comment on function filters._split_cursor(text, text) is
$${label, value}; null without a cursor.

Errors: PT422 core.invalid_cursor.
$$;

-- @ functions/filters/_start_fill c53e19a6b43dae3859ab39b3e2ca9118edc345df8bf7bdb1c1936741b47ed937
-- filters._start_fill: count a dimension from the start, while its source is written.
--
-- Its triggers are compiled under the lock of filters._compile_dimension; from then on
-- deltas say what changes. What was there before is counted part by part: see
-- filters._fill_dimension. The caller holds the row of the registry.

create or replace function filters._start_fill(p_dimension text, p_number bigint)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_source regclass := (
        select d.source_table
        from filters.dimensions as d
        where d.name = p_dimension
    );
    v_parts integer := 1 + least(
        15,
        div(
            filters._estimate_rows(v_source),
            core.setting('filters.rows_per_part')::numeric
        )
    );
begin
    insert into filters.sources (source_table)
    values (v_source)
    on conflict (source_table) do nothing;
    update filters.dimensions
    set
        state = 'filling',
        fill_number = p_number,
        shape = (
            select jsonb_agg(filters._shape_of(v_source, c.name) order by c.place)
            from (
                select 1, d.column_name
                from filters.dimensions as d
                where d.name = p_dimension
                union all
                select 2, p.column_name
                from filters.dimensions as d
                inner join filters.dimensions as p on d.parent = p.name
                where d.name = p_dimension
            ) as c (place, name)
        ),
        unfilled = array(select generate_series(0, v_parts - 1))
    where name = p_dimension;
    perform filters._compile_dimension(v_source);
    perform filters._forget_counts(p_dimension);

    return core.start_operation(
        p_kind => 'filters.fill_dimension',
        p_items => (
            select jsonb_agg(jsonb_build_object('part', n))
            from generate_series(0, v_parts - 1) as n
        ),
        p_params => jsonb_build_object(
            'dimension', p_dimension, 'number', p_number, 'parts', v_parts
        )
    );
end;
$$;

comment on function filters._start_fill(text, bigint) is
    'Compile, and start the operation that counts; returns its id.';

-- @ functions/filters/_subtract_counts a2bcc1613090ae721d49952310fd528285a9a51a12346e5a184d9d089e22424d
-- filters._subtract_counts: counts without those of a part.

create or replace function filters._subtract_counts(
    p_counts filters.counts, p_part filters.counts
)
    returns filters.counts
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select filters._add_counts(
        p_counts,
        row(
            (p_part).value_ids,
            array(
                select -n.lines
                from unnest((p_part).lines) with ordinality as n (lines, place)
                order by n.place
            )
        )::filters.counts
    )
$$;

grant execute on function filters._subtract_counts(filters.counts, filters.counts)
to authenticated, service_role;

comment on function filters._subtract_counts(filters.counts, filters.counts) is
    'The difference of counts, without the values whose difference is 0.';

-- @ functions/filters/_sum_changes 5f71aad922b9e3f127ed302c256391e8a92a967b2fd9fc249012cf5913901381
-- filters._sum_changes: what some changes do to the cells of their stores.
--
-- Counts the lines of each place, category and brand once; margins are sums of those.
-- Reads nothing but its arguments and the places, of which the planner knows no sizes:
-- joins are hashed, whatever it expects. Bits are those of the changed baskets alone:
-- `mask` has all of the store, `bits` those with a line in the cell now.

create or replace function filters._sum_changes(
    p_changes filters.line_changes[],
    p_lines filters.basket_line[],
    p_baskets filters.changed_basket[]
)
    returns table (
        place_id bigint,
        category_id bigint,
        brand_id bigint,
        lines bigint,
        min_added bigint,
        max_added bigint,
        min_gone bigint,
        max_gone bigint,
        price_counts bigint[],
        mask bit varying,
        bits bit varying
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
    set enable_nestloop = off
as $$
    with place as materialized (
        select
            p.id as place_id,
            p.store_id,
            repeat('0', p.capacity::integer)::bit varying as empty
        from filters.places as p
        where p.id in (select b.place_id from unnest(p_baskets) as b)
    ),

    basket as materialized (
        select
            b.basket_id,
            b.place_id,
            set_bit(p.empty, b.ordinal, 1)::bit varying as bit
        from unnest(p_baskets) as b
        inner join place as p on b.place_id = p.place_id
    ),

    mask as materialized (
        select b.place_id, bit_or(b.bit)::bit varying as bits
        from basket as b
        group by b.place_id
    ),

    priced as (
        select
            p.place_id,
            n.category_id,
            n.brand_id,
            n.price_minor,
            width_bucket(n.price_minor, filters._price_bounds()) as bucket,
            sum(n.lines) as lines
        from unnest(p_changes) as n
        inner join place as p on n.store_id = p.store_id
        group by p.place_id, n.category_id, n.brand_id, n.price_minor
    ),

    fine as materialized (
        select
            n.place_id,
            n.category_id,
            n.brand_id,
            sum(n.lines) as lines,
            min(n.price_minor) filter (where n.lines > 0) as min_added,
            max(n.price_minor) filter (where n.lines > 0) as max_added,
            min(n.price_minor) filter (where n.lines < 0) as min_gone,
            max(n.price_minor) filter (where n.lines < 0) as max_gone,
            sum(n.lines) filter (where n.bucket = 0) as p1,
            sum(n.lines) filter (where n.bucket = 1) as p2,
            sum(n.lines) filter (where n.bucket = 2) as p3,
            sum(n.lines) filter (where n.bucket = 3) as p4,
            sum(n.lines) filter (where n.bucket = 4) as p5,
            sum(n.lines) filter (where n.bucket = 5) as p6,
            sum(n.lines) filter (where n.bucket = 6) as p7,
            sum(n.lines) filter (where n.bucket = 7) as p8,
            sum(n.lines) filter (where n.bucket = 8) as p9,
            sum(n.lines) filter (where n.bucket = 9) as p10,
            bit_or(n.bit) as bits,
            bool_or(n.bit is null) as is_changed
        from (
            select
                c.place_id, c.category_id, c.brand_id, c.price_minor, c.bucket, c.lines,
                null::bit varying as bit
            from priced as c
            union all
            select b.place_id, l.category_id, l.brand_id, null, null, 0, b.bit
            from unnest(p_lines) as l
            inner join basket as b on l.basket_id = b.basket_id
        ) as n
        group by n.place_id, n.category_id, n.brand_id
    ),

    summed as (
        select
            f.place_id,
            case grouping(f.category_id) when 1 then 0 else f.category_id end
                as category_id,
            case grouping(f.brand_id) when 1 then 0 else f.brand_id end as brand_id,
            sum(f.lines)::bigint as lines,
            min(f.min_added) as min_added,
            max(f.max_added) as max_added,
            min(f.min_gone) as min_gone,
            max(f.max_gone) as max_gone,
            array[
                coalesce(sum(f.p1), 0), coalesce(sum(f.p2), 0), coalesce(sum(f.p3), 0),
                coalesce(sum(f.p4), 0), coalesce(sum(f.p5), 0), coalesce(sum(f.p6), 0),
                coalesce(sum(f.p7), 0), coalesce(sum(f.p8), 0), coalesce(sum(f.p9), 0),
                coalesce(sum(f.p10), 0)
            ]::bigint[] as price_counts,
            bit_or(f.bits) as bits
        from fine as f
        group by
            f.place_id,
            grouping sets (
                (f.category_id, f.brand_id), (f.category_id), (f.brand_id), ()
            )
        having
            bool_or(f.is_changed)
            and (grouping(f.category_id) = 1 or f.category_id is not null)
            and (grouping(f.brand_id) = 1 or f.brand_id is not null)
    )

    select
        s.place_id,
        s.category_id,
        s.brand_id,
        s.lines,
        s.min_added,
        s.max_added,
        s.min_gone,
        s.max_gone,
        s.price_counts,
        m.bits,
        coalesce(s.bits, m.bits & ~m.bits)::bit varying
    from summed as s
    inner join mask as m on s.place_id = m.place_id
$$;

comment on function filters._sum_changes(
    filters.line_changes[], filters.basket_line[], filters.changed_basket[]
) is
$$One row per cell of a store where a line came or went, though they may cancel out.

Units: lines, below zero where more went than came; prices in minor units (centavos).
$$;

-- @ functions/filters/_top_counters 47897436222f5e8983ecf1dc3d056433fe17068aea2331d94d692df4a636b08e
-- filters._top_counters: the most frequent values of a registered dimension.
--
-- Only what ties with the last place gets its label and is sorted by it, not the
-- thousands below. Definer as filters._list_counters.

create or replace function filters._top_counters(
    p_dimension text, p_selection jsonb, p_top integer
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_is_ranked boolean := filters._is_ranked(p_dimension);
    v_label text := 'm.value';
    v_master text := '';
    v_top jsonb;
begin
    perform filters._check_readable(p_dimension, p_selection);
    select * into strict v_dimension
    from filters.dimensions
    where name = p_dimension;
    if v_dimension.master_table is not null then
        v_label := format('coalesce(o.%I::text, m.value)', v_dimension.master_label);
        v_master := format(
            'left join %s as o on m.value = %s',
            v_dimension.master_table,
            filters._value_expression(
                v_dimension.master_table, v_dimension.master_key, null, 'o'
            )
        );
    end if;

    execute format(
        'with counted as materialized (%1$s), '
        'most as (select c.value, c.lines from counted as c '
        'order by c.lines desc fetch first $3 rows with ties), '
        'top as (select m.value, m.lines, (%2$s) collate "C" as label, '
        'case when $4 then filters._rank_of(m.value) end as rank '
        'from most as m %3$s '
        'order by m.lines desc, rank, label, m.value limit $3) '
        'select jsonb_build_object(''items'', coalesce(('
        'select jsonb_agg(jsonb_build_object('
        '''value'', t.value, ''label'', t.label, ''count'', t.lines) '
        'order by t.lines desc, t.rank, t.label, t.value) from top as t), ''[]''), '
        '''total'', count(*), ''truncated'', count(*) > $3) from counted',
        filters._write_counters_query(v_dimension, p_selection), v_label, v_master
    )
    into v_top
    using p_dimension, p_selection, p_top, v_is_ranked;
    return v_top;
end;
$$;

grant execute on function filters._top_counters(text, jsonb, integer)
to authenticated, service_role;

comment on function filters._top_counters(text, jsonb, integer) is
$${items: [{value, label, count}], total, truncated}, by count.

Errors: PT422 filters.unknown_dimension, when the caller may not read one.
$$;

-- @ functions/filters/_top_registered 6aa0afa5c68729cd90014ce08e559813361b68effa3c7fd0bc4590f364e792b6
-- filters._top_registered: the registered dimensions of a page of filters.
--
-- In the order of the page, as long as the cost of all together is within the limit: one
-- that would be beyond it is shown without a count, so that the page still comes.

create or replace function filters._top_registered(p_within jsonb, p_top integer)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_left numeric := core.setting('filters.max_cost')::numeric;
    v_all jsonb := '{}';
    v_name text;
    v_selection jsonb;
    v_cost numeric;
begin
    for v_name in
        select d.name
        from filters.dimensions as d
        where
            d.is_enabled
            and d.counted_by = 'counters'
            and d.source_table = 'filters.transactions'::regclass
        order by d.position, d.name
    loop
        v_selection := filters._read_counter_within(v_name, p_within);
        v_cost := filters._cost_of_counters(v_name, v_selection);
        if v_cost <= v_left then
            v_left := v_left - v_cost;
            v_all := v_all || jsonb_build_object(
                v_name, filters._top_counters(v_name, v_selection, p_top)
            );
        else
            v_all := v_all || jsonb_build_object(
                v_name, '{"items": [], "total": null, "truncated": true}'::jsonb
            );
        end if;
    end loop;
    return v_all;
end;
$$;

grant execute on function filters._top_registered(jsonb, integer)
to authenticated, service_role;

comment on function filters._top_registered(jsonb, integer) is
$${<name>: {items: [{value, label, count}], total, truncated}}, total null: not counted.

Errors: PT422 filters.invalid_within, filters.unknown_dimension.
$$;

-- @ functions/filters/_upsert_master 5148cd9929a06559dbf23fa26eb01efdef751254b5f1f777e93f9adc0192a972
-- filters._upsert_master: give values that appeared their master rows.
--
-- The label is the value. Only in a table that the owner still lists for it. A master
-- table with rules of its own may refuse a value: the fold goes on, and
-- filters.list_orphans shows the value without a master row. What would pass when tried
-- again goes up. In the order of values, so that two writers of master data do not wait
-- in a circle.

create or replace function filters._upsert_master(p_dimension text, p_values text[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_master filters.dimensions;
    v_made text[];
begin
    select * into v_master
    from filters.dimensions
    where name = p_dimension;
    if
        v_master.master_table is null
        or filters._allow_fault(
            v_master.master_table, 'master',
            array[v_master.master_key::text, v_master.master_label::text]
        ) is not null
    then
        return;
    end if;

    execute format(
        'with made as (insert into %1$s (%2$I, %3$I) '
        'select (jsonb_populate_record(null::%1$s, jsonb_build_object(%2$L, v))).%2$I, '
        '(jsonb_populate_record(null::%1$s, jsonb_build_object(%3$L, v))).%3$I '
        'from unnest($1) as v order by v on conflict do nothing '
        'returning %2$I::text as key) '
        'select array_agg(key order by key) from made',
        v_master.master_table, v_master.master_key, v_master.master_label
    )
    into v_made
    using p_values;
    if v_made is not null then
        perform filters._emit_master(p_dimension, 'upserted', v_made);
    end if;
exception
    when others then
        if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
            raise;
        end if;
        raise warning 'master rows of % were refused: %', p_dimension, sqlerrm;
end;
$$;

comment on function filters._upsert_master(text, text[]) is
    'Emits: filters.master.upserted.';

-- @ functions/filters/_value_expression 285b5f11996a9a2a1956db639a726bae6041e61eddfcf327e67ae5142ae2a254
-- filters._value_expression: the SQL that reads a dimension's value from a row.
--
-- Null where the column does not exist or is of a type whose values have no one
-- spelling: floats, and times, which read otherwise in each time zone. A date is
-- written as JSON writes it, whatever the session's style; 1, 1.0 and 1.00 are one
-- number. Values are cut, since an index holds no long ones. Of a row that is called
-- p_row; %I and %L alone quote.

create or replace function filters._value_expression(
    p_source regclass, p_column name, p_path text[], p_row name default 'r'
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_column text := format('%I.%I', p_row, coalesce(p_column, ''));
    v_type regtype := filters._column_type(p_source, p_column);
    v_text text;
begin
    v_text := case
        when p_path is not null and v_type = 'jsonb'::regtype
            then format(
                'case jsonb_typeof(%1$s #> %2$L::text[]) '
                'when ''number'' then trim_scale((%1$s #>> %2$L::text[])::numeric)::text '
                'else %1$s #>> %2$L::text[] end',
                v_column, p_path
            )
        when p_path is not null or v_type is null
            then null
        when v_type = 'date'::regtype
            then format('to_jsonb(%s) #>> ''{}''', v_column)
        when v_type = 'numeric'::regtype
            then format('trim_scale(%s)::text', v_column)
        else v_column || '::text'
    end;
    return '(left((' || v_text || '), 200) collate "C")';
end;
$$;

comment on function filters._value_expression(regclass, name, text[], name) is
$$An SQL expression of type text, or null for a column that can not be counted.

Units: a value is the first 200 characters.
$$;

-- @ functions/filters/_version_of 5a3cf4782927289810b067a72a42f81c380d80d25553ccd51d2067b4c0961bf6
-- filters._version_of: how many changes of a dimension this snapshot sees.
--
-- Folded ones and others. Snapshots of committed work follow each other, so equal
-- versions mean equal lists, and a later one is never smaller: a version without a
-- counter that writers would have to wait for.

create or replace function filters._version_of(p_dimension text)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select
            s.version
            + case d.counted_by
                when 'cells' then (select count(*) from filters.waiting_changes)
                else filters._count_deltas(d.name)
            end
        from filters.dimensions as d
        inner join filters.dimension_states as s on d.name = s.dimension
        where d.name = p_dimension
    );
end;
$$;

grant execute on function filters._version_of(text) to authenticated, service_role;

comment on function filters._version_of(text) is
$$The version of a dimension; null when there is no such dimension.

Units: changes.
$$;

-- @ functions/filters/_write_counters_query 4ad901961db7c38dc8ac473cddf033ec6563eebd2e9c9d1aeb3395eedd0b736c
-- filters._write_counters_query: the query for a registered dimension's counts.
--
-- Not narrowed, or by its parent alone: counters and deltas. By anything else: the rows
-- of the source. There the cube's dimensions are conditions on the ids of a line, which
-- have indexes and statistics; those of registered ones are on their values. $1 is the
-- dimension, $2 the selection.

create or replace function filters._write_counters_query(
    p_dimension filters.dimensions, p_selection jsonb
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cube filters.selection;
    v_counted text;
    v_conditions text;
begin
    select
        case
            when count(*) = 0 then 'true'
            when count(*) = 1 and min(d.name) = p_dimension.parent
                then format(
                    'c.parent_value = any(filters._to_texts($2 -> %L))', min(d.name)
                )
        end,
        string_agg(
            format(
                '%s = any(filters._to_texts($2 -> %L))',
                filters._value_expression(d.source_table, d.column_name, d.json_path),
                d.name
            ),
            ' and ' order by d.name
        ) filter (where d.counted_by = 'counters')
    into v_counted, v_conditions
    from jsonb_object_keys(p_selection) as k (name)
    inner join filters.dimensions as d on k.name = d.name;
    if v_counted is not null then
        return format(
            'select c.value, sum(c.lines)::bigint as lines from ('
            '    select c.value, c.lines from filters.value_counts as c '
            '    where c.dimension = $1 and %1$s union all '
            '    select c.value, c.lines from filters.value_deltas as c '
            '    where c.dimension = $1 and %1$s) as c '
            'group by c.value having sum(c.lines) <> 0',
            v_counted
        );
    end if;

    v_cube := filters._read_within(
        (
            select jsonb_object_agg(k.name, k.accepted)
            from jsonb_each(p_selection) as k (name, accepted)
            inner join filters.dimensions as d on k.name = d.name
            where d.counted_by = 'cells'
        )
    );
    return format(
        'select v.value, count(*) as lines from %s as r '
        'cross join lateral (values (%s)) as v (value) '
        'where v.value is not null and %s group by v.value',
        p_dimension.source_table,
        filters._value_expression(
            p_dimension.source_table, p_dimension.column_name, p_dimension.json_path
        ),
        concat_ws(
            ' and ',
            v_conditions,
            'r.category_id = any(' || quote_literal(v_cube.category_ids::text)
            || '::bigint[])',
            'r.brand_id = any(' || quote_literal(v_cube.brand_ids::text)
            || '::bigint[])',
            case
                when num_nonnulls(
                    v_cube.region_ids, v_cube.province_ids,
                    v_cube.city_ids, v_cube.store_class_ids
                ) > 0 then format(
                    'r.store_id = any(%L::bigint[])',
                    array(
                        select p.store_id
                        from filters.places as p
                        where p.id in (
                            select unnest(filters._select_places('store', v_cube))
                        )
                    )
                )
            end
        )
    );
end;
$$;

comment on function filters._write_counters_query(filters.dimensions, jsonb) is
    'SQL of (value, lines).';

-- @ functions/filters/_write_counting 6ac8ce1005d902c923bd04d687c06a97ae328221d0cec818f60649479cf18ad1
-- filters._write_counting: the body of a source's trigger function.
--
-- One pass over the rows of a statement for all its dimensions. Deltas are grouped by
-- statement and only appended: no writer waits for another. TRUNCATE removes rows that
-- an older snapshot does not see, so there it must be READ COMMITTED. A column that is
-- gone or changed is read all the same: filters._check_shapes refuses the write, rather
-- than let it go uncounted.

create or replace function filters._write_counting(p_source regclass)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with counted as (
        select
            d.name,
            format(
                '(%L, %s, %s)',
                d.name,
                case
                    when p.name is null then 'null::text'
                    else coalesce(
                        filters._value_expression(p_source, p.column_name, p.json_path),
                        format('r.%I::text', p.column_name)
                    )
                end,
                coalesce(
                    filters._value_expression(p_source, d.column_name, d.json_path),
                    format('r.%I::text', d.column_name)
                )
            ) as read
        from filters.dimensions as d
        left join filters.dimensions as p on d.parent = p.name
        where
            d.source_table = p_source
            and d.counted_by = 'counters'
            and d.state <> 'off'
    ),

    pieces as (
        select
            string_agg(c.read, e',\n        ' order by c.name) as reads,
            array_agg(c.name order by c.name) as names
        from counted as c
    )

    select format(
        $body$
begin
    perform filters._check_shapes(%3$L);
    if tg_op = 'TRUNCATE' then
        if current_setting('transaction_isolation') <> 'read committed' then
            perform core.raise_error(
                'filters.truncate_refused', 'TRUNCATE of a counted table.'
            );
        end if;
%2$s
    elsif tg_op = 'INSERT' then
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select v.dimension, v.parent_value, v.value, count(*)
        from new_rows as r
        cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
        where v.value is not null
        group by v.dimension, v.parent_value, v.value;
    elsif tg_op = 'DELETE' then
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select v.dimension, v.parent_value, v.value, -count(*)
        from old_rows as r
        cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
        where v.value is not null
        group by v.dimension, v.parent_value, v.value;
    else
        insert into filters.value_deltas (dimension, parent_value, value, lines)
        select v.dimension, v.parent_value, v.value, sum(v.lines)
        from (
            select v.*, 1 as lines
            from new_rows as r
            cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
            union all
            select v.*, -1
            from old_rows as r
            cross join lateral (values
        %1$s) as v (dimension, parent_value, value)
        ) as v
        where v.value is not null
        group by v.dimension, v.parent_value, v.value
        having sum(v.lines) <> 0;
    end if;
    return null;
end;
        $body$,
        p.reads, filters._write_emptying(p_source, p.reads, p.names), p.names
    )
    from pieces as p
    where p.reads is not null
$$;

comment on function filters._write_counting(regclass) is
    'PL/pgSQL that appends the deltas of a statement; null when nothing is counted.';

-- @ functions/filters/allow_source 828bc48428e71f3e6cda066dbac08e7d95e7b57cdea41d02e91adcd1e2412b9f
-- filters.allow_source: let dimensions use a table, and some columns of it.
--
-- For the owner, in SQL: no other role is granted it, and app role admin can reach only
-- what was listed here. The call states all that is allowed: what an earlier one
-- allowed and this one does not is taken back, and dimensions that used it are switched
-- off and lose their counts in the same transaction. Locks the row of the list, then
-- each such dimension as filters.register_dimension does.

create or replace function filters.allow_source(
    p_table_name text,
    p_columns text[],
    p_uses text[] default array['count'],
    p_is_guarded boolean default false
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant regclass := filters._find_source(p_table_name);
    v_unknown text;
    v_gone record;
begin
    if p_columns is null or p_uses is null or p_is_guarded is null
        or array_position(p_columns, null) is not null
        or not p_uses <@ array['count', 'master', 'prune']
        or ('prune' = any(p_uses) and 'master' <> all(p_uses))
    then
        perform core.raise_error(
            'core.invalid_argument',
            'columns is a list, uses are of count, master, and prune with master.'
        );
    end if;
    select c.name
    into v_unknown
    from unnest(p_columns) as c (name)
    where not exists (
        select from pg_catalog.pg_attribute as a
        where
            a.attrelid = v_table
            and a.attname = c.name
            and a.attnum > 0
            and not a.attisdropped
    )
    order by c.name
    limit 1;
    if found then
        perform core.raise_error(
            'core.invalid_argument',
            format('%s has no column %s.', v_table, core.excerpt(v_unknown))
        );
    end if;
    if not p_is_guarded and p_uses <> '{}' and filters._is_guarded(v_table) then
        perform core.raise_error(
            'filters.source_guarded',
            format(
                '%s is under row-level security, of product or platform, or another''s.',
                v_table
            )
        );
    end if;

    insert into filters.allowed_sources (source_table, columns, uses, is_guarded)
    values (v_table, p_columns, p_uses, p_is_guarded)
    on conflict (source_table) do update
    set
        columns = excluded.columns,
        uses = excluded.uses,
        is_guarded = excluded.is_guarded;

    for v_gone in
        select n.dimension, filters._dimension_config(d) as config, n.fault
        from filters.list_disallowed() as n
        inner join filters.dimensions as d on n.dimension = d.name
        where v_table in (d.source_table, d.master_table)
        order by n.dimension
    loop
        perform filters._lock_dimension(v_gone.dimension);
        perform filters._apply_config(
            v_gone.config, false, false, format('Disallowed: %s.', v_gone.fault)
        );
    end loop;
end;
$$;

comment on function filters.allow_source(text, text[], text[], boolean) is
$$Allow dimensions to use a table: for the owner.

`columns` may be sampled, counted and shown to callers; of a master table name its key and
label. `uses`: count (rows are counted), master (values that appear get a row), prune (rows
without a line may be deleted). `is_guarded` true is needed for a table under row-level
security, of product or platform schemas, or of another owner. An empty list of uses takes
all back: dimensions that used it are switched off.
Errors: PT422 filters.invalid_source, core.invalid_argument, PT409 filters.source_guarded,
filters.source_busy.
$$;

-- @ functions/filters/discover_dimensions bc29e4aaa6a392c3d308815973f239f42c3f34a505acff210b070e4d6928ed3a
-- filters.discover_dimensions: which columns of a table would make good dimensions.
--
-- From what ANALYZE knows and a sample of at most 5,000 rows. The only thing of the
-- caller's that reaches a query is a table of the owner's list. Definer: callers may
-- read samples of what is listed there, not the tables.

create or replace function filters.discover_dimensions(p_table_name text)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_source regclass;
    v_answer jsonb;
begin
    perform core._require_role('admin');
    v_source := filters._check_source(p_table_name);

    with found as materialized (
        select * from filters._judge_columns(v_source)
    ),

    parent as (
        select p.child, p.parent
        from filters._guess_parents(
            v_source, array(select f.place from found as f where f.score > 0.2)
        ) as p
    )

    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'column', f.column_name,
                'path', to_jsonb(f.path),
                'type', f.type,
                'distinct', f.distinct_count,
                'null_share', f.null_share,
                'samples', to_jsonb(f.samples),
                'parent', (
                    select jsonb_build_object('column', o.column_name, 'path', to_jsonb(o.path))
                    from parent as p
                    inner join found as o on p.parent = o.place
                    where p.child = f.place
                ),
                'score', f.score,
                'reason', f.reason,
                'registered_as', (
                    select min(d.name)
                    from filters.dimensions as d
                    where
                        d.source_table = v_source
                        and d.column_name = f.column_name
                        and d.counted_by = 'counters'
                        and d.json_path is not distinct from f.path
                )
            )
            order by f.score desc, f.place
        ),
        '[]'
    )
    into v_answer
    from found as f;
    return v_answer;
end;
$$;

grant execute on function filters.discover_dimensions(text)
to authenticated, service_role;

comment on function filters.discover_dimensions(text) is
$$Columns of a table that could be dimensions, the best first; for app role admin.

Returns [{column, path, type, distinct, null_share, samples, parent: {column, path},
score, reason, registered_as}]: of the columns that filters.allow_source lists. `distinct` is estimated; `parent` is a column of which
each value here has but one, in a sample; `score` from 0 to 1.
Errors: PT403 core.not_permitted, PT422 filters.invalid_source.
Budget: 200 ms.
$$;

-- @ functions/filters/filter_options 81db4b06b667b8a9eac665ecd0992365321b49c18fb86561dc889ca9c24a6727
-- filters.filter_options: all that a page of filters shows, in one answer.

create or replace function filters.filter_options(
    p_within jsonb default '{}', p_top integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_narrowed filters.selection;
    v_others filters.selection;
    v_stores filters.measured_store[];
    v_places filters.place_counts;
    v_categories filters.counts;
    v_brands filters.counts;
begin
    perform core.read_number('top', p_top, 1, 500);
    v_narrowed := filters._read_within(p_within);

    v_stores := array(
        select s from filters._measure_stores(v_narrowed, 'basket_size') as s
    );
    v_places := filters._count_place_values(v_narrowed, v_stores);

    v_others := v_narrowed;
    v_others.category_ids := null;
    v_categories := filters._count_values('category', v_others);
    v_others := v_narrowed;
    v_others.brand_ids := null;
    v_brands := filters._count_values('brand', v_others);

    return jsonb_build_object(
        'dimensions', (
            select
                coalesce(
                    jsonb_object_agg(
                        name,
                        filters._top_values(
                            name,
                            case name
                                when 'region' then v_places.region
                                when 'province' then v_places.province
                                when 'city' then v_places.city
                                when 'store_class' then v_places.store_class
                                when 'category' then v_categories
                                when 'brand' then v_brands
                            end,
                            p_top
                        )
                    ),
                    '{}'
                )
            from filters.dimensions
            where is_enabled and counted_by = 'cells'
        ) || filters._top_registered(p_within, p_top),
        'version', (
            select sum(filters._version_of(name))
            from filters.dimensions
        )
    ) || filters._measure(v_narrowed, v_stores);
end;
$$;

grant execute on function filters.filter_options(jsonb, integer)
to authenticated, service_role;

comment on function filters.filter_options(jsonb, integer) is
$$All enabled dimensions at once, each narrowed by the others, and what the selection
holds.

Returns {dimensions: {<name>: {items: [{value, label, count}], total, truncated}},
price: {min, max}, basket_size: {min, max}, transactions, baskets, version}: `items` are
the `top` values by count, `total` all of them; null of a registered dimension that
would take too much to count in this selection. `within` is as in filter_values; a
dimension never narrows its own list, but narrows everything else.
Units: count and basket_size in lines, price in minor units (centavos) of one line.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, core.invalid_argument.
Budget: 50 ms.
$$;

-- @ functions/filters/filter_range eb0b50efe264c36d22f2f0d989e7608253abde72dc1c94464bfb3fe53c9433c5
-- filters.filter_range: how the lines or baskets of a selection spread over a measure.

create or replace function filters.filter_range(
    p_measure text, p_within jsonb default '{}'
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_selection filters.selection;
    v_stores filters.measured_store[];
    v_totals filters.totals;
    v_sizes filters.sizes;
    v_span filters.span;
    v_bounds bigint[];
    v_counts bigint[];
begin
    if p_measure is null or p_measure not in ('price', 'basket_size') then
        perform core.raise_error(
            'filters.unknown_measure',
            format(
                '%s is no measure. Known: price, basket_size.',
                coalesce(quote_literal(core.excerpt(p_measure)), 'null')
            )
        );
    end if;
    v_selection := filters._read_within(p_within);
    v_stores := array(
        select s from filters._measure_stores(v_selection, p_measure) as s
    );
    if p_measure = 'price' then
        v_totals := filters._measure_cells(v_selection, v_stores);
        v_span := row(v_totals.price_min, v_totals.price_max)::filters.span;
        v_bounds := filters._price_bounds();
        v_counts := filters._count_prices(v_selection, v_stores);
    else
        v_sizes := filters._measure_sizes(v_selection, v_stores);
        v_span := row(v_sizes.low, v_sizes.high)::filters.span;
        v_bounds := filters._basket_size_bounds();
        v_counts := v_sizes.baskets;
    end if;

    return jsonb_build_object(
        'min', v_span.low,
        'max', v_span.high,
        'count', (select coalesce(sum(n), 0) from unnest(v_counts) as n),
        'buckets', (
            select jsonb_agg(
                jsonb_build_object(
                    'from', v_bounds[b.bucket - 1],
                    'to', v_bounds[b.bucket],
                    'count', coalesce(v_counts[b.bucket], 0)
                )
                order by b.bucket
            )
            from generate_series(1, cardinality(v_bounds) + 1) as b (bucket)
        )
    );
end;
$$;

grant execute on function filters.filter_range(text, jsonb)
to authenticated, service_role;

comment on function filters.filter_range(text, jsonb) is
$$Smallest, biggest and histogram of a measure: price of a line, or lines of a basket.

Returns {min, max, count, buckets: [{from, to, count}]}; a bucket holds from <= x < to,
null is open, and counts add up to `count`: lines for price, baskets for basket_size.
Buckets are always the same: price from 1, 100, 200, 300, 500, 1000, 2000, 5000, 10000;
basket_size from 2, 3, 5, 10, 20, 50, 100. A basket that has a matching line counts with
its whole size. Without a matching line min and max are null.
Units: price in minor units (centavos), basket_size in lines.
Errors: PT422 filters.unknown_measure, filters.unknown_dimension,
filters.invalid_within.
Budget: 50 ms.
$$;

-- @ functions/filters/filter_values 4a589da578fc4363782f1541b0f13c80bb3fccf8a683e070773c383424b4fcbf
-- filters.filter_values: one page of the values of one dimension, with their counts.

create or replace function filters.filter_values(
    p_dimension text,
    p_within jsonb default '{}',
    p_search text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_after filters.cursor;
    v_selection filters.selection;
    v_search text := coalesce(p_search, '');
    v_counts filters.counts;
    v_page filters.counts;
    v_total bigint;
    v_listed filters.listed;
    v_items jsonb;
    v_next text;
begin
    perform filters._check_dimension(p_dimension);
    perform core.read_page_size(p_page_size);
    perform core.read_text('search', v_search, 0, 200, 'filters.invalid_search');
    if filters._is_counter(p_dimension) then
        return filters._page_counters(
            p_dimension, p_within, v_search, p_after, p_page_size
        );
    end if;
    v_search := coalesce(core.normal_key(v_search), '');
    v_after := filters._read_cursor(p_after => p_after, p_dimension => p_dimension);
    v_selection := filters._read_within(p_within => p_within, p_except => p_dimension);

    -- One more than a page tells whether there is a next one.
    if v_selection is null and v_search = '' then
        v_listed := filters._page_listed(p_dimension, v_after, p_page_size + 1);
        v_page := v_listed.page;
        v_total := v_listed.total;
    else
        v_counts := filters._count_values(p_dimension, v_selection);
        if v_search <> '' then
            v_counts := filters._search_values(p_dimension, v_counts, v_search);
        end if;
        v_page := filters._page_values(p_dimension, v_counts, v_after, p_page_size + 1);
        v_total := coalesce(cardinality(v_counts.value_ids), 0);
    end if;

    select
        jsonb_agg(
            jsonb_build_object('value', d.value, 'label', d.label, 'count', n.lines)
            order by n.place
        ),
        (array_agg(
            filters._write_cursor(p_dimension, d.label, d.value)
        ) filter (
            where n.place = p_page_size and cardinality(v_page.value_ids) > p_page_size
        ))[1]
    into v_items, v_next
    from unnest(v_page.value_ids, v_page.lines)
        with ordinality as n (value_id, lines, place)
    inner join filters._name_values(p_dimension, v_page.value_ids) as d
        on n.value_id = d.value_id
    where n.place <= p_page_size;

    return jsonb_build_object(
        'dimension', p_dimension,
        'items', coalesce(v_items, '[]'),
        'next', v_next,
        'total', v_total,
        'version', filters._version_of(p_dimension)
    );
end;
$$;

grant execute on function filters.filter_values(text, jsonb, text, text, integer)
to authenticated, service_role;

comment on function filters.filter_values(text, jsonb, text, text, integer) is
$$Values of one dimension that have a transaction line, by label, with their counts.

`within` narrows by other dimensions: {"region": ["NCR"], "brand": "…"}; the dimension
never narrows itself, and a value that no line has matches nothing. `search` keeps
values whose label or value contains it, in any case; it knows no wildcards. Returns
{dimension, items: [{value, label, count}], next, total, version}: `total` counts all
values that match, `next` is the cursor of the next page or null.
Units: count is lines; page_size from 1 to 500.
Errors: PT422 filters.unknown_dimension, filters.invalid_within, filters.invalid_search,
filters.too_much_to_count, core.invalid_cursor, core.invalid_page_size.
A registered dimension is narrowed by its parent from counters, by others of its table
from the rows, as far as filters.max_cost goes; numbers and dates come in their order.
Budget: 10 ms with zero or one narrowing dimension, 50 ms with more.
$$;

-- @ functions/filters/fold_lines 28dd518ff9e46e65ffc015d9af21c7f79d644266795c6ca9648b154d1973329c
-- filters.fold_lines: count changes of lines in the cells, and forget the changes.
--
-- One statement takes all changes of some baskets and reads those baskets as they are:
-- one snapshot, so what is folded is what the lines say, whoever writes meanwhile. All
-- further steps use nothing else but what folds alone write. A reader's snapshot has
-- either the changes or what became of them, never both, never neither.
-- Locks: those of filters._lock_folds, then rows of baskets, places, cells and sizes,
-- against other folds only; then the states of the dimensions, before any change of a
-- value is noted, so that filters.tell_changes never forgets one that it did not see. A
-- fold that dies has folded nothing. Bulk writes that could not fold themselves come
-- first, store by store.

create or replace function filters.fold_lines(p_limit integer default 20000)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changes filters.line_changes[];
    v_lines filters.basket_line[];
    v_baskets filters.changed_basket[];
    v_counts filters.line_changes[];
begin
    if not filters._try_lock_folds() then
        return 0;
    end if;

    with chosen as materialized (
        select distinct n.store_id, n.basket_id
        from (
            (
                select b.store_id, b.basket_id
                from filters.bulk_changes as b
                where (select exists (select from filters.bulk_writes))
                order by b.store_id, b.basket_id
                limit p_limit
            )
            union all
            select l.store_id, l.basket_id
            from filters.line_changes as l
            limit p_limit
        ) as n
    ),

    taken as (
        delete from filters.line_changes as l
        using chosen as s
        where l.basket_id = s.basket_id
        returning l.*
    ),

    bulk_taken as (
        delete from filters.bulk_changes as b
        using chosen as s
        where b.store_id = s.store_id and b.basket_id = s.basket_id
        returning
            b.store_id, b.basket_id, b.category_id, b.brand_id, b.price_minor, b.lines,
            b.noted_at
    ),

    line as (
        select t.store_id, t.basket_id, t.category_id, t.brand_id
        from chosen as s
        cross join lateral (
            select o.store_id, o.basket_id, o.category_id, o.brand_id
            from filters.transactions as o
            where o.store_id = s.store_id and o.basket_id = s.basket_id
            offset 0
        ) as t
    )

    select
        array(
            select row(t.*)::filters.line_changes from taken as t
            union all
            select row(b.*)::filters.line_changes from bulk_taken as b
        ),
        array(select row(l.*)::filters.basket_line from line as l)
    into v_changes, v_lines;
    delete from filters.bulk_writes as w
    where
        not exists (
            select
            from filters.bulk_changes as b
            where b.bulk_id = w.id
        );
    if v_changes = '{}' then
        return 0;
    end if;

    v_baskets := filters._size_baskets(v_changes, v_lines);
    -- Groups of stores and values count lines only: once per store, category and brand.
    v_counts := array(
        select
            row(
                n.store_id, 0, n.category_id, n.brand_id, 0, sum(n.lines), now()
            )::filters.line_changes
        from unnest(v_changes) as n
        group by n.store_id, n.category_id, n.brand_id
        having sum(n.lines) <> 0
    );
    perform filters._fold_groups(v_counts);
    perform filters._fold_stores(v_changes, v_lines, v_baskets);
    perform filters._fold_sizes(v_baskets);
    perform filters._raise_versions(cardinality(v_changes));
    perform filters._fold_values(v_counts);

    return cardinality(v_changes);
end;
$$;

grant execute on function filters.fold_lines(integer) to app_worker, service_role;

comment on function filters.fold_lines(integer) is
$$Fold the changes of as many baskets as have so many changes; returns their number.

0: nothing is left, or another transaction folds. Answers are the same before and after;
they are only faster.
$$;

-- @ functions/filters/ingest_transactions 8dc9fea0e85850f2852b81663b8c6e9c7c1ab5078e685367e406e966e86452c5
-- filters.ingest_transactions: take in lines that a source sends, all of them or none.
--
-- A line with a key that is known replaces that line, so a call whose answer was lost
-- may be sent again. Locks, in this order: the table against loads (which wait for
-- nothing that comes later here), new master rows, stores and baskets by their keys,
-- lines by theirs. Writers of other lines wait for nothing. Definer: nobody has a grant
-- to write lines; who may is asked first.

create or replace function filters.ingest_transactions(p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines filters.incoming_line[];
    v_inserted bigint;
    v_updated bigint;
    v_unknown jsonb;
begin
    perform core._require_role('admin');
    v_lines := array(select l from filters._read_lines(p_rows) as l);
    lock table filters.transactions in row exclusive mode;
    perform filters._add_master(v_lines);
    perform filters._refuse_lines(v_lines);

    with taken as (
        insert into filters.transactions as t (
            line_key, basket_id, store_id, product_key, brand_id, category_id,
            price_minor, quantity, sold_at
        )
        select
            l.line_key, b.id, b.store_id, l.product_key, d.id, c.id,
            l.price_minor, l.quantity, l.sold_at
        from unnest(v_lines) as l
        inner join filters.baskets as b on l.basket_key = b.basket_key
        left join master.brands as d on lower(l.brand) = d.brand_key
        left join master.categories as c
            on lower(concat_ws('/', l.department, l.category)) = c.category_key
        order by l.line_key, l.place
        on conflict (line_key) where line_key is not null do update
        set
            basket_id = excluded.basket_id,
            store_id = excluded.store_id,
            product_key = excluded.product_key,
            brand_id = excluded.brand_id,
            category_id = excluded.category_id,
            price_minor = excluded.price_minor,
            quantity = excluded.quantity,
            sold_at = excluded.sold_at
        returning t.xmax = 0 as is_new
    )

    select count(*) filter (where k.is_new), count(*) filter (where not k.is_new)
    into v_inserted, v_updated
    from taken as k;

    select jsonb_object_agg(n.city_code, n.lines)
    into v_unknown
    from (
        select core.excerpt(l.city_code) as city_code, count(*) as lines
        from unnest(v_lines) as l
        where
            l.city_code is not null
            and not exists (
                select from master.cities as c where c.psgc_code = l.city_code
            )
        group by core.excerpt(l.city_code)
        order by count(*) desc, core.excerpt(l.city_code)
        limit 100
    ) as n;
    return jsonb_build_object('inserted', v_inserted, 'updated', v_updated)
        || case
            when v_unknown is null then '{}'
            else jsonb_build_object('unknown_city_codes', v_unknown)
        end;
end;
$$;

grant execute on function filters.ingest_transactions(jsonb)
to authenticated, service_role;

comment on function filters.ingest_transactions(jsonb) is
$$Take in up to 10,000 lines, all or none; {inserted, updated, unknown_city_codes}.

Each row: {basket, store, product, price, quantity, sold_at} and, where known, {key,
brand, brand_mark, department, category, city_code, store_class}. key names the line in
its source: a known one is updated; without it a line is always new. price is that of the
whole line in major units, rounded to minor ones; sold_at has a zone. Brands, categories,
store classes, stores and baskets that are unknown are added, known ones stay as they
are; an unknown city_code leaves a new store without city, and the answer counts its
lines in unknown_city_codes: {<code>: lines}, which is there only then. Keys and names are
stored in one normal form: NFC, runs of white space as one space. Needs app role admin.
Errors: PT422 filters.invalid_rows, PT422 filters.too_many_rows, PT409
filters.basket_elsewhere, PT403 core.not_permitted.
Emits: filters.dimension.changed on filters:<dimension>, within the dimension's debounce.
Budget: 200 ms for 1,000 rows.
$$;

-- @ functions/filters/list_dimensions c11f11e204672bed0b10518848634cad19e1891593ccef83af308578ce4ece31
-- filters.list_dimensions: the registry, as callers see it.

create or replace function filters.list_dimensions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'name', d.name,
                'label', d.label,
                'parent', (
                    select p.name from filters.dimensions as p where p.name = d.parent
                ),
                'position', d.position,
                'enabled', d.is_enabled,
                'version', filters._version_of(d.name),
                'total', filters._count_listed(d.name) + filters._count_listed_counters(d.name),
                'source', d.source_table::text,
                'column', d.column_name,
                'path', to_jsonb(d.json_path),
                'state', d.state,
                'roles', to_jsonb(d.roles),
                'counted_by', d.counted_by
            )
            order by d.position, d.name
        ),
        '[]'
    )
    from filters.dimensions as d
$$;

grant execute on function filters.list_dimensions() to authenticated, service_role;

comment on function filters.list_dimensions() is
$$All dimensions in the order in which a page shows them.

Returns [{name, label, parent, position, enabled, version, total, source, column, path,
state, roles, counted_by}]: `total` is the number of values that have a line; a
dimension that is not enabled cannot be asked for.
Budget: 10 ms.
$$;

-- @ functions/filters/list_disallowed 7274f08b2c70efca9b19b0b358398c29842ce4071e99666b8edea1f255c4819c
-- filters.list_disallowed: registered dimensions that use what the owner does not
-- allow.
--
-- Definer: an operator may ask without a right to the list's functions.

create or replace function filters.list_disallowed()
    returns table (dimension text, fault text)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select d.name, f.fault
    from filters.dimensions as d
    cross join lateral (
        select coalesce(
            d.source_table::text || ' ' || filters._allow_fault(
                d.source_table, 'count', array[d.column_name::text]
            ),
            d.master_table::text || ' ' || filters._allow_fault(
                d.master_table, 'master', array[d.master_key::text, d.master_label::text]
            )
        ) as fault
    ) as f
    where d.counted_by = 'counters' and f.fault is not null
    order by d.name
$$;

grant execute on function filters.list_disallowed() to service_role, app_reader;

comment on function filters.list_disallowed() is
    'Dimensions that use what filters.allowed_sources lacks, and what that is.';

-- @ functions/filters/list_orphans 34c9a68c450d3eef236cfe45d8f6a2126459860d8b8fa773c52c4fa9d6270887
-- filters.list_orphans: master rows without a line, and values without a master row.
--
-- The cube's dimensions have none of the second kind: foreign keys see to it. Definer:
-- reads master tables, as far as filters.allowed_sources lists them.

create or replace function filters.list_orphans(p_dimension text)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_masters text[];
    v_values text[];
    v_fault text;
begin
    perform core._require_role('admin');
    v_dimension := filters._find_dimension(p_dimension);
    v_fault := case
        when v_dimension.master_table is not null then filters._allow_fault(
            v_dimension.master_table, 'master', array[v_dimension.master_key::text]
        )
    end;
    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_source', format('%s %s.', v_dimension.master_table, v_fault)
        );
    end if;
    if v_dimension.counted_by = 'cells' or v_dimension.is_enabled then
        v_masters := array(
            select m.value from filters._list_orphan_masters(p_dimension) as m (value)
            order by m.value
        );
    end if;
    if v_dimension.master_table is not null then
        v_values := array(
            select s.value from filters._list_sold_values(p_dimension) as s (value)
            except
            select m.value from filters._list_master_values(p_dimension) as m (value)
            order by value
        );
    end if;

    return jsonb_build_object(
        'dimension', p_dimension,
        'master_without_transaction', to_jsonb((coalesce(v_masters, '{}'))[1:1000]),
        'transaction_without_master', to_jsonb((coalesce(v_values, '{}'))[1:1000]),
        'totals', jsonb_build_object(
            'master_without_transaction', coalesce(cardinality(v_masters), 0),
            'transaction_without_master', coalesce(cardinality(v_values), 0)
        )
    );
end;
$$;

grant execute on function filters.list_orphans(text) to authenticated, service_role;

comment on function filters.list_orphans(text) is
$$Master rows that no row has, and values without one; for app role admin.

Returns {dimension, master_without_transaction: [<value>], transaction_without_master:
[<value>], totals: {…}}: the first 1,000 of each, and how many there are.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
filters.invalid_source.
Budget: 200 ms.
$$;

-- @ functions/filters/list_wrong_cells 45adfcb7d13e047756c33e7f4f2d223028720a613c12b5e2f40556cc49cec170
-- filters.list_wrong_cells: cells of stores that do not say what their lines say.
--
-- Counters and changes that wait, against the lines themselves, in one snapshot. Prices
-- are compared where nothing waits. Lines are counted by their finest cells first; the
-- margins are sums of those.

create or replace function filters.list_wrong_cells(p_store_ids bigint[] default null)
    returns table (place_id bigint, category_id bigint, brand_id bigint)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
    with line as (
        select
            t.store_id, t.category_id, t.brand_id,
            count(*) as lines,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max
        from filters.transactions as t
        where p_store_ids is null or t.store_id = any(p_store_ids)
        group by t.store_id, t.category_id, t.brand_id
        union all
        select
            l.store_id, l.category_id, l.brand_id, -sum(l.lines), null, null
        from filters.waiting_changes as l
        where p_store_ids is null or l.store_id = any(p_store_ids)
        group by l.store_id, l.category_id, l.brand_id
    ),

    counted as (
        select
            p.id as place_id,
            case grouping(n.category_id)
                when 1 then 0 else n.category_id
            end as category_id,
            case grouping(n.brand_id) when 1 then 0 else n.brand_id end as brand_id,
            sum(n.lines) as lines,
            min(n.price_min) as price_min,
            max(n.price_max) as price_max
        from line as n
        inner join filters.places as p on n.store_id = p.store_id
        group by
            p.id,
            grouping sets (
                (n.category_id, n.brand_id), (n.category_id), (n.brand_id), ()
            )
        having
            (grouping(n.category_id) = 1 or n.category_id is not null)
            and (grouping(n.brand_id) = 1 or n.brand_id is not null)
    ),

    waiting as (
        select distinct l.place_id
        from filters.changed_lines as l
    )

    select
        coalesce(n.place_id, c.place_id),
        coalesce(n.category_id, c.category_id),
        coalesce(n.brand_id, c.brand_id)
    from counted as n
    full join (
        select c.*
        from filters.cells as c
        inner join filters.places as p on c.place_id = p.id and p.kind = 'store'
        where p_store_ids is null or p.store_id = any(p_store_ids)
    ) as c
        on
            n.place_id = c.place_id
            and n.category_id = c.category_id
            and n.brand_id = c.brand_id
    where
        coalesce(n.lines, 0) <> coalesce(c.lines, 0)
        or (
            c.place_id not in (select w.place_id from waiting as w)
            and (
                n.price_min < c.price_min
                or n.price_max > c.price_max
                or c.is_exact
                and (n.price_min, n.price_max) <> (c.price_min, c.price_max)
            )
        )
$$;

grant execute on function filters.list_wrong_cells(bigint[])
to service_role, app_reader;

comment on function filters.list_wrong_cells(bigint[]) is
    'Cells that are not what the lines say, of all stores or of some.';

-- @ functions/filters/prune_dimension 99fe12732cf5d1d9b85bca54b7d44d5c7875ff80e255cc7df8dccfb9c0691f87
-- filters.prune_dimension: delete master rows that have long been without a line.
--
-- The grace period begins with the first run that finds a row so: runs are what looks.
-- Locks the dimension, so one run follows another, then waits for a legal hold that is
-- being placed. Definer: master data is the owner's; only tables that list themselves
-- for it in filters.allowed_sources lose rows.

create or replace function filters.prune_dimension(
    p_name text, p_dry_run boolean default true
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_is_dry boolean := coalesce(p_dry_run, true);
    v_value text;
    v_fault text;
    v_pruned text[] := array[]::text[];
    v_kept jsonb := '[]'::jsonb;
begin
    perform core._require_role('admin');
    v_dimension := filters._lock_dimension(p_name);
    if v_dimension.prune_after is null
        or v_dimension.master_table is null
        or not v_dimension.is_enabled
    then
        perform core.raise_error(
            'filters.not_prunable',
            format('%s is off, or has no master table or prune_after.', p_name)
        );
    end if;
    v_fault := filters._allow_fault(v_dimension.master_table, 'prune');
    if v_fault is not null then
        perform core.raise_error(
            'filters.not_prunable', format('%s %s.', v_dimension.master_table, v_fault)
        );
    end if;
    if not v_is_dry then
        perform pg_advisory_xact_lock_shared(hashtextextended('core.legal_holds', 0));
        perform core.set_reason('No row had it for ' || v_dimension.prune_after || '.');
        perform filters._note_orphans(p_name);
    end if;

    for v_value in
        select m.value
        from filters._list_orphan_masters(p_name) as m (value)
        left join filters.orphans as o on o.dimension = p_name and m.value = o.value
        where
            m.value <> all(v_dimension.protected)
            and coalesce(o.since_at, core.now()) + v_dimension.prune_after <= core.now()
        order by m.value
    loop
        v_fault := filters._prune_value(v_dimension, v_value, v_is_dry);
        if v_fault is null then
            v_pruned := v_pruned || v_value;
        else
            v_kept := v_kept || jsonb_build_object('value', v_value, 'reason', v_fault);
        end if;
    end loop;

    if not v_is_dry and v_pruned <> '{}' then
        delete from filters.orphans
        where dimension = p_name and value = any(v_pruned);
        perform filters._emit_master(p_name, 'pruned', v_pruned);
    end if;
    return jsonb_build_object(
        'dimension', p_name,
        'dry_run', v_is_dry,
        'pruned', to_jsonb(v_pruned),
        'kept', v_kept
    );
end;
$$;

grant execute on function filters.prune_dimension(text, boolean)
to authenticated, service_role, app_worker;

comment on function filters.prune_dimension(text, boolean) is
$$Delete master rows without a line that outlived prune_after; for app role admin.

A dry run, the default, changes nothing. Protected values stay, and rows that anything
else refers to, and all rows under a legal hold. Returns {dimension, dry_run, pruned: [<value>], kept: [{value, reason}]}.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension, PT409
filters.not_prunable.
Emits: filters.master.pruned, where the master table is not audited.
Budget: 200 ms for a hundred rows.
$$;

-- @ functions/filters/pulse 461bb997b71004f3217af3fc8dc14bd9d8e6c199c21574e6fb52b7c1482756c4
-- filters.pulse: what keeps filters light: fold a batch of changes, tell subscribers.
--
-- Answers are exact without it; they only get slower, and nobody is told.

create or replace function filters.pulse()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant integer := 20000;
    v_lines bigint := filters.fold_lines(c_batch);
    v_deltas bigint := filters._fold_counters(c_batch);
begin
    perform filters.tell_changes();
    return greatest(v_lines, v_deltas) >= c_batch;
end;
$$;

grant execute on function filters.pulse() to app_worker, service_role;

comment on function filters.pulse() is
$$Fold and tell once; whether more waits to be folded.

Emits: filters.dimension.changed.
$$;

-- @ functions/filters/rebuild_values 8b85486b38643150b79b734c5fec1d5b9fad3a97c4a13351cefb48ead3223df0
-- filters.rebuild_values: count everything again, from the transactions alone.
--
-- Takes the lock of filters._load_transactions first, so no load runs meanwhile;
-- readers go on and see the old counts until the commit.

create or replace function filters.rebuild_values()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    lock table filters.transactions in share row exclusive mode;
    perform filters._lock_folds();

    delete from filters.cells where place_id >= 0;
    delete from filters.basket_sizes where place_id >= 0;
    perform filters._raise_versions((select count(*) from filters.waiting_changes));
    delete from filters.line_changes where store_id is not null;
    delete from filters.bulk_changes where store_id is not null;
    delete from filters.bulk_writes where id is not null;
    delete from filters.places where id > 0;
    update filters.baskets as b
    set line_count = coalesce(n.lines, 0)
    from filters.baskets as o
    left join (
        select basket_id, count(*) as lines
        from filters.transactions
        group by basket_id
    ) as n on o.id = n.basket_id
    where b.id = o.id and b.line_count <> coalesce(n.lines, 0);

    perform filters._place_stores(array(select id from filters.stores));
    perform filters._number_baskets(
        array(select id from filters.baskets where ordinal is null)
    );
    perform filters._widen_stores(array(select id from filters.stores));
    perform filters._count_stores(
        p_store_ids => array(select id from filters.stores),
        p_after_id => 0
    );
    perform filters._count_groups(p_after_id => 0);
    perform filters._list_values();

    analyze filters.places, filters.cells, filters.basket_sizes,
        filters.dimension_values;
end;
$$;

comment on function filters.rebuild_values() is
$$Rebuild places, cells, basket sizes and dimension values from the transactions.

For the owner: after a change to buckets, or when an invariant of filters is broken.
Budget: 30 s for 1.5 million lines.
$$;

-- @ functions/filters/register_dimension 465d59dddaeafab97f70c4081c7ca81f3c2073dfe8ec8c5a94e4f5bda58eb206
-- filters.register_dimension: add a dimension, or change the configuration of one.
--
-- Locks, in this order: the name, the source's row, the dimension, its parent, the
-- source. Definer: the registry, the triggers and the counts are the owner's.

create or replace function filters.register_dimension(p_config jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sent jsonb;
    v_name text;
    v_reason text;
    v_is_on boolean := true;
    v_config jsonb;
begin
    perform core._require_role('admin');
    v_sent := core.read_json(
        'config', p_config, 'object', 100000, 'filters.invalid_dimension'
    );
    v_name := v_sent ->> 'name';
    v_reason := core.read_text(
        'reason', coalesce(v_sent ->> 'reason', 'Registered.'), 1, 500
    );
    perform core.set_reason(v_reason);
    perform pg_advisory_xact_lock(
        hashtextextended('filters.dimensions:' || coalesce(v_name, ''), 0)
    );
    if exists (select from filters.dimensions where name = v_name) then
        v_is_on := (filters._lock_dimension(v_name)).state <> 'off';
    end if;
    perform from filters.dimensions
    where name = v_sent ->> 'parent'
    for share;

    v_config := filters._check_config(v_sent);
    return filters._apply_config(v_config, v_is_on, true, v_reason);
end;
$$;

grant execute on function filters.register_dimension(jsonb)
to authenticated, service_role;

comment on function filters.register_dimension(jsonb) is
$$Register a column as a dimension, or change one; for app role admin.

`config`: {name, source, column} and, if wanted, label, path (into a jsonb), parent (a
dimension of the same table), position, debounce_ms, roles (who may read it), master
{table, key, label}, prune_after, protected, reason. What is left out stays, or is the
default. A new one is enabled; it is counted while the table is written, and live when
the operation has succeeded. Of the six that are built in only label, debounce_ms, roles,
prune_after and protected can change. Returns {dimension, version, state,
operation_id}; operation_id is null when nothing has to be counted.
Units: debounce_ms in milliseconds, 0 to 1000; a value is its first 200 characters.
Errors: PT403 core.not_permitted, PT422 filters.invalid_dimension,
filters.invalid_source, core.invalid_argument, PT409 filters.source_busy, PT429
core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Budget: 200 ms.
$$;

-- @ functions/filters/run_prune_dimensions c8d8c9eb34dc77948a493dbfec1b8806c5c75bf8a5f8d3761990a4a1c2b5cf43
-- filters.run_prune_dimensions: the nightly job that prunes what has a rule for it.

create or replace function filters.run_prune_dimensions(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(filters.prune_dimension(d.name, false))
    from filters.dimensions as d
    where
        d.prune_after is not null
        and d.master_table is not null
        and filters._allow_fault(d.master_table, 'prune') is null
        and d.is_enabled
        and (p_job.payload ->> 'dimension' is null or p_job.payload ->> 'dimension' = d.name)
$$;

comment on function filters.run_prune_dimensions(core.jobs) is
$$Handler of jobs of kind filters.prune_dimensions: of {dimension}, or of all.

Emits: filters.master.pruned.
$$;

-- @ functions/filters/run_tighten_ranges 200679bd8c22c92dc75b1688625421ff6e864ddc79c9f167a4099e46daf277ca
-- filters.run_tighten_ranges: the job that makes ranges of prices exact.

create or replace function filters.run_tighten_ranges(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select to_jsonb(filters.tighten_ranges())
$$;


comment on function filters.run_tighten_ranges(core.jobs) is
    'Handler of jobs of kind filters.tighten_ranges.';

-- @ functions/filters/tell_changes 43ee46702d9c0e5c5520ec729a38f86240be478799576e9d592f2247751593df
-- filters.tell_changes: one event for each dimension whose values changed.
--
-- Changes wait here at least as long as the registry says between two messages, so a
-- burst is one message. Counts are those of the fold that came before, in the same
-- transaction. Locks: the state of each dimension, skipped when another transaction has
-- it; what it deletes, only folds write, and they hold the states when they do. A
-- process that dies has told nothing, and the changes wait for the next.

create or replace function filters.tell_changes()
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_state record;
    v_told bigint := 0;
begin
    for v_state in
        select s.dimension, s.version
        from filters.dimension_states as s
        inner join filters.dimensions as d on s.dimension = d.name
        where
            clock_timestamp() not between s.told_at
            and s.told_at + make_interval(secs => d.debounce_ms / 1000.0)
            and exists (
                select from filters.value_changes as c
                where c.dimension = d.name
            )
        order by s.dimension
        for update of s skip locked
    loop
        v_told := v_told + filters._tell_dimension(v_state.dimension, v_state.version);
    end loop;
    return v_told;
end;
$$;

grant execute on function filters.tell_changes() to app_worker, service_role;

comment on function filters.tell_changes() is
$$Emit what changed in the dimensions that have been quiet long enough; how many.

Emits: filters.dimension.changed {v, dimension, action, values, added, removed, updated,
version} on filters:<dimension>.
$$;

-- @ functions/filters/tg_bulk_writes__fold 61a18031ecab2cf4d20c35074cc7a47279e792611bffa4559f4f84c5f3e3b18e
-- filters.tg_bulk_writes__fold: a bulk write is counted before it is seen.
--
-- Deferred: fires when the transaction commits, so its last statements are counted too
-- and no lock is held while it goes on. Takes the lock of folds, as
-- filters._await_folds does it. Where it can not be had in time, or the transaction's
-- snapshot is older than its commit, the changes stay, for filters.pulse.
-- Definer: who writes lines has no grant on counts.

create or replace function filters.tg_bulk_writes__fold()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_slice constant integer := 100000;
    c_tries constant integer := 60;
    v_tries integer := 0;
begin
    if current_setting('transaction_isolation') <> 'read committed'
        or not exists (select from filters.bulk_writes where id = new.id)
    then
        return null;
    end if;
    -- Few changes of its own: what waits is folded by whoever has the lock.
    if not exists (select from filters.bulk_changes where bulk_id = new.id)
        and not filters._try_lock_folds()
    then
        delete from filters.bulk_writes where id = new.id;
        return null;
    end if;
    while not filters._await_folds() loop
        v_tries := v_tries + 1;
        if v_tries = c_tries then
            return null;
        end if;
    end loop;

    perform filters.fold_lines(c_slice);
    while exists (select from filters.bulk_writes where id = new.id) loop
        perform filters.fold_lines(c_slice);
    end loop;
    return null;
exception
    when lock_not_available or deadlock_detected or serialization_failure then
        return null;
end;
$$;

comment on function filters.tg_bulk_writes__fold() is
    'Fold the changes of a bulk write, slice by slice, when its transaction commits.';

-- @ functions/filters/tg_transactions__note_deleted f38efa9bf723a4b10aea3656d8a8a4ca81dd9dcadfa26c2323017619cbe7f394
-- filters.tg_transactions__note_deleted: each line that goes is a change to count.
--
-- Definer and locks: as filters.tg_transactions__note_inserted.

create or replace function filters.tg_transactions__note_deleted()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bulk_id bigint := filters._open_bulk((select count(*) from old_rows));
begin
    if v_bulk_id is null then
        insert into filters.line_changes (
            store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select store_id, basket_id, category_id, brand_id, price_minor, -1
        from old_rows;
    else
        insert into filters.bulk_changes (
            bulk_id, store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select v_bulk_id, store_id, basket_id, category_id, brand_id, price_minor, -1
        from old_rows;
    end if;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_deleted() is
    'Append what a delete takes away to the changes that wait.';

-- @ functions/filters/tg_transactions__note_inserted 0abdc7ca658270b45f2ef79faaee97a7d4b6421f6001496b88fdc24d9fc60c54
-- filters.tg_transactions__note_inserted: each line that comes is a change to count.
--
-- Definer: who writes lines has no grant on the changes. Locks nothing; a transaction
-- that is rolled back takes its changes with it.

create or replace function filters.tg_transactions__note_inserted()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bulk_id bigint := filters._open_bulk((select count(*) from new_rows));
begin
    if v_bulk_id is null then
        insert into filters.line_changes (
            store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select store_id, basket_id, category_id, brand_id, price_minor, 1
        from new_rows;
    else
        insert into filters.bulk_changes (
            bulk_id, store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select v_bulk_id, store_id, basket_id, category_id, brand_id, price_minor, 1
        from new_rows;
    end if;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_inserted() is
    'Append what an insert or a COPY brings to the changes that wait.';

-- @ functions/filters/tg_transactions__note_truncated 0692e6dfadf1a472ed91bc6f666d2af4262d95db94c09796deede3e2b8141d4d
-- filters.tg_transactions__note_truncated: without lines there is nothing to count.
--
-- The statement has locked the table against everybody, so no change is under way; the
-- lock of the folds comes second, in the order that filters._lock_folds says.

create or replace function filters.tg_transactions__note_truncated()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters._lock_folds();

    perform filters._raise_versions(1 + (select count(*) from filters.waiting_changes));

    insert into filters.value_changes (dimension, value, was)
    select dimension, value, lines
    from filters.dimension_values
    on conflict (dimension, value) do nothing;

    delete from filters.line_changes where store_id is not null;
    delete from filters.bulk_changes where store_id is not null;
    delete from filters.bulk_writes where id is not null;
    delete from filters.cells where place_id is not null;
    delete from filters.basket_sizes where place_id is not null;
    delete from filters.dimension_values where dimension is not null;
    update filters.baskets set line_count = 0 where line_count > 0;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_truncated() is
    'Forget every count when the transactions are truncated.';

-- @ functions/filters/tg_transactions__note_updated 0fb64fbe2251adc8378f0ca36cfc521eea557542db9d264ec2730a2da96c9fcd
-- filters.tg_transactions__note_updated: a changed line goes and comes.
--
-- What nobody counts by (a quantity, a time) changes nothing: such lines cancel out.
-- Definer and locks: as filters.tg_transactions__note_inserted.

create or replace function filters.tg_transactions__note_updated()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bulk_id bigint := filters._open_bulk((select 2 * count(*) from new_rows));
begin
    if v_bulk_id is null then
        insert into filters.line_changes (
            store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select store_id, basket_id, category_id, brand_id, price_minor, sum(lines)
        from (
            select store_id, basket_id, category_id, brand_id, price_minor, -1 as lines
            from old_rows
            union all
            select store_id, basket_id, category_id, brand_id, price_minor, 1 as lines
            from new_rows
        ) as n
        group by store_id, basket_id, category_id, brand_id, price_minor
        having sum(lines) <> 0;
    else
        insert into filters.bulk_changes (
            bulk_id, store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select
            v_bulk_id, store_id, basket_id, category_id, brand_id, price_minor,
            sum(lines)
        from (
            select store_id, basket_id, category_id, brand_id, price_minor, -1 as lines
            from old_rows
            union all
            select store_id, basket_id, category_id, brand_id, price_minor, 1 as lines
            from new_rows
        ) as n
        group by store_id, basket_id, category_id, brand_id, price_minor
        having sum(lines) <> 0;
    end if;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_updated() is
    'Append what an update moves to the changes that wait.';

-- @ functions/filters/tighten_ranges e9151fa9e5dc4f7ace1e29fbd6b874ba6d1c5e29d2c57af5e7e7a29ebe495d6e
-- filters.tighten_ranges: read the prices of cells anew whose range is only a bound.
--
-- Stores with changes that wait are left for another time: what is read must be what is
-- folded, and one statement sees both. Locks: those of filters._lock_folds, if nobody
-- holds them.

create or replace function filters.tighten_ranges(p_stores integer default 10)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
as $$
declare
    v_tightened bigint;
begin
    if not filters._try_lock_folds() then
        return 0;
    end if;

    with store as materialized (
        select p.id as place_id, p.store_id
        from filters.cells as c
        inner join filters.places as p on c.place_id = p.id
        where
            not c.is_exact
            and not exists (
                select
                from filters.waiting_changes as l
                where l.store_id = p.store_id
            )
        group by p.id, p.store_id
        order by count(*) desc, p.id
        limit p_stores
    ),

    counted as (
        select
            s.place_id,
            case grouping(t.category_id) when 1 then 0 else t.category_id end as category_id,
            case grouping(t.brand_id) when 1 then 0 else t.brand_id end as brand_id,
            min(t.price_minor) as price_min,
            max(t.price_minor) as price_max
        from store as s
        inner join filters.transactions as t on s.store_id = t.store_id
        group by
            s.place_id,
            grouping sets (
                (t.category_id, t.brand_id), (t.category_id), (t.brand_id), ()
            )
    ),

    tightened as (
        update filters.cells as c
        set
            price_min = n.price_min,
            price_max = n.price_max,
            is_exact = true
        from counted as n
        where
            c.place_id = n.place_id
            and c.category_id = n.category_id
            and c.brand_id = n.brand_id
            and not c.is_exact
        returning c.place_id
    )

    select count(*)
    into v_tightened
    from tightened;
    return v_tightened;
end;
$$;

grant execute on function filters.tighten_ranges(integer) to app_worker, service_role;

comment on function filters.tighten_ranges(integer) is
$$Make the ranges of so many stores exact; the number of cells.

Answers are the same before and after; those about prices are quicker.
$$;

-- @ functions/filters/toggle_dimension d7c112b420d302d7a3f7a17254495251433f1d8cc0fd947592e685e8f9890866
-- filters.toggle_dimension: enable or disable a dimension.
--
-- Each call is a version, so that of many at once none is lost; they follow each other
-- by the registry's row. Locks as filters.register_dimension. Definer for the same
-- reason.

create or replace function filters.toggle_dimension(
    p_name text,
    p_enabled boolean,
    p_reason text,
    p_keep_values boolean default true
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_config jsonb;
begin
    perform core._require_role('admin');
    perform core.read_text('reason', p_reason, 1, 500);
    if p_enabled is null or p_keep_values is null then
        perform core.raise_error(
            'core.invalid_argument', 'enabled or keep_values is missing.'
        );
    end if;
    perform core.set_reason(p_reason);

    v_config := filters._dimension_config(filters._lock_dimension(p_name));
    if p_enabled then
        v_config := filters._check_config(v_config);
    end if;
    return filters._apply_config(v_config, p_enabled, p_keep_values, p_reason);
end;
$$;

grant execute on function filters.toggle_dimension(text, boolean, text, boolean)
to authenticated, service_role;

comment on function filters.toggle_dimension(text, boolean, text, boolean) is
$$Switch a dimension on or off; for app role admin.

Off, a registered dimension costs its table nothing; `keep_values` false drops its
counts. On, it is counted from the start, and live when the operation has succeeded.
Returns {dimension, version, state, operation_id}: state is off, filling or live.
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
core.invalid_argument, filters.invalid_dimension, filters.invalid_source, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Budget: 200 ms.
$$;

-- @ functions/master/_load_catalog 0e580de718a84799d7723c2e3cb98e6cd70c36b3577fa46dcf300edd8a9e3c45
-- master._load_catalog: add the categories and brands that a staging table names.

create or replace function master._load_catalog(p_staging regclass)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_names jsonb;
begin
    -- Few spellings stand for many rows: read the table once, and normalize those.
    execute format(
        $sql$
        select coalesce(jsonb_agg(n), '[]')
        from (
            select
                core.normal_key(s.brand) as brand,
                core.normal_key(s.department) as department,
                core.normal_key(s.category) as category,
                bool_or(lower(core.normal_key(s.brand_mark)) = 'private') as is_private,
                sum(s.lines) as lines
            from (
                select brand, department, category, brand_mark, count(*) as lines
                from %s
                group by brand, department, category, brand_mark
            ) as s
            group by 1, 2, 3
        ) as n
        $sql$,
        p_staging
    )
    into v_names;

    perform master._add_catalog(v_names);
end;
$$;

comment on function master._load_catalog(regclass) is
$$Add unknown categories and brands; known ones stay as they are.

Columns of the staging table: brand, brand_mark, department, category, all text. A brand
marked Private is is_tbwa.
$$;

-- @ functions/master/_normal_rows a0f56a3a023455459572bc15424138a12202946fe8183b67e30195ab6d59c4cd
-- master._normal_rows: rows of a release, their keys and names in normal form.

create or replace function master._normal_rows(p_rows jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            case jsonb_typeof(r.item)
                when 'object' then (
                    select coalesce(
                        jsonb_object_agg(
                            f.key,
                            case jsonb_typeof(f.value)
                                when 'string'
                                    then to_jsonb(core.normal_key(f.value #>> '{}'))
                                else f.value
                            end
                        ),
                        '{}'
                    )
                    from jsonb_each(r.item) as f
                )
                else r.item
            end
            order by r.place
        ),
        '[]'
    )
    from jsonb_array_elements(p_rows) with ordinality as r (item, place)
$$;

comment on function master._normal_rows(jsonb) is
    'Objects of an array, each text in the form of core.normal_key.';

-- @ functions/master/load_psgc 5219aa8956f3efe40e79f18e83bc26532eac47151cc89deae5c827793a959244
-- master.load_psgc: take in a release of the Philippine Standard Geographic Code.
--
-- A row is known by its code. A new code whose row has the same name as one whose code
-- the release no longer lists, inside the same parent (provinces: anywhere, as regions
-- split), is that row moved: it keeps its id, so everything that refers to it stays
-- right. Rows that the release dropped are retired, never deleted. Releases take turns:
-- the lock stops other writers of the geography, not readers.

create or replace function master.load_psgc(p_release jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
begin
    if jsonb_typeof(p_release -> 'regions') is distinct from 'array'
        or jsonb_typeof(p_release -> 'provinces') is distinct from 'array'
        or jsonb_typeof(p_release -> 'cities') is distinct from 'array'
    then
        perform core.raise_error(
            'master.invalid_release',
            'The release lacks an array of regions, provinces or cities.'
        );
    end if;

    lock table master.regions, master.provinces, master.cities
    in share row exclusive mode;

    v_answer := jsonb_build_object(
        'regions', master._load_regions(master._normal_rows(p_release -> 'regions')),
        'provinces', master._load_provinces(master._normal_rows(p_release -> 'provinces')),
        'cities', master._load_cities(master._normal_rows(p_release -> 'cities'))
    );

    return v_answer;
end;
$$;

comment on function master.load_psgc(jsonb) is
$$Upsert a PSGC release: {regions: […], provinces: […], cities: […]}.

Each region has psgc_code, name, island_group, population; a province also region_code,
class, is_pseudo, income_class; a city province_code, class, city_class, income_class,
population. What a release does not say (null) stays as it was. Returns per level
{added, changed, moved, retired}; loading the same release twice changes nothing.
The filters read names from here: after a change, select filters.rebuild_values().
Errors: PT422 master.invalid_release; 23502, 23503 or 23514 when a row is incomplete.
$$;

-- @ functions/reading/_distance 6600bbb002f9aee2f39b38eb7ac56612b657fda4311b90eeb59d3b238599a180
-- reading._distance: how far on a place is, in chapters; before everything is -1.
--
-- What policy furthest compares first. Of two edits it should compare what both say:
-- chapters with chapters, percents with percents. No total order can do that for all
-- edits: chapter 2 is further than chapter 1 at 99 percent, that further than 50
-- percent, that further than chapter 100 at 40 percent, that further than chapter 50,
-- and that further than chapter 2. Without a total order, what stands would depend on
-- the order in which devices send. So every place becomes chapters: of a place without
-- a chapter one percent counts as one, as in a series of a hundred, and where there is
-- only a page, twenty pages do. Where both say a chapter, or neither does and both say
-- a percent, that decides; between the two the estimate does.

create or replace function reading._distance(
    p_chapter numeric, p_page integer, p_percent numeric
)
    returns numeric
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return coalesce(p_chapter, p_percent, p_page / 20.0, -1);

comment on function reading._distance(numeric, integer, numeric) is
$$The chapter of a place; without one its percent, or a twentieth of its page.

Units: chapters.
$$;

-- @ functions/reading/_place_fault 328d518fbe28649daafb4949d281e91600bf78712d0baef00ccd8c99cec148c4
-- reading._place_fault: what is wrong with a place, rounded as it is kept; or null.
--
-- The same bounds as the checks of reading.progress, said before anything is written.

create or replace function reading._place_fault(
    p_chapter numeric, p_page integer, p_percent numeric
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when num_nonnulls(p_chapter, p_page, p_percent) = 0
        then 'it has no chapter, page or percent'
    when not (p_chapter >= 0 and round(p_chapter, 3) < 1000000)
        then 'chapter is not within 0 and 999999.999'
    when p_page < 0 then 'page is negative'
    when not (p_percent >= 0 and round(p_percent, 2) <= 100)
        then 'percent is not within 0 and 100'
end;

comment on function reading._place_fault(numeric, integer, numeric) is
    'What is wrong, in words; null when nothing is.';

-- @ functions/reading/_edit_fault 543e403063647726be1bc4c4fd0d896621ce659f4b37d86512ad68c4ab684586
-- reading._edit_fault: what is wrong with an edit; null when nothing is.
--
-- The same bounds as the checks of reading.progress, said before anything is written.
--
-- depends: functions/reading/_place_fault

create or replace function reading._edit_fault(p_series_id bigint, p_edit reading.edit)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when p_series_id is null then 'series_id is missing'
    when
        reading._place_fault((p_edit).chapter, (p_edit).page, (p_edit).percent)
        is not null
        then reading._place_fault((p_edit).chapter, (p_edit).page, (p_edit).percent)
    when (p_edit).updated_at is null then 'updated_at is missing'
    when (p_edit).chapter_label = '' or length((p_edit).chapter_label) > 100
        then 'chapter_label has not 1 to 100 characters'
    when
        concat((p_edit).chapter_label, (p_edit).device_id)
        ~ '[\u0001-\u0008\u000E-\u001F\u007F]'
        then 'chapter_label or device_id holds a control character'
    when coalesce((p_edit).device_id, '') = '' or length((p_edit).device_id) > 100
        then 'device_id has not 1 to 100 characters'
    when not (p_edit).rewinds between 0 and 1000000
        then 'rewinds is not within 0 and 1000000'
end;

comment on function reading._edit_fault(bigint, reading.edit) is
    'What is wrong, in words; null when nothing is.';

-- @ functions/reading/_rank 880c8348f184d9294e0f4bb9987c7fc7ea95af34567a290929d3d7dbeb40dd31
-- reading._rank: an edit as a value that compares; under a policy the greater one wins.
--
-- depends: functions/reading/_distance
--
-- One definition for _merge, for push_progress and for its reasons. A policy looks at
-- less by setting what it does not look at to -1. How far on a place is, also where one
-- edit says a chapter and another a percent, is reading._distance's to say. As the
-- comparison is total, taking the greater one is commutative, associative and
-- idempotent, whatever the policy.

create or replace function reading._rank(p_edit reading.edit, p_policy text)
    returns reading.rank
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return row(
    case p_policy when 'furthest_unless_same_device' then (p_edit).rewinds else -1 end,
    case p_policy
        when 'lww' then -1
        else reading._distance((p_edit).chapter, (p_edit).page, (p_edit).percent)
    end,
    case p_policy when 'lww' then -1 else coalesce((p_edit).page, -1) end,
    case p_policy when 'lww' then -1 else coalesce((p_edit).percent, -1) end,
    (p_edit).updated_at,
    (p_edit).device_id,
    coalesce((p_edit).chapter, -1),
    coalesce((p_edit).page, -1),
    coalesce((p_edit).percent, -1),
    coalesce((p_edit).chapter_label, ''),
    (p_edit).rewinds
)::reading.rank;

comment on function reading._rank(reading.edit, text) is
$$The rank of an edit: compared column by column, the greater one wins.

lww: the later time, then the greater device id by code point. furthest: first the
greater chapter (or what counts as one, see reading._distance), page and percent.
furthest_unless_same_device: before that the greater number of rewinds, which a device
adds to when its reader goes back from where this very device was last. What is left of
a tie is decided by the content.
$$;

-- @ functions/reading/_read_edits b02bb6d1b32115a0bf0ddac869adcf829f4d1ba896dc02c6b32d7c5454b49075
-- reading._read_edits: pushed items as edits, or the first thing that is wrong with
-- them.
--
-- Shape first, then the place as it will be rounded, so that no cast can fail; then the
-- rest.

create or replace function reading._read_edits(p_items jsonb)
    returns setof reading.pushed_edit
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_fields constant jsonb := '{
        "series_id": "bigint", "base_version": "bigint", "chapter": "number",
        "chapter_label": "text", "page": "integer", "percent": "number",
        "device_id": "text", "rewinds": "integer", "updated_at": "time"
    }';
    v_items constant jsonb := core.read_records(
        'items', p_items, c_fields, 1000, 'Item', 'reading.invalid_edits',
        'reading.too_many_edits'
    );
    v_item jsonb;
    v_read record;
    v_pushed reading.pushed_edit;
    v_fault text;
begin
    for v_pushed.place, v_item in
        select i.place, i.item
        from jsonb_array_elements(v_items) with ordinality as i (item, place)
    loop
        select r.*
        into v_read
        from jsonb_to_record(v_item) as r (
            series_id bigint, base_version bigint, chapter numeric,
            chapter_label text, page integer, percent numeric,
            device_id text, rewinds integer, updated_at timestamptz
        );
        v_pushed.series_id := v_read.series_id;
        v_pushed.base_version := v_read.base_version;
        v_fault := reading._place_fault(v_read.chapter, v_read.page, v_read.percent);
        exit when v_fault is not null;
        v_pushed.edit := row(
            v_read.chapter, v_read.chapter_label, v_read.page, v_read.percent,
            v_read.device_id, coalesce(v_read.rewinds, 0), v_read.updated_at
        )::reading.edit;
        v_fault := reading._edit_fault(v_pushed.series_id, v_pushed.edit);
        exit when v_fault is not null;
        return next v_pushed;
    end loop;

    if v_fault is not null then
        perform core.raise_error(
            'reading.invalid_edits', format('Item %s: %s.', v_pushed.place, v_fault)
        );
    end if;
end;
$$;

comment on function reading._read_edits(jsonb) is
    'Errors: reading.invalid_edits PT422, reading.too_many_edits PT422.';

-- @ functions/reading/list_conflicts 49d7c1f26356e7d8a63592e4b1a3f618ab5aa5e5c1678c34ed268e072c6d15f0
-- reading.list_conflicts: what the caller's devices disagreed about, newest first.
--
-- As the caller: the policies say which rows are hers. A cursor is the place of the
-- last row of its page in base 64; a forged one only starts elsewhere.

create or replace function reading.list_conflicts(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cursor jsonb;
    v_found_at timestamptz := 'infinity';
    v_series_id bigint := 0;
    v_device_id text := '';
    v_edited_at timestamptz := 'infinity';
    v_items jsonb;
    v_last jsonb;
    v_next jsonb;
begin
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size',
            format('page_size is %s.', coalesce(p_page_size::text, 'null'))
        );
    end if;
    if p_after is not null then
        begin
            -- A cursor of ours is shorter, also with a device id of 100 characters.
            v_cursor := convert_from(decode(left(p_after, 1000), 'base64'), 'UTF8')::jsonb;
            v_found_at := v_cursor ->> 0;
            v_series_id := v_cursor ->> 1;
            v_device_id := v_cursor ->> 2;
            v_edited_at := v_cursor ->> 3;
        exception
            when data_exception then
                v_cursor := null;
        end;
        if
            v_cursor is null
            or num_nulls(v_found_at, v_series_id, v_device_id, v_edited_at) > 0
        then
            perform core.raise_error(
                'core.invalid_cursor', format('%L is no cursor.', core.excerpt(p_after))
            );
        end if;
    end if;

    select coalesce(
        jsonb_agg(
            to_jsonb(p) - 'user_id'
            order by p.found_at desc, p.series_id desc, p.device_id desc, p.edited_at desc
        ),
        '[]'
    )
    into v_items
    from (
        select c.*
        from reading.conflicts as c
        where
            c.user_id = core.actor_id()
            and (c.found_at, c.series_id, c.device_id, c.edited_at)
            < (v_found_at, v_series_id, v_device_id, v_edited_at)
        order by c.found_at desc, c.series_id desc, c.device_id desc, c.edited_at desc
        limit p_page_size + 1
    ) as p;

    if jsonb_array_length(v_items) > p_page_size then
        v_items := v_items - p_page_size;
        v_last := v_items -> -1;
        v_next := jsonb_build_array(
            v_last -> 'found_at',
            v_last -> 'series_id',
            v_last -> 'device_id',
            v_last -> 'edited_at'
        );
    end if;
    return jsonb_build_object(
        'items', v_items,
        'next', translate(encode(convert_to(v_next::text, 'UTF8'), 'base64'), e'\n', '')
    );
end;
$$;

grant execute on function reading.list_conflicts(text, integer) to authenticated;

comment on function reading.list_conflicts(text, integer) is
$$The caller's conflicts, newest first: {items: [{series_id, device_id, edited_at,
policy, edit, stored, winner, found_at}], next}.

edit is what the device pushed, stored what stood; winner is `edit` or `stored`.
Retention: 90 days.
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;

-- @ functions/reading/set_progress_policy 9ecd6784691fbcade2aef09b5c15d7d5c66269267726c982ea49eb9aae12feff
-- reading.set_progress_policy: how the caller wants a series' edits merged from now on.

create or replace function reading.set_progress_policy(
    p_series_id bigint, p_policy text
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if core.actor_id() is null then
        perform core.raise_error('core.not_permitted', 'The caller is not signed in.');
    end if;
    if p_policy is null
        or p_policy not in ('lww', 'furthest', 'furthest_unless_same_device')
    then
        perform core.raise_error(
            'reading.unknown_policy', format('policy is %L.', core.excerpt(p_policy))
        );
    end if;
    if not exists (select from reading.series as s where s.id = p_series_id) then
        perform core.raise_error(
            'reading.unknown_series', format('There is no series %s.', p_series_id)
        );
    end if;

    insert into reading.progress_policies as p (user_id, series_id, policy)
    values (core.actor_id(), p_series_id, p_policy)
    on conflict (user_id, series_id) do update
    set policy = excluded.policy;
    return jsonb_build_object('series_id', p_series_id, 'policy', p_policy);
end;
$$;

grant execute on function reading.set_progress_policy(bigint, text) to authenticated;

comment on function reading.set_progress_policy(bigint, text) is
$$Choose how the edits of one series are merged: {series_id, policy}.

lww: the later edit stands. furthest: the one further on. furthest_unless_same_device: the
one further on, but the device that was there last may go back. What stands now stays.
Errors: PT403 core.not_permitted, PT422 reading.unknown_policy, PT404
reading.unknown_series.
Budget: 200 ms.
$$;

-- @ functions/reading/tg_progress__stamp 6b34c073791553b5b48e4e442efca6553adfa2ffb725e9519851b540683727ec
-- reading.tg_progress__stamp: a direct write gets the server's time and the next
-- version.
--
-- What the row's checks would refuse with an error of their own is refused here, as
-- push_progress refuses it. Rewinds end at their bound: a device may have pushed that
-- many, and going back must still be possible.
--
-- An upsert is an insert first: when the row is there already, no version is taken,
-- since the update that follows takes it, or the insert is refused. Lock order: the
-- reader, then nothing more. Definer: a reader has no grant on reading.readers.

create or replace function reading.tg_progress__stamp()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text;
    v_before timestamptz;
begin
    new.user_id := coalesce(new.user_id, core.actor_id());
    v_fault := case
        when new.user_id is null then 'user_id is missing'
        else reading._edit_fault(
            new.series_id,
            row(
                new.chapter, new.chapter_label, new.page, new.percent, new.device_id,
                new.rewinds, core.now()
            )::reading.edit
        )
    end;
    if v_fault is not null then
        perform core.raise_error('reading.invalid_progress',
    format('Here %s.', v_fault));
    end if;

    if tg_op = 'INSERT' then
        if not exists (select from reading.series as s where s.id = new.series_id) then
            perform core.raise_error(
                'reading.unknown_series',
                format('There is no series %s.', new.series_id)
            );
        end if;
        perform reading._lock_reader(new.user_id);
        select p.updated_at, p.version
        into new.updated_at, new.version
        from reading.progress as p
        where p.user_id = new.user_id and p.series_id = new.series_id;
        if found then
            return new;
        end if;
        select t.deleted_at
        into v_before
        from reading.tombstones as t
        where t.user_id = new.user_id and t.series_id = new.series_id;
    else
        v_before := old.updated_at;
        new.rewinds := least(
            old.rewinds + (
                new.device_id = old.device_id
                and (
                    reading._distance(new.chapter, new.page, new.percent),
                    coalesce(new.page, -1),
                    coalesce(new.percent, -1)
                ) < (
                    reading._distance(old.chapter, old.page, old.percent),
                    coalesce(old.page, -1),
                    coalesce(old.percent, -1)
                )
            )::integer,
            1000000
        );
    end if;

    new.updated_at := greatest(core.now(), v_before + interval '1 microsecond');
    update reading.readers as r
    set version = r.version + 1
    where r.user_id = new.user_id
    returning r.version into new.version;
    return new;
end;
$$;

comment on function reading.tg_progress__stamp() is
$$Stamps a row of reading.progress: user, updated_at, version, and whether it goes back.

updated_at is the server's, later than the row's or its tombstone's. Whoever sets the
version, as push_progress does, is not stamped.
Errors: PT422 reading.invalid_progress, PT404 reading.unknown_series.
$$;

-- @ views/api/reading_progress e64b8df42de1dec3e655b2db347749ee21881944b965bcc3a8f1873d27f2c6e1
-- api.reading_progress: a reader's own progress, to read and to write directly.

create or replace view api.reading_progress
with (security_invoker = true)
as
select
    p.user_id,
    p.series_id,
    p.chapter,
    p.chapter_label,
    p.page,
    p.percent,
    p.device_id,
    p.rewinds,
    p.updated_at,
    p.version
from reading.progress as p;

grant select, delete on api.reading_progress to authenticated, service_role;
grant insert (user_id, series_id, chapter, chapter_label, page, percent, device_id)
on api.reading_progress to authenticated, service_role;
-- The key too: an upsert sets every column that was sent. A trigger keeps it.
grant update (user_id, series_id, chapter, chapter_label, page, percent, device_id)
on api.reading_progress to authenticated, service_role;

comment on view api.reading_progress is
$$Where the caller is in each series; a write is stamped with the server's time.

Errors: PT422 reading.invalid_progress, PT404 reading.unknown_series; 23505 for a second
row of a series, 42501 for a row of someone else, 22003 for a chapter of 1,000,000 or a
percent of 1,000 and more.
Emits: reading.progress.inserted, .updated, .deleted on reading:progress:<user id>.
$$;

-- @ views/filters/counted_values c0596741f7e2bd50d7688e72c69235724a783c4efc78e14c2370b6af775382d2
-- filters.counted_values: what filters.dimension_values has to hold, as the cells say.

create or replace view filters.counted_values
with (security_invoker = true)
as
with counted as (
    select
        v.dimension,
        v.value_id,
        sum(c.lines) as lines
    from filters.places as p
    inner join filters.cells as c on p.id = c.place_id
    cross join lateral (
        values
        ('region', p.region_id),
        ('province', p.province_id),
        ('city', p.city_id),
        ('store_class', p.store_class_id)
    ) as v (dimension, value_id)
    where p.kind = 'store' and c.category_id = 0 and c.brand_id = 0
    group by v.dimension, v.value_id
    union all
    select
        case c.brand_id when 0 then 'category' else 'brand' end as dimension,
        c.category_id + c.brand_id as value_id,
        c.lines
    from filters.cells as c
    where c.place_id = 0 and (c.category_id = 0) <> (c.brand_id = 0)
)

select
    n.dimension,
    n.value_id,
    m.value,
    m.label,
    m.parent,
    n.lines::bigint as lines
from counted as n
inner join filters.master_values as m
    on n.dimension = m.dimension and n.value_id = m.value_id;

grant select on filters.counted_values to service_role, app_reader;

comment on view filters.counted_values is
    'Values, labels and counts as the cells and the master tables give them.';

-- @ views/filters/current_counts 4f71343b587c7634d78333598de758d7792b4dbf403bf552ed199bc64cee412b
-- filters.current_counts: lines per value of each registered dimension, right now.
--
-- One statement reads folded counts and deltas, so that a fold can not come between.

create or replace view filters.current_counts
with (security_invoker = true)
as
select
    n.dimension,
    n.parent_value,
    n.value,
    sum(n.lines)::bigint as lines
from (
    select
        c.dimension,
        c.parent_value,
        c.value,
        c.lines
    from filters.value_counts as c
    union all
    select
        d.dimension,
        d.parent_value,
        d.value,
        d.lines
    from filters.value_deltas as d
) as n
group by n.dimension, n.parent_value, n.value
having sum(n.lines) <> 0;

grant select on filters.current_counts to service_role, app_reader;

comment on view filters.current_counts is
    'Folded counts and what is not folded yet; a value is listed while it has a line.';

-- @ views/filters/sold_values 381378a8188205eb97ce4b0a83b55f9cecc9faeda16d72a8b72f8396694058a7
-- filters.sold_values: master rows of the cube's dimensions that have a line.
--
-- From the lines themselves, by their indexes, not from what is counted.

create or replace view filters.sold_values
with (security_invoker = true)
as
with sold as materialized (
    select
        s.city_id,
        s.store_class_id,
        c.province_id,
        p.region_id
    from filters.stores as s
    left join master.cities as c on s.city_id = c.id
    left join master.provinces as p on c.province_id = p.id
    where exists (
        select from filters.transactions as t
        where t.store_id = s.id
    )
)

select distinct
    v.dimension,
    v.value_id
from sold as s
cross join lateral (
    values
    ('region', s.region_id),
    ('province', s.province_id),
    ('city', s.city_id),
    ('store_class', s.store_class_id)
) as v (dimension, value_id)
where v.value_id is not null
union all
select
    'category' as dimension,
    c.id as value_id
from master.categories as c
where exists (
    select from filters.transactions as t
    where t.category_id = c.id
)
union all
select
    'brand' as dimension,
    b.id as value_id
from master.brands as b
where exists (
    select from filters.transactions as t
    where t.brand_id = b.id
);

grant select on filters.sold_values to service_role, app_reader;

comment on view filters.sold_values is
    'Ids of the regions, cities, brands, … that some transaction line has.';

-- @ views/filters/transaction_values 89dbda0e1b333f8f7a31c0496a392e9b5a2952300dfcbb3eb75143b3dc8c2519
-- filters.transaction_values: each line with the value it has in every dimension.
--
-- What an answer means, in one query: invariants and tests count this view. So it reads
-- lines and master data only, nothing that a fold writes.

create or replace view filters.transaction_values
with (security_invoker = true)
as
with basket as (
    select
        n.basket_id,
        count(*) as basket_size
    from filters.transactions as n
    group by n.basket_id
)

select
    t.id,
    t.basket_id,
    t.store_id,
    b.basket_size,
    t.price_minor,
    p.region_id,
    c.province_id,
    s.city_id,
    s.store_class_id,
    t.category_id,
    t.brand_id,
    r.short_name as region,
    p.psgc_code as province,
    c.psgc_code as city,
    k.code as store_class,
    g.category_key as category,
    d.brand_key as brand
from filters.transactions as t
left join basket as b on t.basket_id = b.basket_id
inner join filters.stores as s on t.store_id = s.id
left join master.cities as c on s.city_id = c.id
left join master.provinces as p on c.province_id = p.id
left join master.regions as r on p.region_id = r.id
left join master.store_classes as k on s.store_class_id = k.id
left join master.categories as g on t.category_id = g.id
left join master.brands as d on t.brand_id = d.id;

grant select on filters.transaction_values to service_role, app_reader;

comment on view filters.transaction_values is
    'Transaction lines with their value in every dimension: what filter answers count.';

-- @ triggers/core/job_schedules dac0d44ce563504895a8426f456fc6b189797fccc0bbcfea23adf199b662f4b6
-- Triggers on core.job_schedules, in firing order.

-- A worker computes the next tick anew when the rule for it changes.
create or replace trigger t10_forget_tick
    before update of cron, timezone, is_enabled on core.job_schedules
    for each row
    when (
        (old.cron, old.timezone, old.is_enabled)
        is distinct from (new.cron, new.timezone, new.is_enabled)
    )
    execute function core.tg_job_schedules__forget_tick();

-- What no worker could read is refused.
create or replace trigger t20_check_rule
    before insert or update of cron, timezone on core.job_schedules
    for each row
    execute function core.tg_job_schedules__check_rule();

-- @ triggers/core/settings ae7e1aa661991a7d0f52a410e6202c9b499649e40e69b1e151a5d984f58c697e
-- Rendered from triggers/core/settings.sql.j2; edit that file, not this one.
-- Triggers on core.settings, in firing order.

create or replace function core.tg_settings__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            n.name::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            coalesce(o.name::text, n.name::text),
            case
                when n.name is null then 'delete'
                when o.name is null then 'insert'
                else 'update'
            end,
            case
                when n.name is null then to_jsonb(o)
                when o.name is not null then to_jsonb(o) - array[
                    'name',
                    case when row(o.default_value)::record *= row(n.default_value)::record then 'default_value' end,
                    case when row(o.value)::record *= row(n.value)::record then 'value' end,
                    case when o.description is not distinct from n.description then 'description' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.name = n.name
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            o.name::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'core.settings',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function core.tg_settings__audit() is
    'Writes one audit entry for each changed row of core.settings.';

create or replace trigger t80_audit_insert
    after insert on core.settings
    referencing new table as new_rows
    for each statement
    execute function core.tg_settings__audit();
create or replace trigger t80_audit_update
    after update on core.settings
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function core.tg_settings__audit();
create or replace trigger t80_audit_delete
    after delete on core.settings
    referencing old table as old_rows
    for each statement
    execute function core.tg_settings__audit();
create or replace trigger t80_audit_truncate
    after truncate on core.settings
    for each statement
    execute function core.tg_settings__audit();

-- @ triggers/core/webhook_endpoints e79c56a6c5c40dc4ac8059333d024f689332e5e7a059b257149c53a618bce5f0
-- Triggers of core.webhook_endpoints.

create or replace trigger t10_note_owner
    before insert or update on core.webhook_endpoints
    for each row
    execute function core.tg_webhook_endpoints__note_owner();

-- @ triggers/filters/bulk_writes ce87276e089094c1b9ba104d01e9d3b98748d9fcc6e3197df0137f6ab5aaf65a
-- Triggers on filters.bulk_writes, in firing order.

-- At the commit: what a transaction did in many statements is folded once.
drop trigger if exists t70_fold on filters.bulk_writes;
create constraint trigger t70_fold
    after insert on filters.bulk_writes
    deferrable initially deferred
    for each row
    execute function filters.tg_bulk_writes__fold();

-- @ triggers/filters/dimension_versions b973cc889a72e42c4d98ea845fc02f05349ee9122524272df86534bb6283ca96
-- Rendered from triggers/filters/dimension_versions.sql.j2; edit that file, not this one.
-- Triggers on filters.dimension_versions, in firing order.

create or replace function filters.tg_dimension_versions__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            jsonb_build_array(n.dimension::text, n.number::text)::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            case when o.dimension is null then jsonb_build_array(n.dimension::text, n.number::text)::text else jsonb_build_array(o.dimension::text, o.number::text)::text end,
            case
                when n.dimension is null then 'delete'
                when o.dimension is null then 'insert'
                else 'update'
            end,
            case
                when n.dimension is null then to_jsonb(o)
                when o.dimension is not null then to_jsonb(o) - array[
                    'dimension',
                    'number',
                    case when row(o.config)::record *= row(n.config)::record then 'config' end,
                    case when o.reason is not distinct from n.reason then 'reason' end,
                    case when o.made_by is not distinct from n.made_by then 'made_by' end,
                    case when o.made_at is not distinct from n.made_at then 'made_at' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.dimension = n.dimension and o.number = n.number
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            jsonb_build_array(o.dimension::text, o.number::text)::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimension_versions',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function filters.tg_dimension_versions__audit() is
    'Writes one audit entry for each changed row of filters.dimension_versions.';

create or replace trigger t80_audit_insert
    after insert on filters.dimension_versions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimension_versions__audit();
create or replace trigger t80_audit_update
    after update on filters.dimension_versions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_dimension_versions__audit();
create or replace trigger t80_audit_delete
    after delete on filters.dimension_versions
    referencing old table as old_rows
    for each statement
    execute function filters.tg_dimension_versions__audit();
create or replace trigger t80_audit_truncate
    after truncate on filters.dimension_versions
    for each statement
    execute function filters.tg_dimension_versions__audit();

-- @ triggers/filters/dimensions 1c5025bdc4fe60ede7fae61eb3a31b4235a63d30ec3e2162563db7a825bcbe3d
-- Rendered from triggers/filters/dimensions.sql.j2; edit that file, not this one.
-- Triggers on filters.dimensions, in firing order. The parts of a fill are no change of
-- the registry: an update of them alone is no entry.

-- A dimension has its state from the first moment.
create or replace trigger t70_add_state
    after insert on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__add_state();

-- Answers change with the registry.
create or replace trigger t75_raise_version
    after update on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__raise_version();

create or replace function filters.tg_dimensions__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set intervalstyle = 'postgres'
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            n.name::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            coalesce(o.name::text, n.name::text),
            case
                when n.name is null then 'delete'
                when o.name is null then 'insert'
                else 'update'
            end,
            case
                when n.name is null then to_jsonb(o)
                when o.name is not null then to_jsonb(o) - array[
                    'name',
                    case when o.label is not distinct from n.label then 'label' end,
                    case when o.parent is not distinct from n.parent then 'parent' end,
                    case when o.position is not distinct from n.position then 'position' end,
                    case when o.source_table is not distinct from n.source_table then 'source_table' end,
                    case when o.column_name is not distinct from n.column_name then 'column_name' end,
                    case when o.json_path is not distinct from n.json_path then 'json_path' end,
                    case when o.counted_by is not distinct from n.counted_by then 'counted_by' end,
                    case when o.debounce_ms is not distinct from n.debounce_ms then 'debounce_ms' end,
                    case when o.roles is not distinct from n.roles then 'roles' end,
                    case when o.master_table is not distinct from n.master_table then 'master_table' end,
                    case when o.master_key is not distinct from n.master_key then 'master_key' end,
                    case when o.master_label is not distinct from n.master_label then 'master_label' end,
                    case when row(o.prune_after)::record *= row(n.prune_after)::record then 'prune_after' end,
                    case when o.protected is not distinct from n.protected then 'protected' end,
                    case when o.state is not distinct from n.state then 'state' end,
                    case when o.is_enabled is not distinct from n.is_enabled then 'is_enabled' end,
                    case when o.unfilled is not distinct from n.unfilled then 'unfilled' end,
                    case when o.fill_number is not distinct from n.fill_number then 'fill_number' end,
                    case when row(o.shape)::record *= row(n.shape)::record then 'shape' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.name = n.name
        where o.name is null
        or n.name is null
        or row(
            o.name,
            o.label,
            o.parent,
            o.position,
            o.source_table,
            o.column_name,
            o.json_path,
            o.counted_by,
            o.debounce_ms,
            o.roles,
            o.master_table,
            o.master_key,
            o.master_label,
            o.prune_after,
            o.protected,
            o.state,
            o.is_enabled,
            o.fill_number,
            o.shape
        )::record *<> row(
            n.name,
            n.label,
            n.parent,
            n.position,
            n.source_table,
            n.column_name,
            n.json_path,
            n.counted_by,
            n.debounce_ms,
            n.roles,
            n.master_table,
            n.master_key,
            n.master_label,
            n.prune_after,
            n.protected,
            n.state,
            n.is_enabled,
            n.fill_number,
            n.shape
        )::record;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            o.name::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.dimensions',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function filters.tg_dimensions__audit() is
    'Writes one audit entry for each changed row of filters.dimensions.';

create or replace trigger t80_audit_insert
    after insert on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__audit();
create or replace trigger t80_audit_update
    after update on filters.dimensions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_dimensions__audit();
create or replace trigger t80_audit_delete
    after delete on filters.dimensions
    referencing old table as old_rows
    for each statement
    execute function filters.tg_dimensions__audit();
create or replace trigger t80_audit_truncate
    after truncate on filters.dimensions
    for each statement
    execute function filters.tg_dimensions__audit();

-- @ triggers/filters/stores f5cfe9031e057a4c096b58548651fb71a0847cb2010dfa861e13a10467f4f2f4
-- Rendered from triggers/filters/stores.sql.j2; edit that file, not this one.
-- Triggers on filters.stores, in firing order.

-- A store has a place before anything is sold in it.
create or replace trigger t70_place
    after insert on filters.stores
    referencing new table as new_rows
    for each statement
    execute function filters.tg_stores__place();

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on filters.stores
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function filters.tg_stores__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.store_key is not distinct from n.store_key then 'store_key' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.city_id is not distinct from n.city_id then 'city_id' end,
                    case when o.store_class_id is not distinct from n.store_class_id then 'store_class_id' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'filters.stores',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function filters.tg_stores__audit() is
    'Writes one audit entry for each changed row of filters.stores.';

create or replace trigger t80_audit_insert
    after insert on filters.stores
    referencing new table as new_rows
    for each statement
    execute function filters.tg_stores__audit();
create or replace trigger t80_audit_update
    after update on filters.stores
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_stores__audit();
create or replace trigger t80_audit_delete
    after delete on filters.stores
    referencing old table as old_rows
    for each statement
    execute function filters.tg_stores__audit();
create or replace trigger t80_audit_truncate
    after truncate on filters.stores
    for each statement
    execute function filters.tg_stores__audit();

-- @ triggers/master/brands c9df828b32de3b9a4f813eccfe0658f52211a382741a8588ccbdd99806705720
-- Rendered from triggers/master/brands.sql.j2; edit that file, not this one.
-- Triggers on master.brands, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.brands
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_brands__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.brands',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.brands',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.brand_key is not distinct from n.brand_key then 'brand_key' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.is_tbwa is not distinct from n.is_tbwa then 'is_tbwa' end,
                    case when o.category_id is not distinct from n.category_id then 'category_id' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.brands',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.brands',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_brands__audit() is
    'Writes one audit entry for each changed row of master.brands.';

create or replace trigger t80_audit_insert
    after insert on master.brands
    referencing new table as new_rows
    for each statement
    execute function master.tg_brands__audit();
create or replace trigger t80_audit_update
    after update on master.brands
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_brands__audit();
create or replace trigger t80_audit_delete
    after delete on master.brands
    referencing old table as old_rows
    for each statement
    execute function master.tg_brands__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.brands
    for each statement
    execute function master.tg_brands__audit();

-- @ triggers/master/categories e0ffaf811191d04a69d3b83c92040fabda635276c2870470c919a0203955acd1
-- Rendered from triggers/master/categories.sql.j2; edit that file, not this one.
-- Triggers on master.categories, in firing order.

-- The categories are a tree: no node becomes its own ancestor.
create or replace trigger t20_refuse_cycle
    before update of parent_id on master.categories
    for each row
    when (new.parent_id is not null and new.parent_id is distinct from old.parent_id)
    execute function master.tg_categories__refuse_cycle();

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.categories
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_categories__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.categories',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.categories',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.category_key is not distinct from n.category_key then 'category_key' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.parent_id is not distinct from n.parent_id then 'parent_id' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.categories',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.categories',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_categories__audit() is
    'Writes one audit entry for each changed row of master.categories.';

create or replace trigger t80_audit_insert
    after insert on master.categories
    referencing new table as new_rows
    for each statement
    execute function master.tg_categories__audit();
create or replace trigger t80_audit_update
    after update on master.categories
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_categories__audit();
create or replace trigger t80_audit_delete
    after delete on master.categories
    referencing old table as old_rows
    for each statement
    execute function master.tg_categories__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.categories
    for each statement
    execute function master.tg_categories__audit();

-- @ triggers/master/cities e9986bd7645c4c4bc1a0ff53e103f593940d8e6338286766e2736a85321d6b4b
-- Rendered from triggers/master/cities.sql.j2; edit that file, not this one.
-- Triggers on master.cities, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.cities
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_cities__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.cities',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.cities',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.psgc_code is not distinct from n.psgc_code then 'psgc_code' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.province_id is not distinct from n.province_id then 'province_id' end,
                    case when o.class is not distinct from n.class then 'class' end,
                    case when o.city_class is not distinct from n.city_class then 'city_class' end,
                    case when o.income_class is not distinct from n.income_class then 'income_class' end,
                    case when o.population is not distinct from n.population then 'population' end,
                    case when o.is_retired is not distinct from n.is_retired then 'is_retired' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.cities',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.cities',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_cities__audit() is
    'Writes one audit entry for each changed row of master.cities.';

create or replace trigger t80_audit_insert
    after insert on master.cities
    referencing new table as new_rows
    for each statement
    execute function master.tg_cities__audit();
create or replace trigger t80_audit_update
    after update on master.cities
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_cities__audit();
create or replace trigger t80_audit_delete
    after delete on master.cities
    referencing old table as old_rows
    for each statement
    execute function master.tg_cities__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.cities
    for each statement
    execute function master.tg_cities__audit();

-- @ triggers/master/provinces b5677419d81dbf15c7e376336d2f4e40173bd813b193da495fe04c9f2065b361
-- Rendered from triggers/master/provinces.sql.j2; edit that file, not this one.
-- Triggers on master.provinces, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.provinces
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_provinces__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.provinces',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.provinces',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.psgc_code is not distinct from n.psgc_code then 'psgc_code' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.region_id is not distinct from n.region_id then 'region_id' end,
                    case when o.class is not distinct from n.class then 'class' end,
                    case when o.is_pseudo is not distinct from n.is_pseudo then 'is_pseudo' end,
                    case when o.income_class is not distinct from n.income_class then 'income_class' end,
                    case when o.population is not distinct from n.population then 'population' end,
                    case when o.is_retired is not distinct from n.is_retired then 'is_retired' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.provinces',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.provinces',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_provinces__audit() is
    'Writes one audit entry for each changed row of master.provinces.';

create or replace trigger t80_audit_insert
    after insert on master.provinces
    referencing new table as new_rows
    for each statement
    execute function master.tg_provinces__audit();
create or replace trigger t80_audit_update
    after update on master.provinces
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_provinces__audit();
create or replace trigger t80_audit_delete
    after delete on master.provinces
    referencing old table as old_rows
    for each statement
    execute function master.tg_provinces__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.provinces
    for each statement
    execute function master.tg_provinces__audit();

-- @ triggers/master/regions 324c1489d8e051711ba827c20053592b19575ffec1d7ce898e494e375d851f25
-- Rendered from triggers/master/regions.sql.j2; edit that file, not this one.
-- Triggers on master.regions, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.regions
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_regions__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.regions',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.regions',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.psgc_code is not distinct from n.psgc_code then 'psgc_code' end,
                    case when o.name is not distinct from n.name then 'name' end,
                    case when o.short_name is not distinct from n.short_name then 'short_name' end,
                    case when o.island_group is not distinct from n.island_group then 'island_group' end,
                    case when o.population is not distinct from n.population then 'population' end,
                    case when o.is_retired is not distinct from n.is_retired then 'is_retired' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.regions',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.regions',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_regions__audit() is
    'Writes one audit entry for each changed row of master.regions.';

create or replace trigger t80_audit_insert
    after insert on master.regions
    referencing new table as new_rows
    for each statement
    execute function master.tg_regions__audit();
create or replace trigger t80_audit_update
    after update on master.regions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_regions__audit();
create or replace trigger t80_audit_delete
    after delete on master.regions
    referencing old table as old_rows
    for each statement
    execute function master.tg_regions__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.regions
    for each statement
    execute function master.tg_regions__audit();

-- @ triggers/master/store_classes 993fada7ccc35b4a525653064a19d86b5d92a0b5f97228534aa1e92e87f2cdf1
-- Rendered from triggers/master/store_classes.sql.j2; edit that file, not this one.
-- Triggers on master.store_classes, in firing order.

-- What it says of values is what filters list at once.
create or replace trigger t75_relist
    after update on master.store_classes
    referencing new table as new_rows
    for each statement
    execute function filters.tg__relist();

create or replace function master.tg_store_classes__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.store_classes',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.store_classes',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.code is not distinct from n.code then 'code' end,
                    case when o.name is not distinct from n.name then 'name' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.store_classes',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'master.store_classes',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function master.tg_store_classes__audit() is
    'Writes one audit entry for each changed row of master.store_classes.';

create or replace trigger t80_audit_insert
    after insert on master.store_classes
    referencing new table as new_rows
    for each statement
    execute function master.tg_store_classes__audit();
create or replace trigger t80_audit_update
    after update on master.store_classes
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function master.tg_store_classes__audit();
create or replace trigger t80_audit_delete
    after delete on master.store_classes
    referencing old table as old_rows
    for each statement
    execute function master.tg_store_classes__audit();
create or replace trigger t80_audit_truncate
    after truncate on master.store_classes
    for each statement
    execute function master.tg_store_classes__audit();

-- @ triggers/reading/progress 0ed03a8aca3a9f96d0e5f976b3ce8ef548e38db097e7d8539b9a42888b2c94f8
-- Rendered from triggers/reading/progress.sql.j2; edit that file, not this one.
-- Triggers on reading.progress, in firing order.

-- The reader's lock comes before that of any row.
create or replace trigger t05_lock_reader
    before insert or update or delete on reading.progress
    for each statement
    execute function reading.tg_progress__lock_reader();

-- Before anything of another reader's is touched for it.
create or replace trigger t06_keep_key
    before update on reading.progress
    for each row
    when ((new.user_id, new.series_id) is distinct from (old.user_id, old.series_id))
    execute function core.tg__keep_key();

-- A direct write takes the server's time; who sets a version, sets the time too.
create or replace trigger t10_stamp_insert
    before insert on reading.progress
    for each row
    when (new.version is null)
    execute function reading.tg_progress__stamp();
create or replace trigger t10_stamp_update
    before update on reading.progress
    for each row
    when (new.version is not distinct from old.version)
    execute function reading.tg_progress__stamp();

-- What is deleted is still told to the reader's other devices.
create or replace trigger t10_bury
    before delete on reading.progress
    for each row
    execute function reading.tg_progress__bury();

create or replace function reading.tg_progress__broadcast()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
begin
    if tg_op = 'INSERT' then
        if (
            select count(*) > 50
            from (select from new_rows as r limit 51) as c
        ) then
            perform core.emit_tick(b.topic, 'inserted', b.version, b.count)
            from (
                select
                    'reading:progress:' || r.user_id as topic,
                    max(reading._version_of(r.user_id, r.series_id, r.version)) as version,
                    count(*) as count
                from new_rows as r
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'reading:progress:' || r.user_id, 'inserted',
                jsonb_build_array(r.user_id::text, r.series_id::text)::text,
                reading._version_of(r.user_id, r.series_id, r.version),
                to_jsonb(r)
            )
            from new_rows as r
            order by reading._version_of(r.user_id, r.series_id, r.version);
        end if;
    elsif tg_op = 'UPDATE' then
        if (
            select count(*) > 50
            from (select from new_rows as r
                  left join old_rows as o on r.user_id = o.user_id and r.series_id = o.series_id
                  where (o *<> r) is not false limit 51) as c
        ) then
            perform core.emit_tick(b.topic, 'updated', b.version, b.count)
            from (
                select
                    'reading:progress:' || r.user_id as topic,
                    max(reading._version_of(r.user_id, r.series_id, r.version)) as version,
                    count(*) as count
                from new_rows as r
                left join old_rows as o on r.user_id = o.user_id and r.series_id = o.series_id
                where (o *<> r) is not false
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'reading:progress:' || r.user_id, 'updated',
                jsonb_build_array(r.user_id::text, r.series_id::text)::text,
                reading._version_of(r.user_id, r.series_id, r.version),
                to_jsonb(r) - array[
                    case when row(o.chapter)::record *= row(r.chapter)::record then 'chapter' end,
                    case when o.chapter_label is not distinct from r.chapter_label then 'chapter_label' end,
                    case when o.page is not distinct from r.page then 'page' end,
                    case when row(o.percent)::record *= row(r.percent)::record then 'percent' end,
                    case when o.device_id is not distinct from r.device_id then 'device_id' end,
                    case when o.rewinds is not distinct from r.rewinds then 'rewinds' end,
                    case when o.updated_at is not distinct from r.updated_at then 'updated_at' end,
                    case when o.version is not distinct from r.version then 'version' end
                ]
            )
            from new_rows as r
            left join old_rows as o on r.user_id = o.user_id and r.series_id = o.series_id
            where (o *<> r) is not false
            order by reading._version_of(r.user_id, r.series_id, r.version);
        end if;
    else
        if (
            select count(*) > 50
            from (select from old_rows as r limit 51) as c
        ) then
            perform core.emit_tick(b.topic, 'deleted', b.version, b.count)
            from (
                select
                    'reading:progress:' || r.user_id as topic,
                    max(reading._version_of(r.user_id, r.series_id, r.version)) as version,
                    count(*) as count
                from old_rows as r
                group by 1
                order by 1
            ) as b;
        else
            perform core.emit_change(
                'reading:progress:' || r.user_id, 'deleted',
                jsonb_build_array(r.user_id::text, r.series_id::text)::text,
                reading._version_of(r.user_id, r.series_id, r.version),
                jsonb_build_object('user_id', r.user_id, 'series_id', r.series_id)
            )
            from old_rows as r
            order by reading._version_of(r.user_id, r.series_id, r.version);
        end if;
    end if;
    return null;
end;
$$;
comment on function reading.tg_progress__broadcast() is
    'Tells subscribers of reading.progress what a statement changed.';

create or replace trigger t90_broadcast_insert
    after insert on reading.progress
    referencing new table as new_rows
    for each statement
    execute function reading.tg_progress__broadcast();
create or replace trigger t90_broadcast_update
    after update on reading.progress
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function reading.tg_progress__broadcast();
create or replace trigger t90_broadcast_delete
    after delete on reading.progress
    referencing old table as old_rows
    for each statement
    execute function reading.tg_progress__broadcast();

-- @ triggers/reading/series 639df910dc3ddad35be086d21f086221f622f6a50ecbe04ad5b089d0395adc72
-- Rendered from triggers/reading/series.sql.j2; edit that file, not this one.
-- Triggers on reading.series, in firing order.

create or replace function reading.tg_series__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.series_key is not distinct from n.series_key then 'series_key' end,
                    case when o.title is not distinct from n.title then 'title' end,
                    case when o.type is not distinct from n.type then 'type' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when o.volumes is not distinct from n.volumes then 'volumes' end,
                    case when o.chapters is not distinct from n.chapters then 'chapters' end,
                    case when o.authors is not distinct from n.authors then 'authors' end,
                    case when o.start_date is not distinct from n.start_date then 'start_date' end,
                    case when o.end_date is not distinct from n.end_date then 'end_date' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'reading.series',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function reading.tg_series__audit() is
    'Writes one audit entry for each changed row of reading.series.';

create or replace trigger t80_audit_insert
    after insert on reading.series
    referencing new table as new_rows
    for each statement
    execute function reading.tg_series__audit();
create or replace trigger t80_audit_update
    after update on reading.series
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function reading.tg_series__audit();
create or replace trigger t80_audit_delete
    after delete on reading.series
    referencing old table as old_rows
    for each statement
    execute function reading.tg_series__audit();
create or replace trigger t80_audit_truncate
    after truncate on reading.series
    for each statement
    execute function reading.tg_series__audit();

-- @ policies/core/clock_marks 3efe2e20834a32c0a0a0c7a8d0a0558aecfcbeb8c8cccbec469a3c544395360e
-- Who may do what to core.clock_marks.
--
--   service_role, app_worker, app_reader   select all
--   anyone else                            nothing

drop policy if exists select_operators_all on core.clock_marks;
create policy select_operators_all
    on core.clock_marks
    as permissive
    for select
    to service_role, app_worker, app_reader
    using (true);
comment on policy select_operators_all on core.clock_marks is
    'Those who watch the workers see what the clock did.';

-- @ policies/core/revertible_tables b504bf7dd1815cde81e2fa0ce1982b0628a3c38cec08ca8293779d9f64e53516
-- Who may do what to core.revertible_tables.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operator_all on core.revertible_tables;
create policy select_operator_all
    on core.revertible_tables
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operator_all on core.revertible_tables is
    'An operator reads it; the owner writes it.';

-- @ policies/filters/allowed_sources 97ba95564fc97543829c78901e4e04dd76c0ca1900a9f7bc3792f62c3469ac58
-- Who may do what to filters.allowed_sources.
--
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_operators_all on filters.allowed_sources;
create policy select_operators_all
    on filters.allowed_sources
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.allowed_sources is
    'What dimensions may use is for operators to see.';

-- @ policies/filters/bulk_changes a1362991f3e14bc3241730838ed40e14bc1fba29e5e322f5b488a206d4a98d8a
-- Who may do what to filters.bulk_changes.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.bulk_changes;
create policy select_readers_all
    on filters.bulk_changes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.bulk_changes is
    'What was sold where, not by whom: the filter functions read it as the caller.';

-- @ policies/filters/bulk_writes 18cafe661891153c9554bf256500bb6d1d3c1da943c95bebb9ebf2925f994c18
-- Who may do what to filters.bulk_writes.
--
--   authenticated, service_role, app_reader   select all
--   anyone else                               nothing

drop policy if exists select_readers_all on filters.bulk_writes;
create policy select_readers_all
    on filters.bulk_writes
    as permissive
    for select
    to authenticated, service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.bulk_writes is
    'Whether a bulk write waits: the filter functions read it as the caller.';

-- @ policies/filters/dimension_states 5c25eaed428bc8cb6016f1beba78dc8e592a2ca12eda9c48af1bd4c01d10dc40
-- Who may do what to filters.dimension_states.
--
--   authenticated              select those of the dimensions that it may read
--   service_role, app_reader   select all
--   anyone else                nothing

drop policy if exists select_authenticated_open on filters.dimension_states;
create policy select_authenticated_open
    on filters.dimension_states
    as permissive
    for select
    to authenticated
    using (dimension in (select d.name from filters.dimensions as d));
comment on policy select_authenticated_open on filters.dimension_states is
    'Versions follow their dimension: its own policy says which there are.';

drop policy if exists select_readers_all on filters.dimension_states;
create policy select_readers_all
    on filters.dimension_states
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_readers_all on filters.dimension_states is
    'The backend and monitoring see every version.';

-- @ policies/filters/value_counts bfc63e7c66e028ce6d928b38cb8e260a2c9ba72c7a334a14e6f9d150bfa2dc82
-- Who may do what to filters.value_counts.
--
--   service_role, app_reader   select all
--   anyone else                nothing
--
-- A row holds a value of the parent too, which may be kept for another role: callers
-- read through definer functions, which test the roles.

drop policy if exists select_operators_all on filters.value_counts;
create policy select_operators_all
    on filters.value_counts
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.value_counts is
    'Operators see every count.';

-- @ policies/filters/value_deltas 4716a12e4ebb2814cc2a901b4a5901f285cd74952de26578cd126275807023cf
-- Who may do what to filters.value_deltas.
--
--   service_role, app_reader   select all
--   anyone else                nothing
--
-- A row holds a value of the parent too, which may be kept for another role: callers
-- read through definer functions, which test the roles.

drop policy if exists select_operators_all on filters.value_deltas;
create policy select_operators_all
    on filters.value_deltas
    as permissive
    for select
    to service_role, app_reader
    using (true);
comment on policy select_operators_all on filters.value_deltas is
    'Operators see every count.';

-- @ seeds/core/error_codes c0993e1c8e7a64e218b6e404bb4137db962fc44d719329f2539672a5ee9ca875
-- Seeds of core.error_codes: the catalogue, one line per key.

insert into core.error_codes (key, sqlstate, hint)
values
-- Shared.
(
    'core.invalid_argument', 'PT422',
    'Send the argument in the form that the detail names.'
),
(
    'core.invalid_cursor', 'PT422',
    'Send `next` of the previous page unchanged, or null.'
),
('core.invalid_page_size', 'PT422', 'Send a page_size from 1 to 500.'),
(
    'core.not_permitted', 'PT403',
    'Ask an administrator for the app role that the detail names.'
),
(
    'filters.unknown_dimension', 'PT422',
    'Send one of the dimensions that the detail lists.'
),
('filters.unknown_measure', 'PT422', 'Send price or basket_size.'),
(
    'filters.invalid_within', 'PT422',
    'Send {"<dimension>": ["<value>", …]}, see list_dimensions.'
),
('filters.invalid_search', 'PT422', 'Send at most 200 characters to search for.'),
('filters.invalid_rows', 'PT422', 'Mend the row that the detail names; none is in.'),
('filters.too_many_rows', 'PT422', 'Send at most 10,000 rows at a time.'),
(
    'filters.basket_elsewhere', 'PT409',
    'A basket is in one store: send its own store, or another basket.'
),
(
    'filters.invalid_dimension', 'PT422',
    'Correct what the detail names, see register_dimension.'
),
(
    'filters.invalid_source', 'PT422',
    'Name a table as <schema>.<table>, quoted, that the owner has listed: '
    'select filters.allow_source(<table>, <columns>).'
),
(
    'filters.source_guarded', 'PT409',
    'Say p_is_guarded => true if callers may see its values all the same.'
),
(
    'filters.source_busy', 'PT409',
    'Try again when long transactions on the table have ended.'
),
(
    'filters.column_changed', 'PT409',
    'Switch the dimension off and on: it is then counted from the start.'
),
(
    'filters.too_much_to_count', 'PT422',
    'Narrow by fewer or rarer values, by the parent alone, or by nothing.'
),
('filters.truncate_refused', 'PT409', 'Truncate in a READ COMMITTED transaction.'),
('filters.unknown_version', 'PT404', 'Send a number of filters.dimension_versions.'),
(
    'filters.not_prunable', 'PT409',
    'Register a master table and prune_after first; the owner lists the table for '
    'prune with filters.allow_source.'
),
('master.category_cycle', 'PT422', 'Choose a parent that is not below the category.'),
(
    'master.invalid_release', 'PT422',
    'Send {regions, provinces, cities}, as the seed command does.'
),
-- Reading.
(
    'reading.invalid_edits', 'PT422',
    'Correct the item that the detail names; nothing of the batch was kept.'
),
('reading.too_many_edits', 'PT422', 'Send at most 1,000 edits a call.'),
(
    'reading.unknown_policy', 'PT422',
    'Send lww, furthest or furthest_unless_same_device.'
),
('reading.invalid_progress', 'PT422', 'Correct what the detail names.'),
('reading.unknown_series', 'PT404', 'Send the id of a series of the catalogue.'),
-- Audit.
('core.append_only', 'PT409', 'Write a new row; retention drops old partitions.'),
('core.entry_not_found', 'PT404', 'Take the id from list_history.'),
('core.entry_not_sealed', 'PT409', 'Ask again when the next seal is made.'),
(
    'core.history_unavailable', 'PT410',
    'Ask for a later time, or restore a backup of that time.'
),
(
    'core.not_revertible', 'PT422',
    'Write the wanted values yourself, or ask the owner to list the table in '
    'core.revertible_tables.'
),
('core.row_moved_on', 'PT409', 'Read the history, then revert the newest entry first.'),
('core.table_not_audited', 'PT404', 'Send schema.table of an audited table.'),
-- Events and jobs.
(
    'core.consumer_behind', 'PT410',
    'Rebuild what it feeds, then core.reset_consumer; a longer keep prevents it.'
),
('core.cursor_expired', 'PT410', 'Read everything anew, then start without `after`.'),
('core.job_not_dead', 'PT409', 'Only dead jobs are redriven: core.why_job tells more.'),
('core.lease_lost', 'PT409', 'Drop the work: another worker has the job, or it ended.'),
('core.topic_not_readable', 'PT403', 'Ask for topics that the caller may read.'),
('core.unknown_consumer', 'PT404', 'Register it with core.add_consumer.'),
(
    'core.unknown_job',
    'PT404',
    'Send the id of a job that is kept: see rowhouse jobs list.'
),
(
    'core.invalid_schedule', 'PT422',
    'Write five fields of cron, and the name of a time zone of the tz database.'
),
('core.unknown_job_kind', 'PT422', 'Seed the kind in core.job_kinds.'),
('core.unknown_provider', 'PT404', 'Seed the provider in core.job_providers.'),
('core.unknown_queue', 'PT422', 'Seed the queue in core.job_queues.'),
('core.unknown_schedule', 'PT404', 'Seed the schedule in core.job_schedules.'),
('core.version_conflict', 'PT409', 'Read the stream again and decide anew.'),
-- Webhooks.
(
    'core.invalid_webhook_url', 'PT422',
    'Send an http or https URL with a public host, an allowed port and no credentials.'
),
('core.too_many_webhooks', 'PT409', 'Delete a webhook that you no longer need.'),
('core.webhook_not_found', 'PT404', 'Send the id of one of list_webhooks().'),
(
    'core.webhook_delivery_not_found', 'PT404',
    'Send an id of list_webhook_deliveries().'
),
('core.webhook_disabled', 'PT409', 'Enable it first: update_webhook(id, enabled).'),
('core.too_much_to_replay', 'PT422', 'Send a later moment as since.'),
(
    'core.webhook_refused', 'PT401',
    'Sign the raw body with the secret of the source, and send the present time.'
),
('core.webhook_too_large', 'PT413', 'Send a smaller message.'),
-- Limits, tokens, caches, records, retention.
('core.rate_limited', 'PT429', 'Wait for as long as Retry-After says.'),
('core.token_revoked', 'PT401', 'Sign in again.'),
('core.post_only', 'PT405', 'Send it as a POST.'),
(
    'core.must_be_volatile', 'PT405',
    'Make the RPC volatile, or take it out of core.rate_limits.rpcs and '
    'core.access_log.rpcs.'
),
('core.fixed_key', 'PT409', 'Delete the row, and insert it under its other key.'),
(
    'core.idempotency_key_reused', 'PT422',
    'Send a new key with a new request, or the same request with this key.'
),
(
    'core.idempotency_key_in_use', 'PT409',
    'Wait for the answer to the first call with this key.'
),
('core.invalid_record', 'PT422', 'Correct the fields that the detail lists.'),
('core.unknown_entity', 'PT422', 'Name an entity that has validation rules.'),
('core.invalid_rule', 'PT422', 'Write the rule in the form that the detail names.'),
('core.unknown_cache', 'PT422', 'Name a cache that core.caches lists.'),
(
    'core.unknown_table', 'PT422',
    'Name a table that has a row in core.retention_policies.'
),
-- Health and operations.
(
    'core.unknown_view', 'PT404',
    'Name a materialized view that core.view_refreshes lists.'
),
(
    'core.unknown_operation_kind', 'PT422',
    'Name a kind that core.operation_kinds lists.'
),
('core.operation_not_found', 'PT404', 'Send the id that the bulk call answered.'),
('core.operation_finished', 'PT409', 'Read the result with get_operation.'),
(
    'core.too_many_operations', 'PT429',
    'Wait until an operation has finished or a minute has passed, then call again.'
)
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (error_codes.sqlstate, error_codes.hint)
    is distinct from (excluded.sqlstate, excluded.hint);

-- @ seeds/core/event_consumers e521e6e6efdfde726c0d766a793cd5891084c7728ebed3fc5394315f1b3a6204
-- Seeds of core.event_consumers: webhooks read the log from this release on.
--
-- depends: seeds/core/event_horizons

select core.add_consumer(p_name => 'core.webhooks');

update core.event_consumers
set sql_function = 'core.fan_out_webhooks'
where name = 'core.webhooks' and sql_function is distinct from 'core.fan_out_webhooks';

-- @ seeds/core/health_checks 7bf552cdceba3a8a791d2ae7d9938fb5da8ef29e1cb29a2b650ac9125f7751d1
-- Seeds of core.health_checks: what Postgres and the modules say of themselves.

insert into core.health_checks (name, module, query, warn, fail, unit, detail)
values
-- Shared.
(
    'core.cache_hit', 'core',
    $$
    select
        case
            when sum(d.blks_hit + d.blks_read) > 100000
            then round(sum(d.blks_hit)::numeric / sum(d.blks_hit + d.blks_read), 4)
        end,
        null
    from pg_catalog.pg_stat_database as d
    where d.datname = current_database()
    $$,
    0.9, 0.5, 'ratio',
    'Share of blocks found in shared buffers; add memory, or look for big scans.'
),
(
    'core.connections_used', 'core',
    $$
    select
        round(
            count(*) filter (where a.backend_type = 'client backend')::numeric
            / (
                current_setting('max_connections')::numeric
                - current_setting('superuser_reserved_connections')::numeric
            ),
            4
        ),
        format(
            '%s of %s connections, %s idle in a transaction.',
            count(*) filter (where a.backend_type = 'client backend'),
            current_setting('max_connections'),
            count(*) filter (where a.state like 'idle in transaction%')
        )
    from pg_catalog.pg_stat_activity as a
    $$,
    0.8, 0.95, 'ratio',
    'Share of connections in use; put a pooler before the database, or end what idles.'
),
(
    'core.lock_wait', 'core',
    $$
    select
        coalesce(
            round(
                max(extract(epoch from clock_timestamp() - l.waitstart))::numeric, 1
            ),
            0
        ),
        (
            array_agg(
                format(
                    'Process %s (%s) waits for %s of %s behind %s.',
                    l.pid,
                    coalesce(nullif(a.application_name, ''), 'no name'),
                    l.mode,
                    coalesce(l.relation::regclass::text, l.locktype),
                    array_to_string(pg_blocking_pids(l.pid), ', ')
                )
                order by l.waitstart
            )
        )[1]
    from pg_catalog.pg_locks as l
    left join pg_catalog.pg_stat_activity as a on l.pid = a.pid
    where not l.granted and l.waitstart is not null
    $$,
    5, 60, 'seconds',
    'The longest wait for a lock; pg_terminate_backend ends who blocks.'
),
(
    'core.oldest_transaction', 'core',
    $$
    select
        coalesce(
            round(
                max(extract(epoch from clock_timestamp() - a.xact_start))::numeric, 1
            ),
            0
        ),
        (
            array_agg(
                format(
                    'Process %s (%s, %s) is %s.',
                    a.pid,
                    a.usename,
                    coalesce(nullif(a.application_name, ''), 'no name'),
                    a.state
                )
                order by a.xact_start
            )
        )[1]
    from pg_catalog.pg_stat_activity as a
    where
        a.backend_type = 'client backend'
        and a.xact_start is not null
        and a.pid <> pg_backend_pid()
    $$,
    300, 3600, 'seconds',
    'Age of the oldest transaction: it holds back events, sealing and vacuum.'
),
(
    'core.oldest_xmin', 'core',
    $$
    select
        coalesce(max(h.age), 0),
        (array_agg(h.holder order by h.age desc))[1]
    from (
        select
            age(coalesce(a.backend_xmin, a.backend_xid)),
            format(
                'Held by process %s (%s, %s).',
                a.pid,
                coalesce(a.usename::text, a.backend_type),
                coalesce(nullif(a.application_name, ''), 'no name')
            )
        from pg_catalog.pg_stat_activity as a
        where
            coalesce(a.backend_xmin, a.backend_xid) is not null
            and a.pid <> pg_backend_pid()

        union all

        select
            greatest(age(s.xmin), age(s.catalog_xmin)),
            format('Held by replication slot %s.', s.slot_name)
        from pg_catalog.pg_replication_slots as s
        where coalesce(s.xmin, s.catalog_xmin) is not null

        union all

        select
            age(p.transaction),
            format('Held by prepared transaction %s of %s.', p.gid, p.owner)
        from pg_catalog.pg_prepared_xacts as p
    ) as h (age, holder)
    $$,
    1000000, 50000000, 'transactions',
    'Age of the oldest snapshot: vacuum keeps what is younger; end its holder.'
),
(
    'core.xid_age', 'core',
    $$
    select
        round(max(age(d.datfrozenxid))::numeric / 2147483647, 4),
        (
            array_agg(
                format('Oldest in %s.', d.datname)
                order by age(d.datfrozenxid) desc
            )
        )[1]
    from pg_catalog.pg_database as d
    $$,
    0.4, 0.8, 'ratio',
    'Share of transaction ids used since the last freeze; run vacuum freeze.'
),
(
    'core.invalid_indexes', 'core',
    $$
    select
        count(*),
        string_agg(
            i.indexrelid::regclass::text, ', '
            order by i.indexrelid::regclass::text
        )
    from pg_catalog.pg_index as i
    where
        not i.indisvalid
        and not exists (
            select
            from pg_catalog.pg_stat_progress_create_index as p
            where p.index_relid = i.indexrelid
        )
    $$,
    1, null, 'indexes',
    'Indexes whose concurrent build failed: drop each and build it again.'
),
(
    'core.sequences_used', 'core',
    $$
    with used as (
        select
            s.seqrelid,
            pg_catalog.pg_sequence_last_value(s.seqrelid)::numeric as last_value,
            least(
                s.seqmax,
                case a.atttypid
                    when 'int2'::regtype then 32767
                    when 'int4'::regtype then 2147483647
                    else 9223372036854775807
                end
            )::numeric as highest
        from pg_catalog.pg_sequence as s
        left join pg_catalog.pg_depend as d
            on s.seqrelid = d.objid
            and d.classid = 'pg_class'::regclass
            and d.refclassid = 'pg_class'::regclass
            and d.deptype in ('a', 'i')
        left join pg_catalog.pg_attribute as a
            on d.refobjid = a.attrelid and d.refobjsubid = a.attnum
        where
            s.seqincrement > 0
            and not s.seqcycle
            and has_sequence_privilege(s.seqrelid, 'select')
    )
    select
        round(max(u.last_value / u.highest), 6),
        (
            array_agg(
                format('Most used: %s.', u.seqrelid::regclass)
                order by u.last_value / u.highest desc nulls last
            )
        )[1]
    from used as u
    $$,
    0.5, 0.8, 'ratio',
    'Share of the fullest sequence; widen its column to bigint in good time.'
),
(
    'core.partition_runway', 'core',
    $$
    with parents as (
        select c.oid
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_partitioned_table as t on c.oid = t.partrelid
        inner join pg_catalog.pg_attribute as a
            on c.oid = a.attrelid and t.partattrs[0] = a.attnum
        where
            t.partstrat = 'r'
            and a.atttypid in ('timestamptz'::regtype, 'date'::regtype)
    ),

    runways as (
        select
            p.oid,
            coalesce(
                extract(epoch from max(
                    (
                        regexp_match(
                            pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'
                        )
                    )[1]::timestamptz
                ) - core.now()),
                0
            ) as seconds
        from parents as p
        left join pg_catalog.pg_inherits as i on p.oid = i.inhparent
        left join pg_catalog.pg_class as c on i.inhrelid = c.oid
        group by p.oid
    )

    select
        round(min(r.seconds)::numeric),
        (
            array_agg(
                format('Shortest: %s.', r.oid::regclass)
                order by r.seconds
            )
        )[1]
    from runways as r
    $$,
    172800, 43200, 'seconds',
    'Time until a table has no partition; let core.maintain_partitions run.'
),
(
    'core.matview_age', 'core',
    $$
    select
        round(
            max(
                extract(epoch from core.now() - r.refreshed_at)
                / extract(epoch from r.refresh_every)
            )::numeric,
            3
        ),
        (
            array_agg(
                format('Oldest: %s, refreshed %s.', r.view_name, r.refreshed_at)
                order by
                    extract(epoch from core.now() - r.refreshed_at)
                    / extract(epoch from r.refresh_every) desc
            )
        )[1]
    from core.view_refreshes as r
    where r.refreshed_at is not null
    $$,
    2, 10, 'intervals',
    'Age of the most overdue materialized view, in its own refresh intervals.'
),
(
    'core.wal_retained', 'core',
    $$
    select
        coalesce(
            max(
                pg_wal_lsn_diff(
                    case
                        when pg_is_in_recovery() then pg_last_wal_replay_lsn()
                        else pg_current_wal_lsn()
                    end,
                    s.restart_lsn
                )
            ),
            0
        ),
        (array_agg(format('Most: slot %s.', s.slot_name) order by s.restart_lsn))[1]
    from pg_catalog.pg_replication_slots as s
    where s.restart_lsn is not null
    $$,
    1073741824, 10737418240, 'bytes',
    'Log kept for a replication slot that does not move on; drop a slot nobody reads.'
),
(
    'core.database_size', 'core',
    $$ select pg_database_size(current_database()), null $$,
    null, null, 'bytes',
    'Size of the database on disk.'
),
(
    'core.operation_stall', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - o.progressed_at))::numeric), 0
        ),
        (
            array_agg(
                format('Operation %s, %s.', o.id, o.kind)
                order by o.progressed_at
            )
        )[1]
    from core.operations as o
    where o.finished_at is null
    $$,
    300, 3600, 'seconds',
    'Longest time without progress of bulk work; see that a worker runs.'
),
(
    'core.watcher_silence', 'core',
    $$
    select
        abs(round(extract(epoch from core.now() - max(s.sampled_at))::numeric)),
        case
            when max(s.sampled_at) > core.now()
                then 'The last look was by a clock that was ahead.'
        end
    from core.health_samples as s
    $$,
    300, 3600, 'seconds',
    'Time since the watcher last looked: without it no alert is raised.'
),
(
    'core.clock', 'core',
    $$
    select
        case
            when m.seen_at > core.now() + interval '10 seconds'
                then round(extract(epoch from m.seen_at - core.now())::numeric, 1)
            when m.went_back_at > core.now() - interval '1 hour'
                then round(m.went_back_seconds, 1)
            else 0
        end,
        case
            when m.went_back_at > core.now() - interval '1 hour'
                then format('Last found set back at %s.', m.went_back_at)
        end
    from core.clock_marks as m
    $$,
    10, null, 'seconds',
    'How far the clock was set back within the hour; watch the server''s time service.'
),
(
    'core.schedules_late', 'core',
    $$
    select
        coalesce(
            round(
                max(extract(epoch from core.now() - s.next_run_at))::numeric, 1
            ),
            0
        ),
        (
            array_agg(
                format('%s was due at %s.', s.name, s.next_run_at)
                order by s.next_run_at
            )
        )[1]
    from core.job_schedules as s
    where s.is_enabled and isfinite(s.next_run_at) and s.next_run_at <= core.now()
    $$,
    60, 600, 'seconds',
    'How long a tick has waited to be taken; start `rowhouse work`.'
),
-- Events and jobs.
(
    'core.queue_age', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - f.run_at))::numeric, 1), 0
        ),
        (
            array_agg(
                format('Job %s, %s, in queue %s.', f.id, f.kind, f.queue)
                order by f.run_at
            )
        )[1]
    from core.job_queues as q
    cross join lateral (
        select j.id, j.kind, j.queue, j.run_at
        from core.jobs as j
        where
            j.queue = q.name
            and j.status = 'ready'
            and (j.leased_by is null or j.lease_expires_at < core.now())
        order by j.priority desc, j.id
        limit 100
    ) as f
    where coalesce(q.paused_until_at <= core.now(), true) and f.run_at <= core.now()
    $$,
    60, 600, 'seconds',
    'How long the next jobs have waited for a worker; start `rowhouse work`.'
),
(
    'core.broken_schedules', 'core',
    $$
    with zones as materialized (
        select z.name
        from pg_catalog.pg_timezone_names as z
        where exists (select from core.job_schedules as s where s.timezone <> 'UTC')
    )

    select
        count(*),
        string_agg(format('%s: %s', b.name, b.fault), ' ' order by b.name)
    from (
        select
            s.name,
            coalesce(
                core._cron_fault(s.cron),
                case
                    when
                        s.timezone <> 'UTC'
                        and s.timezone not in (select z.name from zones as z)
                        then format('There is no time zone %L.', s.timezone)
                end
            )
        from core.job_schedules as s
        where s.is_enabled
    ) as b (name, fault)
    where b.fault is not null
    $$,
    null, 1, 'schedules',
    'Schedules that no worker can read; correct or disable them in core.job_schedules.'
),
(
    'core.unhandled_kinds', 'core',
    $$
    select count(*), string_agg(u.what, ' ' order by u.what)
    from (
        select format('%s: there is no function %s.', k.kind, k.sql_function)
        from core.job_kinds as k
        where
            k.handler = 'sql'
            and to_regprocedure(k.sql_function || '(core.jobs)') is null
        union all
        select format('%s: no worker has its handler.', k.kind)
        from core.job_kinds as k
        where
            k.handler = 'python'
            and coalesce(
                k.handled_at not between core.now() - interval '15 minutes'
                and core.now() + interval '15 minutes',
                true
            )
            and (
                exists (
                    select from core.job_schedules as s
                    where s.kind = k.kind and s.is_enabled
                )
                or exists (
                    select from core.jobs as j
                    where j.kind = k.kind and j.status <> 'dead'
                )
            )
    ) as u (what)
    $$,
    1, null, 'kinds',
    'Kinds of jobs that cannot run; write the handler and restart `rowhouse work`.'
),
(
    'core.dead_jobs', 'core',
    $$
    select
        coalesce(sum(d.n), 0),
        string_agg(format('%s of %s', d.n, d.kind), ', ' order by d.n desc)
    from (
        select j.kind, count(*)
        from core.jobs as j
        where j.status = 'dead'
        group by j.kind
    ) as d (kind, n)
    $$,
    1, null, 'jobs',
    'Jobs that gave up; see why with `rowhouse jobs list`, then redrive or cancel them.'
),
(
    'core.consumer_lag', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - u.at))::numeric, 1), 0
        ),
        (array_agg(format('Consumer %s.', c.name) order by u.at))[1]
    from core.event_consumers as c
    cross join lateral (
        select e.at
        from core.events as e
        where
            e.xid >= c.xid
            and (e.xid, e.id) > (c.xid, c.id)
            and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.id
        limit 1
    ) as u
    $$,
    60, 3600, 'seconds',
    'Age of the oldest event that a consumer has not read; see that a worker runs.'
),
(
    'core.paused_queues', 'core',
    $$
    select
        count(*),
        string_agg(
            format('%s until %s', q.name, q.paused_until_at), ', ' order by q.name
        )
    from core.job_queues as q
    where q.paused_until_at > core.now()
    $$,
    1, null, 'queues',
    'Queues that rest by order; resume with `rowhouse jobs resume`.'
),
(
    'core.foreign_xids', 'core',
    $$
    select
        count(*),
        string_agg(
            format('%s.%s is at %s', f.table_name, f.column_name, f.xid), ', '
            order by f.table_name, f.column_name
        )
    from core.find_foreign_xids() as f
    $$,
    null, 1, 'columns',
    'Transactions of a restored cluster: `select core.rebase_after_restore()`.'
),
-- Realtime. Where nobody subscribes there may be no partition: that alone is no
-- failure, what is lost by it is.
(
    'core.realtime_runway', 'core',
    $$
    with days as (
        select
            m.bounds[1]::timestamp as from_at,
            m.bounds[2]::timestamp as until_at
        from pg_catalog.pg_inherits as i
        inner join pg_catalog.pg_class as c on i.inhrelid = c.oid
        cross join lateral regexp_match(
            pg_get_expr(c.relpartbound, c.oid),
            $re$FROM \('([^']+)'\) TO \('([^']+)'\)$re$
        ) as m (bounds)
        where i.inhparent = 'realtime.messages'::regclass
    ),

    today as (
        select (now() at time zone 'UTC') as at
    )

    select
        coalesce(
            round(
                extract(
                    epoch from (
                        select max(d.until_at)
                        from days as d
                        where exists (
                            select from days as c
                            where c.from_at <= t.at and c.until_at > t.at
                        )
                    ) - t.at
                )
            ),
            0
        ),
        null
    from today as t
    $$,
    21600, -1, 'seconds',
    'Time until realtime.messages has no partition; Realtime, or the relay, makes them.'
),
(
    'core.broadcasts_lost', 'core',
    $$
    select
        count(*),
        (
            array_agg(
                format('The latest: event %s on %s.', l.id, l.topic)
                order by l.id desc
            )
        )[1]
    from core.list_lost_broadcasts() as l
    $$,
    1, 100, 'events',
    'Events of the last hour that Realtime never got; core.realtime_runway may say why.'
),
-- Webhooks.
(
    'core.webhooks_due', 'core',
    $$
    select
        coalesce(
            round(max(extract(epoch from core.now() - f.next_attempt_at))::numeric, 1), 0
        ),
        (array_agg(format('Endpoint %s.', e.id) order by f.next_attempt_at))[1]
    from core.webhook_endpoints as e
    inner join core.webhook_circuits as c on e.id = c.endpoint_id
    cross join lateral (
        select d.next_attempt_at
        from core.webhook_deliveries as d
        where d.endpoint_id = e.id and d.status = 'pending'
        order by d.next_attempt_at
        limit 1
    ) as f
    where
        e.status = 'active'
        and c.state = 'closed'
        and coalesce(c.resume_at <= core.now(), true)
        and f.next_attempt_at <= core.now()
    $$,
    60, 3600, 'seconds',
    'How long a delivery has been due at a working endpoint; start `rowhouse work`.'
),
(
    'core.webhook_circuits_open', 'core',
    $$
    select
        count(*),
        (
            array_agg(
                format('Endpoint %s until %s.', c.endpoint_id, c.resume_at)
                order by c.failing_since_at
            )
        )[1]
    from core.webhook_circuits as c
    inner join core.webhook_endpoints as e on c.endpoint_id = e.id
    where e.status = 'active' and c.state <> 'closed'
    $$,
    1, null, 'endpoints',
    'Endpoints that do not answer; list_webhook_deliveries shows what they said.'
),
-- Upkeep.
(
    'core.upkeep_failed', 'core',
    $$
    select count(*), string_agg(f.what, ' ' order by f.what)
    from (
        select format('Retention of %s: %s.', p.table_name, r.detail)
        from core.retention_policies as p
        cross join lateral (
            select n.outcome, n.detail
            from core.retention_runs as n
            where n.table_name = p.table_name and not n.is_dry_run
            order by n.id desc
            limit 1
        ) as r
        where p.is_enabled and r.outcome = 'failed'
        union all
        select format('Rule %s: %s.', q.name, q.last_failure)
        from core.data_quality_rules as q
        where q.is_enabled and q.last_failure is not null
    ) as f (what)
    $$,
    1, null, 'tasks',
    'Upkeep that failed when it last ran; mend what it says, it is tried again.'
)
on conflict (name) do update
set
    query = excluded.query,
    warn = excluded.warn,
    fail = excluded.fail,
    unit = excluded.unit,
    detail = excluded.detail
where
    (
        health_checks.query, health_checks.warn, health_checks.fail,
        health_checks.unit, health_checks.detail
    )
    is distinct from (
        excluded.query, excluded.warn, excluded.fail, excluded.unit, excluded.detail
    );

-- @ seeds/core/invariants 6e5766b8fc4cd7321f122e8c6d7f5ee18feb77d2d832b722d7fc38b32ba6d986
-- Seeds of core.invariants: what only a bug can break.

insert into core.invariants (name, module, query, repair, severity)
values
-- Audit.
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
),
-- Rights that a dump does not carry.
(
    'core.temporary_is_revoked', 'core',
    'select d.datname
    from pg_catalog.pg_database as d
    cross join aclexplode(coalesce(d.datacl, acldefault(''d'', d.datdba))) as a
    where
        d.datname = current_database()
        and a.grantee = 0
        and a.privilege_type = ''TEMPORARY''',
    'As the owner of the database: revoke temporary on database <datname> from public.',
    'error'
),
-- Names of tables that seeds and operators wrote.
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
    'Bring back the function, or name the right one in the seed.',
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
    'Readers of this stream must sort by version; report how it came to be.',
    'error'
),
(
    'core.consumers_within_log',
    'core',
    'select c.name, c.moved_at '
    'from core.event_consumers as c, core.event_horizons as h '
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
    'select l.id, l.type, l.topic, l.at from core.list_lost_broadcasts() as l',
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
    'A delivery is marked delivered without an attempt that was: replay it.',
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
    'No sender claims: start `rowhouse work`.',
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
    'core.limited_rpcs_can_count', 'core',
    'select l.name from core.settings as s cross join lateral ('
    'select jsonb_object_keys(coalesce(s.value, s.default_value)) as name '
    'where s.name = ''core.rate_limits.rpcs'' union all '
    'select jsonb_array_elements_text(coalesce(s.value, s.default_value)) '
    'where s.name = ''core.access_log.rpcs'') as l '
    'where not exists (select from pg_catalog.pg_proc as p '
    'where p.pronamespace = ''api''::regnamespace and p.proname = l.name '
    'and p.provolatile = ''v'')',
    'Make the RPC volatile, or take it out of the setting: a stable one runs '
    'read-only, where nothing can be counted or logged.',
    'warning'
),
(
    'core.idempotency_keys_have_answers', 'core',
    'select scope, caller, key from core.idempotency_keys where answer is null',
    'The function of that scope claims a key and returns without core.keep_answer; '
    'mend it, then delete the rows.',
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
    'Set done, failed and skipped of the operation to what its chunks and errors say.',
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
    'Seed a row into core.view_refreshes, so that the age of the view is watched.',
    'warning'
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

-- @ seeds/core/retention_policies a419755fe682e74b30fb14890f22b7aaf3cb3293cc9623afe96576bc343d226c
-- Seeds of core.retention_policies: what core forgets; keep and is_enabled are the
-- operator's.

insert into core.retention_policies (
    table_name, method, column_name, keep, condition, description
)
values
(
    'core.access_log', 'partition', 'logged_at', '1 year', null,
    'Who read which guarded thing.'
),
(
    'core.idempotency_keys', 'predicate', 'expires_at', '0', null,
    'Answers that are no longer repeated.'
),
(
    'core.rate_limits', 'predicate', 'full_at', '0', null,
    'Buckets that are full again: as good as none.'
),
(
    'core.revoked_tokens', 'predicate', 'expires_at', '0', null,
    'Tokens that have expired by themselves.'
),
(
    'core.notifications', 'predicate', 'created_at', '90 days', 'read_at is not null',
    'What its user has read.'
),
(
    'core.retention_runs', 'predicate', 'ran_at', '1 year', null,
    'What retention did.'
),
(
    'core.webhook_deliveries', 'predicate', 'finished_at', '30 days', null,
    'Deliveries that have ended, with their attempts.'
),
(
    'core.webhook_receipts', 'predicate', 'received_at', '30 days', null,
    'What came in; far longer than the tolerance, so a repeat is still recognised.'
),
(
    'core.data_quality_findings', 'predicate', 'resolved_at', '1 year', null,
    'What is no longer wrong.'
)
on conflict (table_name) do update
set
    method = excluded.method,
    column_name = excluded.column_name,
    condition = excluded.condition,
    description = excluded.description
where
    (
        retention_policies.method, retention_policies.column_name,
        retention_policies.condition, retention_policies.description
    )
    is distinct from (
        excluded.method, excluded.column_name, excluded.condition, excluded.description
    );

-- @ seeds/filters/allowed_sources 1c59b5daa7e62497deaad5652c652241c646c391db418494e8a549c71ac99f30
-- Seeds of filters.allowed_sources: the demo's lines, and the master data of the cube.
--
-- All of it is guarded: the owner shows counts of lines and labels of master data to
-- who is signed in. A row that is there stays as the owner made it.

insert into filters.allowed_sources (source_table, columns, uses, is_guarded)
values
(
    'filters.transactions',
    array[
        'id', 'line_key', 'basket_id', 'store_id', 'product_key', 'brand_id',
        'category_id', 'price_minor', 'quantity', 'sold_at'
    ],
    array['count'], true
),
('master.regions', array['short_name', 'name'], array['master', 'prune'], true),
('master.provinces', array['psgc_code', 'name'], array['master', 'prune'], true),
('master.cities', array['psgc_code', 'name'], array['master', 'prune'], true),
('master.categories', array['category_key', 'name'], array['master', 'prune'], true),
('master.brands', array['brand_key', 'name'], array['master', 'prune'], true),
('master.store_classes', array['code', 'name'], array['master', 'prune'], true)
on conflict (source_table) do nothing;

-- @ seeds/filters/health_checks ee7e0140a6b22db67b793d08e3789c2059f0712e99d9bd39740d8284ae63e674
-- Seeds of core.health_checks: what filters say of themselves.

insert into core.health_checks (name, module, query, warn, fail, unit, detail)
values
(
    'filters.fold_lag', 'filters',
    $$
    select
        coalesce(
            round(extract(epoch from clock_timestamp() - min(l.noted_at))::numeric, 1), 0
        ),
        format('%s changes wait.', count(*))
    from filters.waiting_changes as l
    $$,
    10, 120, 'seconds',
    'How long the oldest change waits to be folded; answers are exact, but get slower. '
    'Look whether `rowhouse work` runs, and for transactions that stay open.'
),
(
    'filters.wrong_cells', 'filters',
    $$
    select filters.sample_cells(), null
    $$,
    1, 100, 'cells',
    'Cells of a few stores that are not what their lines say; run '
    '`rowhouse verify --module filters`, then select filters.rebuild_values().'
)
on conflict (name) do update
set
    query = excluded.query,
    warn = excluded.warn,
    fail = excluded.fail,
    unit = excluded.unit,
    detail = excluded.detail
where
    (
        health_checks.query, health_checks.warn, health_checks.fail,
        health_checks.unit, health_checks.detail
    )
    is distinct from (
        excluded.query, excluded.warn, excluded.fail, excluded.unit, excluded.detail
    );

-- @ seeds/filters/invariants c92d8a20238861a75d5c4734d75ccda161071180fc781483ca46bc10f0e4249b
-- Seeds of core.invariants: what filters derives is what the transactions say.

insert into core.invariants (name, module, query, repair, severity)
values
(
    'filters.cells_are_counted',
    'filters',
    $$
    select * from filters.list_wrong_cells()
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.groups_add_up',
    'filters',
    $$
    select coalesce(n.place_id, c.place_id) as place_id, n.category_id, n.brand_id
    from (
        select g.id as place_id, c.category_id, c.brand_id, sum(c.lines) as lines
        from filters.cells as c
        inner join filters.places as s on c.place_id = s.id and s.kind = 'store'
        inner join filters.places as g
            on
                g.kind <> 'store'
                and (g.region_id is null or g.region_id = s.region_id)
                and (g.province_id is null or g.province_id = s.province_id)
                and (g.store_class_id is null or g.store_class_id = s.store_class_id)
        where g.kind = 'all' or c.category_id = 0 or c.brand_id = 0
        group by g.id, c.category_id, c.brand_id
    ) as n
    full join (
        select c.*
        from filters.cells as c
        where not exists (
            select
            from filters.places as p
            where p.id = c.place_id and p.kind = 'store'
        )
    ) as c
        on
            n.place_id = c.place_id
            and n.category_id = c.category_id
            and n.brand_id = c.brand_id
    where n.lines is distinct from c.lines
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.baskets_are_counted',
    'filters',
    $$
    select n.place_id, n.category_id
    from (
        select p.id as place_id, t.category_id, count(*) as baskets
        from (
            select distinct l.store_id, l.category_id, l.basket_id
            from filters.transactions as l
            where l.category_id is not null
        ) as t
        inner join filters.places as p on t.store_id = p.store_id
        where
            not exists (
                select
                from filters.waiting_changes as l
                where l.store_id = t.store_id
            )
        group by p.id, t.category_id
    ) as n
    left join filters.cells as c
        on
            n.place_id = c.place_id
            and n.category_id = c.category_id
            and c.brand_id = 0
    where n.baskets is distinct from c.baskets
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.bitmaps_fit',
    'filters',
    $$
    select c.place_id, c.category_id, c.brand_id
    from filters.cells as c
    inner join filters.places as p on c.place_id = p.id
    where
        (p.kind = 'store') <> (c.bits is not null)
        or bit_count(c.bits) <> c.baskets
        or length(c.bits) <> p.capacity
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.basket_sizes_are_counted',
    'filters',
    $$
    select p.id as place_id, n.bucket
    from (
        select
            store_id,
            width_bucket(line_count, filters._basket_size_bounds()) + 1 as bucket,
            count(*) as baskets
        from filters.baskets
        where line_count > 0
        group by 1, 2
    ) as n
    inner join filters.places as p on n.store_id = p.store_id
    full join filters.basket_sizes as s on p.id = s.place_id and n.bucket = s.bucket
    where n.baskets is distinct from s.baskets
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.values_are_listed',
    'filters',
    $$
    select dimension, value_id
    from (
        select
            dimension, value_id, value, label, parent, lines,
            row_number() over (
                partition by dimension order by label collate "C", value collate "C"
            ) as rank
        from filters.counted_values
    ) as n
    full join (
        select
            dimension, value_id, value, label, parent, lines,
            row_number() over (partition by dimension order by rank) as rank
        from filters.dimension_values
    ) as d using (dimension, value_id)
    where
        (n.value, n.label, n.parent, n.lines, n.rank)
        is distinct from (d.value, d.label, d.parent, d.lines, d.rank)
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.places_are_where_stores_are',
    'filters',
    $$
    select * from filters._list_moved_stores()
    $$,
    'Place the stores and count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.baskets_have_their_lines',
    'filters',
    $$
    select b.basket_key
    from filters.baskets as b
    left join (
        select n.basket_id, sum(n.lines) as lines
        from (
            select t.basket_id, 1 as lines
            from filters.transactions as t
            union all
            select l.basket_id, -l.lines
            from filters.waiting_changes as l
        ) as n
        group by n.basket_id
    ) as t on b.id = t.basket_id
    where b.line_count <> coalesce(t.lines, 0)
    $$,
    'Count anew: select filters.rebuild_values().',
    'error'
),
(
    'filters.ordinals_have_no_gap',
    'filters',
    $$
    select store_id
    from filters.baskets
    group by store_id
    having min(ordinal) <> 0 or max(ordinal) <> count(ordinal) - 1
    $$,
    'Number the baskets of the store from 0, then select filters.rebuild_values().',
    'error'
),
(
    'filters.counters_are_counted',
    'filters',
    $$
    select d.name, c.parent_value, c.value, c.counted, c.found
    from filters.dimensions as d
    cross join lateral filters._compare_counters(d.name) as c
    where d.counted_by = 'counters' and d.is_enabled
    $$,
    'Count anew: switch the dimension off and on, rowhouse dimension toggle.',
    'error'
),
(
    'filters.counters_are_compiled',
    'filters',
    $$
    select distinct d.source_table::text as source_table, t.name::text as table_name
    from filters.dimensions as d
    cross join lateral filters._list_source_tables(d.source_table) as t (name)
    where
        d.counted_by = 'counters'
        and d.state <> 'off'
        and (
            select count(*)
            from pg_catalog.pg_trigger as g
            where
                g.tgrelid = t.name
                and g.tgname ~ '^t70_count_(insert|update|delete)$'
                and g.tgenabled in ('O', 'A')
        ) < 3
    $$,
    'Compile and count anew: rowhouse dimension toggle, off and on.',
    'error'
),
(
    'filters.fills_go_on',
    'filters',
    $$
    select d.name
    from filters.dimensions as d
    where
        d.state = 'filling'
        and not exists (
            select
            from core.operations as o
            where
                o.kind = 'filters.fill_dimension'
                and o.params ->> 'dimension' = d.name
                and (o.params ->> 'number')::bigint = d.fill_number
                and o.finished_at is null
        )
    $$,
    'See core.operation_errors, then count anew: rowhouse dimension toggle, off and on.',
    'error'
),
(
    'filters.dimensions_are_allowed',
    'filters',
    $$
    select n.dimension, n.fault
    from filters.list_disallowed() as n
    inner join filters.dimensions as d on n.dimension = d.name
    where d.state <> 'off'
    $$,
    'Switch it off, or list what it uses with filters.allow_source.',
    'error'
),
(
    'filters.orphans_are_pruned',
    'filters',
    $$
    select o.dimension, o.value, o.since_at
    from filters.orphans as o
    inner join filters.dimensions as d on o.dimension = d.name
    where
        d.is_enabled
        and o.value <> all(d.protected)
        and o.since_at + d.prune_after < core.now() - interval '2 days'
    $$,
    'See rowhouse dimension prune: no nightly job runs, or something refers to it.',
    'warning'
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

-- @ seeds/filters/metric_sources fc6058a2ad56d8261f1320995f9a1b1e2645e4089e60f97ae6e01e7aa0b6c7de
-- Seeds of core.metric_sources: what is counted of filters.

insert into core.metric_sources (name, module, kind, help, query, max_series)
values
(
    'filters_changes_waiting', 'filters', 'gauge',
    'Changes of lines that are not folded into counts yet.',
    $$
    select '{}'::jsonb, count(*)
    from filters.waiting_changes as l
    $$,
    1
)
on conflict (name) do update
set
    kind = excluded.kind,
    help = excluded.help,
    query = excluded.query,
    max_series = excluded.max_series
where
    (
        metric_sources.kind, metric_sources.help,
        metric_sources.query, metric_sources.max_series
    )
    is distinct from (
        excluded.kind, excluded.help, excluded.query, excluded.max_series
    );

-- @ seeds/filters/revertible_tables 55fefffba15d561bd851ec15c7e2fcfa9fb3e73fe7b7f7df7d6bda1c9ab6f3aa
-- Seeds of core.revertible_tables: an admin may take back changes of stores.

insert into core.revertible_tables (audited_table)
values
('filters.stores')
on conflict (audited_table) do nothing;

-- @ seeds/filters/settings 8e7af1d54b8a69fd0445cd7bb8a24976faec823053e3b59b2c2daeec1fdf68b7
-- Seeds of core.settings: what an operator may tune in filters.

insert into core.settings (name, default_value, description)
values
(
    'filters.max_cost',
    '15000',
    'Most that one request may cost to count registered dimensions, as Postgres plans.'
),
(
    'filters.max_values',
    '1000',
    'Most values that one dimension of `within` may hold.'
),
(
    'filters.rows_per_part',
    '1000000',
    'Rows of a table for each part in which a new dimension is counted; 16 at most.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);

-- @ seeds/master/revertible_tables 97fd2462f1057bb165cf6c099ab6d20827fed19e606f2acf709e405c68771975
-- Seeds of core.revertible_tables: an admin may take back changes of master data.

insert into core.revertible_tables (audited_table)
values
('master.brands'),
('master.categories'),
('master.cities'),
('master.provinces'),
('master.regions'),
('master.store_classes')
on conflict (audited_table) do nothing;

-- @ seeds/reading/revertible_tables 4b012033c9675dc554c98675b9ec98a326dc06f6c7a5ad3e314026d09e306c63
-- Seeds of core.revertible_tables: an admin may take back changes of the series.

insert into core.revertible_tables (audited_table)
values
('reading.series')
on conflict (audited_table) do nothing;

-- @ end
reset check_function_bodies;
notify pgrst, 'reload schema';
