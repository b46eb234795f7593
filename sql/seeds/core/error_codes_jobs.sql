-- Seeds of core.error_codes: what events and jobs refuse with.

insert into core.error_codes (key, sqlstate, hint)
values
(
    'core.consumer_behind', 'PT410',
    'Rebuild what it feeds, then core.reset_consumer; a longer keep prevents it.'
),
('core.cursor_expired', 'PT410', 'Read everything anew, then start without `after`.'),
('core.job_not_dead', 'PT409', 'Only dead jobs are redriven: core.why_job tells more.'),
('core.lease_lost', 'PT409', 'Drop the work: another worker has the job, or it ended.'),
('core.topic_not_readable', 'PT403', 'Ask for topics that the caller may read.'),
('core.unknown_consumer', 'PT404', 'Register it with core.add_consumer.'),
(
    'core.unknown_job',
    'PT404',
    'Send the id of a job that is kept: see rowhouse jobs list.'
),
('core.unknown_job_kind', 'PT422', 'Seed the kind in core.job_kinds.'),
('core.unknown_provider', 'PT404', 'Seed the provider in core.job_providers.'),
('core.unknown_queue', 'PT422', 'Seed the queue in core.job_queues.'),
('core.unknown_schedule', 'PT404', 'Seed the schedule in core.job_schedules.'),
('core.version_conflict', 'PT409', 'Read the stream again and decide anew.')
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (error_codes.sqlstate, error_codes.hint)
    is distinct from (excluded.sqlstate, excluded.hint);
