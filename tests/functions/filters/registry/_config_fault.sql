-- Proves functions/filters/registry/_config_fault.sql.
begin;
select plan(14);

select is(
    filters._config_fault('{"name": "a", "source": "s.t", "column": "c"}'), null,
    'a short one is fine'
);
select isnt(filters._config_fault(c::jsonb), null, 'refused: ' || c)
from (
    values
    ('[]'), ('{"name": "a1"}'), ('{"name": "A"}'), ('{"name": "a", "sql": "1"}'),
    ('{"name": "a", "label": 1}'), ('{"name": "a", "label": ""}'),
    ('{"name": "a", "debounce_ms": 1001}'), ('{"name": "a", "debounce_ms": 1.5}'),
    ('{"name": "a", "position": 0}'), ('{"name": "a", "roles": []}'),
    ('{"name": "a", "path": [1]}'), ('{"name": "a", "prune_after": "soon"}'),
    ('{"name": "a", "master": {"table": "x"}}')
) as wrong (c);

select * from finish();
rollback;
