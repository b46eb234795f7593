-- tests.worked_project: tests.small_project in which work was done; the clock stands at
-- 2099-02-02 12:00 UTC.
--
-- ACME began its mould on 2099-01-07, moved it on the same day from the 9th to the 15th
-- for material, with its successors (sample by a day), and ended it on the 14th. Its
-- paint waited from the 12th to the 14th and ended on the 14th: late by the date, in
-- time by the clock. BOLT ended its paint on 2099-01-12, in time. January is summed.

create or replace function tests.worked_project()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform tests.small_project();
    perform tests.set_clock('2099-01-07T10:00Z');
    perform suppliers.update_task_status(tests.task_of('ACME', 'mould'), 'in_progress');
    perform suppliers.update_task_due(
        tests.task_of('ACME', 'mould'), '2099-01-15', 'No steel.', p_cause => 'material',
        p_move_successors => true
    );
    perform tests.set_clock('2099-01-12T10:00Z');
    perform suppliers.update_task_status(tests.task_of('ACME', 'paint'), 'in_progress');
    perform suppliers.update_task_status(tests.task_of('ACME', 'paint'), 'waiting', 'You.');
    perform suppliers.update_task_status(tests.task_of('BOLT', 'paint'), 'in_progress');
    perform suppliers.update_task_status(tests.task_of('BOLT', 'paint'), 'done');
    perform tests.set_clock('2099-01-14T10:00Z');
    perform suppliers.update_task_status(tests.task_of('ACME', 'mould'), 'done');
    perform suppliers.update_task_status(tests.task_of('ACME', 'paint'), 'in_progress');
    perform suppliers.update_task_status(tests.task_of('ACME', 'paint'), 'done');
    perform tests.set_clock('2099-02-02T12:00Z');
    perform tests.sum_months();
end;
$$;
