-- Seeds of core.event_horizons: its one row; a release never moves it.

insert into core.event_horizons (log)
values ('events')
on conflict (log) do nothing;
