-- Rendered from sql/seeds/suppliers/task_statuses.sql.j2; edit that file, not this one.
-- Seeds of suppliers.task_statuses: the life of a task.
--
-- waiting: for the customer, or for others outside; submitted: for the approval of a
-- project manager. In both the supplier can do nothing, so its clock stands. blocked is
-- the supplier's own trouble: its clock runs.

insert into suppliers.task_statuses (code, place, is_started, is_final, is_paused)
values
('planned', 1, false, false, false),
('in_progress', 2, true, false, false),
('waiting', 3, true, false, true),
('blocked', 4, true, false, false),
('submitted', 5, true, false, true),
('done', 6, true, true, false),
('cancelled', 7, false, true, false)
on conflict (code) do update
set
    place = excluded.place,
    is_started = excluded.is_started,
    is_final = excluded.is_final,
    is_paused = excluded.is_paused
where
    (
        task_statuses.place,
        task_statuses.is_started,
        task_statuses.is_final,
        task_statuses.is_paused
    )
    is distinct from (
        excluded.place,
        excluded.is_started,
        excluded.is_final,
        excluded.is_paused
    );
