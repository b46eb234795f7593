-- Triggers on filters.transactions, in firing order.

-- Each change is noted in its own transaction, so filters counts it from the commit on.
create or replace trigger t70_note_inserted
    after insert on filters.transactions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_transactions__note_inserted();

create or replace trigger t70_note_updated
    after update on filters.transactions
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function filters.tg_transactions__note_updated();

create or replace trigger t70_note_deleted
    after delete on filters.transactions
    referencing old table as old_rows
    for each statement
    execute function filters.tg_transactions__note_deleted();

create or replace trigger t70_note_truncated
    after truncate on filters.transactions
    for each statement
    execute function filters.tg_transactions__note_truncated();
