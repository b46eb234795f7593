-- suppliers.digest_preferences: when a user wants a digest.
--
-- A user without a row has the preferences of the setting suppliers.digest_defaults.

create table suppliers.digest_preferences (
    user_id uuid primary key,
    is_enabled boolean not null,
    hour integer not null,
    timezone text not null,
    updated_at timestamptz not null,

    constraint digest_preferences_hour_check
        check (hour between 0 and 23),
    constraint digest_preferences_timezone_check
        check (length(timezone) between 1 and 100)
);

alter table suppliers.digest_preferences enable row level security;

comment on table suppliers.digest_preferences is
    'Whether, when and in which time zone users get their digest.';
comment on column suppliers.digest_preferences.hour is
    'From this hour of the local day on. Units: 0 to 23.';
comment on column suppliers.digest_preferences.timezone is
    'An IANA name; the user''s days begin and end there.';
