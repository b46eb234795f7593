-- Rendered from sql/seeds/master/error_codes.sql.j2; edit that file, not this one.
-- Seeds of core.error_codes: the errors of master, one row per key.

insert into core.error_codes (key, sqlstate, hint)
values
('master.category_cycle', 'PT422', 'Choose a parent that is not below the category.'),
(
    'master.invalid_brand', 'PT422',
    'The detail has the line and the reason; correct the row and load it again.'
),
(
    'master.invalid_category', 'PT422',
    'The detail has the line and the reason; correct the row and load it again.'
),
(
    'master.invalid_place', 'PT422',
    'The detail has the line and the reason; correct the row and load it again.'
),
(
    'master.invalid_release', 'PT422',
    'Send {regions, provinces, cities}, as the seed command does.'
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
