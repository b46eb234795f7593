-- Proves sql/seeds/core/error_codes_audit.sql.
begin;
select plan(1);

select set_has(
    $$ select key, sqlstate from core.error_codes $$,
    $$ values
        ('core.append_only', 'PT409'),
        ('core.entry_not_found', 'PT404'),
        ('core.entry_not_sealed', 'PT409'),
        ('core.history_unavailable', 'PT410'),
        ('core.not_revertible', 'PT422'),
        ('core.row_moved_on', 'PT409'),
        ('core.table_not_audited', 'PT404') $$,
    'the errors of audit are there, with their status'
);

select * from finish();
rollback;
