-- Rendered from triggers/suppliers/task_history.sql.j2; edit that file, not this one.
-- Triggers on suppliers.task_history, in firing order.

-- No role changes a row, the owner included. A person's data may be erased.
create or replace trigger t20_refuse_change
    before update on suppliers.task_history
    for each row
    execute function core.tg__refuse_change(
        'owner_id', 'previous_owner_id', 'actor_id', 'reason'
    );

-- Retention deletes what is old in closed projects, and nobody anything else.
create or replace trigger t20_refuse_delete
    after delete on suppliers.task_history
    referencing old table as old_rows
    for each statement
    execute function suppliers.tg_task_history__refuse_delete();

create or replace trigger t20_refuse_truncate
    before truncate on suppliers.task_history
    for each statement
    execute function core.tg__refuse_change();

-- People are told of their new tasks, and of those that are blocked or go on.
create or replace trigger t91_notify
    after insert on suppliers.task_history
    referencing new table as new_rows
    for each statement
    execute function suppliers.tg_task_history__notify();
