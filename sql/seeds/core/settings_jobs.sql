-- Seeds of core.settings: what an operator may tune in jobs.

insert into core.settings (name, default_value, description)
values
(
    'core.schedule_grace_seconds', '300',
    'A tick found later than this was missed: its schedule says skip or once.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (settings.default_value, settings.description)
    is distinct from (excluded.default_value, excluded.description);
