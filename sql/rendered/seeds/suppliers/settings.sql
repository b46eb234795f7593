-- Rendered from sql/seeds/suppliers/settings.sql.j2; edit that file, not this one.
-- Seeds of core.settings: the settings of suppliers.

insert into core.settings (name, default_value, description)
values
(
    'suppliers.stale_days', '30',
    'After how many days without a change an open task is a finding.'
),
(
    'suppliers.certificate_days', '30',
    'How many days before its end a certificate that open tasks need is a finding.'
),
(
    'suppliers.name_likeness', '0.7',
    'From which likeness, 0 to 1, two names of suppliers are a finding; pg_trgm.'
)
on conflict (name) do update
set
    default_value = excluded.default_value,
    description = excluded.description
where
    (
        settings.default_value,
        settings.description
    )
    is distinct from (
        excluded.default_value,
        excluded.description
    );
