-- suppliers.calendars: which days are worked.
--
-- Working days are numbered, so that arithmetic on them is arithmetic on numbers: the
-- two arrays that the trigger of suppliers.holidays keeps let suppliers._day_number and
-- suppliers._numbered_day compute a number and its day by a binary search.

create table suppliers.calendars (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    workdays integer[] not null default '{1, 2, 3, 4, 5}',
    days_off date[] not null default '{}',
    worked_before integer[] not null default '{}',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint calendars_code_check
        check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    constraint calendars_name_check
        check (length(name) between 1 and 200),
    constraint calendars_workdays_check
        check (
            cardinality(workdays) between 1 and 7
            and workdays <@ '{1, 2, 3, 4, 5, 6, 7}'::integer[]
        ),
    constraint calendars_days_off_check
        check (cardinality(days_off) = cardinality(worked_before)),
    constraint calendars_version_check
        check (version > 0)
);

alter table suppliers.calendars enable row level security;

comment on table suppliers.calendars is
    'Working calendars: the weekdays that are worked, and days off.';
comment on column suppliers.calendars.workdays is
    'ISO weekdays that are worked, ascending. Units: 1 (Monday) to 7 (Sunday).';
comment on column suppliers.calendars.days_off is
    'The holidays that fall on a workday, ascending; kept from suppliers.holidays.';
comment on column suppliers.calendars.worked_before is
    'The number of the last working day before each day off. Units: working days since '
    '1900-01-01.';
