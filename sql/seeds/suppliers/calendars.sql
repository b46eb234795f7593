-- Seeds of suppliers.calendars: a calendar to begin with.

insert into suppliers.calendars (code, name, created_at, updated_at)
values
('STANDARD', 'Monday to Friday', '2026-01-01Z', '2026-01-01Z')
on conflict do nothing;
