-- Seeds of core.error_codes: what watching and bulk work refuse with.

insert into core.error_codes (key, sqlstate, hint)
values
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
