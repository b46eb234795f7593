-- Rendered from sql/seeds/reading/error_codes.sql.j2; edit that file, not this one.
-- Seeds of core.error_codes: the errors of reading, one row per key.

insert into core.error_codes (key, sqlstate, hint)
values
(
    'reading.invalid_edits', 'PT422',
    'Correct the item in the detail; no item of the batch was applied.'
),
('reading.too_many_edits', 'PT422', 'Send at most 1,000 edits per call.'),
(
    'reading.unknown_policy', 'PT422',
    'Send lww, furthest or furthest_unless_same_device.'
),
('reading.invalid_progress', 'PT422', 'Correct the field in the detail.'),
('reading.unknown_series', 'PT404', 'Send the id of a series in the catalogue.')
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
