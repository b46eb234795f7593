-- Seeds of core.event_low_watermarks: its one row; a release never moves it.

insert into core.event_low_watermarks (log)
values ('events')
on conflict (log) do nothing;
