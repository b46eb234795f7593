-- Seeds of core.job_providers: the rates that the sources of concerts allow a key. The
-- operator owns them: more is granted on request.

insert into core.job_providers (name, per_second, burst, tokens, daily_budget)
values
('concerts_ticketmaster', 5, 5, 5, 5000),
('concerts_spotify', 5, 5, 5, 20000),
('concerts_setlistfm', 2, 2, 2, 1440)
on conflict (name) do nothing;
