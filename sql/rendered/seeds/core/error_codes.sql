-- Rendered from sql/seeds/core/error_codes.sql.j2; edit that file, not this one.
-- Seeds of core.error_codes: the errors of core, one row per key.

insert into core.error_codes (key, sqlstate, hint)
values
-- Shared.
(
    'core.invalid_argument', 'PT422',
    'Send the argument in the form that the detail describes.'
),
(
    'core.invalid_cursor', 'PT422',
    'Send `next` of the previous page unchanged, or null.'
),
('core.invalid_page_size', 'PT422', 'Send a page_size in the range that the detail names.'),
(
    'core.not_permitted', 'PT403',
    'Ask an administrator for the app role that the detail names.'
),
-- Audit.
('core.append_only', 'PT409', 'Write a new row; retention drops old partitions.'),
('core.entry_not_found', 'PT404', 'Take the id from list_history.'),
('core.entry_not_sealed', 'PT409', 'Try again after the next seal.'),
(
    'core.history_unavailable', 'PT410',
    'Send a later time, or restore a backup of that time.'
),
(
    'core.not_revertible', 'PT422',
    'Write the values with an update, or ask the owner to list the table in '
    'core.revertible_tables.'
),
('core.row_moved_on', 'PT409', 'Read the history, then revert the newest entry first.'),
('core.table_not_audited', 'PT404', 'Send schema.table of an audited table.'),
('core.unknown_erasure', 'PT404', 'Send an id from list_erasures.'),
(
    'core.unknown_person_kind', 'PT422',
    'Name a kind of person that core.personal_columns has.'
),
('core.unknown_invariant', 'PT404', 'Send a name from list_invariants.'),
('core.on_legal_hold', 'PT409', 'Wait until the hold of the tables is released.'),
-- Attachments.
(
    'core.invalid_attachment', 'PT422',
    'Give the options that the detail describes; see rowhouse attach --help.'
),
(
    'core.unattachable_table', 'PT422',
    'Attach an ordinary table of your own, with a primary key, as schema.table.'
),
-- Events and jobs.
(
    'core.consumer_behind', 'PT410',
    'Rebuild what it feeds, then call core.reset_consumer; a longer keep prevents this.'
),
('core.cursor_expired', 'PT410', 'Read everything again, then start without `after`.'),
('core.job_not_dead', 'PT409', 'Retry dead jobs only; see core.explain_job.'),
('core.lease_lost', 'PT409', 'Stop: another worker has the job, or it has ended.'),
('core.topic_not_readable', 'PT403', 'Ask for topics that the caller may read.'),
('core.unknown_consumer', 'PT404', 'Register it with core.add_consumer.'),
(
    'core.unknown_job',
    'PT404',
    'Send the id of a stored job: see rowhouse jobs list.'
),
(
    'core.invalid_schedule', 'PT422',
    'Send five cron fields, and the name of a time zone of the tz database.'
),
('core.unknown_job_kind', 'PT422', 'Seed the kind in core.job_kinds.'),
('core.unknown_provider', 'PT404', 'Seed the provider in core.job_providers.'),
('core.unknown_queue', 'PT422', 'Seed the queue in core.job_queues.'),
('core.unknown_schedule', 'PT404', 'Seed the schedule in core.job_schedules.'),
('core.version_conflict', 'PT409', 'Read it again, then repeat the decision.'),
-- Webhooks.
(
    'core.invalid_webhook_url', 'PT422',
    'Send an http or https URL with a public host, an allowed port and no credentials.'
),
('core.too_many_webhooks', 'PT409', 'Delete a webhook that you no longer need.'),
('core.webhook_not_found', 'PT404', 'Send an id from list_webhooks().'),
(
    'core.webhook_delivery_not_found', 'PT404',
    'Send an id from list_webhook_deliveries().'
),
('core.webhook_disabled', 'PT409', 'Enable it first: update_webhook(id, enabled).'),
('core.too_much_to_replay', 'PT422', 'Send a later time as since, or name fewer types.'),
(
    'core.webhook_refused', 'PT401',
    'Sign the raw body with the secret of the source, and send the current time.'
),
('core.webhook_too_large', 'PT413', 'Send a smaller message.'),
('core.message_repeated', 'PT409', 'Sign the call anew, with another id.'),
-- Limits, tokens, caches, records, retention.
('core.rate_limited', 'PT429', 'Wait as long as Retry-After says.'),
('core.token_revoked', 'PT401', 'Sign in again.'),
('core.post_only', 'PT405', 'Send it as a POST.'),
(
    'core.must_be_volatile', 'PT405',
    'Make the RPC volatile, or remove it from core.rate_limits.rpcs and '
    'core.access_log.rpcs.'
),
('core.fixed_key', 'PT409', 'Delete the row and insert it with the other key.'),
(
    'core.idempotency_key_reused', 'PT422',
    'Send a new key with a new request, or the same request with this key.'
),
(
    'core.idempotency_key_in_use', 'PT409',
    'Wait for the response to the first call with this key.'
),
('core.invalid_record', 'PT422', 'Correct the fields that the detail lists.'),
('core.unknown_entity', 'PT422', 'Name an entity that has validation rules.'),
('core.invalid_rule', 'PT422', 'Write the rule in the form that the detail names.'),
('core.unknown_cache', 'PT422', 'Name a cache that core.caches lists.'),
('core.unknown_feature_flag', 'PT404', 'Send a name that list_feature_flags lists.'),
('core.unknown_setting', 'PT404', 'Send a name that list_settings lists.'),
(
    'core.setting_locked', 'PT403',
    'Ask the owner of the database, who can change it in SQL or allow it: is_changeable.'
),
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
('core.operation_not_found', 'PT404', 'Send the id that the bulk call returned.'),
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
    (
        error_codes.sqlstate,
        error_codes.hint
    )
    is distinct from (
        excluded.sqlstate,
        excluded.hint
    );
