-- Rendered from sql/seeds/core/job_queues.sql.j2; edit that file, not this one.
-- Seeds of core.job_queues: the queues that every installation has.

insert into core.job_queues (name, description)
values
('default', 'Work that a user waits for.'),
('maintenance', 'Maintenance of the installation: partitions, retention, checks.')
on conflict (name) do update
set
    description = excluded.description
where
    (
        job_queues.description
    )
    is distinct from (
        excluded.description
    );
