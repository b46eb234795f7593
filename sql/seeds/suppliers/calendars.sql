-- Seeds of suppliers.calendars: a calendar to begin with.

insert into suppliers.calendars (code, name, created_at, updated_at)
values
('STANDARD', 'Monday to Friday', core.now(), core.now())
on conflict do nothing;
