-- Proves sql/seeds/core/error_codes.sql.j2.
begin;
select plan(7);

select is_empty(
    $$ select key from core.error_codes
       where hint !~ '^[A-Z].*\.$' $$,
    'every remedy is a sentence'
);
select is_empty(
    $$ select e.key from core.error_codes as e
       where to_regnamespace(split_part(e.key, '.', 1)) is null $$,
    'every key begins with a module that exists'
);
select set_has(
    'select key, sqlstate from core.error_codes',
    $$ values
        ('core.invalid_argument', 'PT422'),
        ('core.invalid_cursor', 'PT422'),
        ('core.invalid_page_size', 'PT422'),
        ('core.not_permitted', 'PT403') $$,
    'the errors that every module shares are there, with their status'
);
select set_has(
    'select key, sqlstate from core.error_codes',
    $$ values
        ('core.append_only', 'PT409'),
        ('core.entry_not_found', 'PT404'),
        ('core.entry_not_sealed', 'PT409'),
        ('core.history_unavailable', 'PT410'),
        ('core.not_revertible', 'PT422'),
        ('core.on_legal_hold', 'PT409'),
        ('core.unknown_erasure', 'PT404'),
        ('core.unknown_person_kind', 'PT422'),
        ('core.row_moved_on', 'PT409'),
        ('core.table_not_audited', 'PT404') $$,
    'those of audit'
);
select set_has(
    'select key, sqlstate from core.error_codes',
    $$ values
        ('core.consumer_behind', 'PT410'),
        ('core.cursor_expired', 'PT410'),
        ('core.lease_lost', 'PT409'),
        ('core.topic_not_readable', 'PT403'),
        ('core.unknown_job', 'PT404'),
        ('core.version_conflict', 'PT409') $$,
    'those of events and jobs'
);
select set_has(
    'select key, sqlstate from core.error_codes',
    $$ values
        ('core.webhook_not_found', 'PT404'),
        ('core.webhook_refused', 'PT401'),
        ('core.webhook_too_large', 'PT413'),
        ('core.message_repeated', 'PT409'),
        ('core.webhook_disabled', 'PT409') $$,
    'those of webhooks'
);
select set_has(
    'select key, sqlstate from core.error_codes',
    $$ values
        ('core.rate_limited', 'PT429'),
        ('core.token_revoked', 'PT401'),
        ('core.post_only', 'PT405'),
        ('core.must_be_volatile', 'PT405'),
        ('core.fixed_key', 'PT409'),
        ('core.idempotency_key_reused', 'PT422'),
        ('core.idempotency_key_in_use', 'PT409'),
        ('core.invalid_record', 'PT422'),
        ('core.unknown_view', 'PT404'),
        ('core.unknown_operation_kind', 'PT422'),
        ('core.operation_not_found', 'PT404'),
        ('core.operation_finished', 'PT409'),
        ('core.too_many_operations', 'PT429') $$,
    'those of limits, records and bulk work'
);

select * from finish();
rollback;
