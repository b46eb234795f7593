-- Proves functions/core/attach/_attach_validation.sql.
begin;
select plan(9);

create table public.t_notes (
    id bigint primary key, title text,
    half text generated always as (left(title, 3)) stored
);
do $$ begin
    perform core.attach_table(
        'validation', 'public.t_notes',
        '{"rules": [
            {"name": "given", "field": "title", "kind": "required", "message": "Give it."},
            {"name": "short", "field": "title", "kind": "length", "argument": {"max": 9}}
        ]}'
    );
end $$;
select results_eq(
    $$ select r.name, r.kind, r.message, r.position from core.validation_rules as r
    where r.entity = 'public.t_notes' order by r.position $$,
    $$ values
        ('given', 'required', 'Give it.', 10), ('short', 'length', 'short', 20) $$,
    'its rules stand, in their order'
);
select triggers_are(
    'public', 't_notes', array['t20_validate'], 'one trigger checks them'
);
select throws_ok(
    format(
        'select core.attach_table(%L, %L, %L)', 'validation', 'public.t_notes', o.it
    ),
    'PT422', o.key, 'refused: ' || o.it
)
from (
    values
    ('{}', 'core.invalid_attachment'),
    ('{"rules": []}', 'core.invalid_attachment'),
    (
        '{"rules": [{"name": "x", "field": "half", "kind": "required"}]}',
        'core.invalid_attachment'
    ),
    (
        '{"rules": [{"name": "x", "kind": "compare",
            "argument": {"left": "title", "op": "<", "right": "titel"}}]}',
        'core.invalid_attachment'
    ),
    (
        '{"rules": [{"name": "x", "kind": "compare",
            "argument": {"left": "half", "op": "<", "right": "title"}}]}',
        'core.invalid_attachment'
    ),
    (
        '{"rules": [{"name": "x", "field": "title", "kind": "required_if",
            "argument": {"field": "stat", "equals": "done"}}]}',
        'core.invalid_attachment'
    ),
    (
        '{"rules": [{"name": "x", "field": "title", "kind": "type"}]}',
        'core.invalid_rule'
    )
) as o (it, key);

select * from finish();
rollback;
