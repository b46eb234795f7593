-- Proves sql/seeds/core/error_codes_jobs.sql.
begin;
select plan(1);

select set_has(
    $$ select key, sqlstate from core.error_codes $$,
    $$ values
        ('core.consumer_behind', 'PT410'),
        ('core.cursor_expired', 'PT410'),
        ('core.lease_lost', 'PT409'),
        ('core.topic_not_readable', 'PT403'),
        ('core.unknown_job', 'PT404'),
        ('core.version_conflict', 'PT409') $$,
    'what events and jobs refuse with has its status'
);

select * from finish();
rollback;
