-- Proves sql/seeds/filters/error_codes.sql.j2.
begin;
select plan(1);

select set_eq(
    $$ select key, sqlstate from core.error_codes where starts_with(key, 'filters.') $$,
    $$ values
        ('filters.unknown_dimension', 'PT422'),
        ('filters.unknown_measure', 'PT422'),
        ('filters.invalid_within', 'PT422'),
        ('filters.invalid_search', 'PT422'),
        ('filters.invalid_rows', 'PT422'),
        ('filters.invalid_store', 'PT422'),
        ('filters.too_many_rows', 'PT422'),
        ('filters.basket_elsewhere', 'PT409'),
        ('filters.invalid_dimension', 'PT422'),
        ('filters.invalid_source', 'PT422'),
        ('filters.source_guarded', 'PT409'),
        ('filters.source_busy', 'PT409'),
        ('filters.column_changed', 'PT409'),
        ('filters.too_much_to_count', 'PT422'),
        ('filters.truncate_refused', 'PT409'),
        ('filters.unknown_version', 'PT404'),
        ('filters.not_prunable', 'PT409'),
        ('filters.reshape_refused', 'PT409'),
        ('filters.month_has_lines', 'PT409') $$,
    'the errors of filters, with their status'
);

select * from finish();
rollback;
