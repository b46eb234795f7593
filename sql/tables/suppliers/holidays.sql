-- suppliers.holidays: the days of a calendar that are not worked.

create table suppliers.holidays (
    calendar_id bigint not null references suppliers.calendars (id) on delete cascade,
    holiday_on date not null,
    name text not null,

    primary key (calendar_id, holiday_on),
    constraint holidays_holiday_on_check
        check (holiday_on between '1900-01-01' and '2999-12-31'),
    constraint holidays_name_check
        check (length(name) between 1 and 200)
);

alter table suppliers.holidays enable row level security;

comment on table suppliers.holidays is
    'Holidays of a calendar, one row per day.';
