-- Proves functions/concerts/merging/_mark_taken.sql.
begin;
select plan(4);

select is(
    concerts._mark_taken(k.taken::jsonb, k.kept::jsonb, k.dropped::jsonb),
    k.expected::jsonb, k.what
)
from (
    values
    (
        '{"a": 1}', '{"curated_columns": ["z"]}', '{"curated_columns": ["a", "b"]}',
        '{"a": 1, "curated_columns": ["a", "z"]}', 'a curated value is marked'
    ),
    (
        '{"a": 1}', '{"curated_columns": ["z"]}', '{"curated_columns": ["b"]}',
        '{"a": 1}', 'another one is not'
    ),
    ('{"a": 1}', '{}', '{}', '{"a": 1}', 'a table may have no curators'),
    ('{"a": 1}', null, null, '{"a": 1}', 'a row may be gone')
) as k (taken, kept, dropped, expected, what);

select * from finish();
rollback;
