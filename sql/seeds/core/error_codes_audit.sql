-- Seeds of core.error_codes: the errors of audit.

insert into core.error_codes (key, sqlstate, hint)
values
('core.append_only', 'PT409', 'Write a new row; retention drops old partitions.'),
('core.entry_not_found', 'PT404', 'Take the id from list_history.'),
('core.entry_not_sealed', 'PT409', 'Ask again when the next seal is made.'),
(
    'core.history_unavailable', 'PT410',
    'Ask for a later time, or restore a backup of that time.'
),
('core.not_revertible', 'PT422', 'Write the wanted values yourself.'),
('core.row_moved_on', 'PT409', 'Read the history, then revert the newest entry first.'),
('core.table_not_audited', 'PT404', 'Send schema.table of an audited table.')
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (error_codes.sqlstate, error_codes.hint)
    is distinct from (excluded.sqlstate, excluded.hint);
