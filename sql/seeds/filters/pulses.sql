-- Seeds of core.pulses: what keeps the answers of filters quick and their readers told.

insert into core.pulses (name, sql_function, period_ms, description)
values
(
    'filters.pulse', 'filters.pulse', 200,
    'Folds changes of transactions into counts, and tells subscribers.'
)
on conflict (name) do update
set
    sql_function = excluded.sql_function,
    period_ms = excluded.period_ms,
    description = excluded.description
where
    (pulses.sql_function, pulses.period_ms, pulses.description)
    is distinct from (excluded.sql_function, excluded.period_ms, excluded.description);
