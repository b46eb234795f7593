-- Seeds of core.settings: what an operator may tune in watching and bulk work.

insert into core.settings (name, default_value, description)
values
(
    'core.health_thresholds',
    '{}',
    'Thresholds instead of a check''s own: {"<check>": {"warn": n, "fail": n}}; null '
    'switches one off.'
),
(
    'core.health_budget_ms',
    '2000',
    'What health() may spend on asking; what is left is answered from samples.'
),
(
    'core.health_live_ms',
    '250',
    'A check that took longer is answered from its sample, while that is fresh.'
),
(
    'core.alert_hold_seconds',
    '60',
    'How long a check must be ok before its alert is cleared.'
),
(
    'core.operations_per_minute',
    '10',
    'Bulk calls that one caller may start within a minute.'
),
(
    'core.operations_at_once',
    '3',
    'Unfinished operations that one caller may have.'
),
(
    'core.operation_slice_ms',
    '1000',
    'How long a job works on an operation before it shows progress and lets others in.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);
