-- Triggers on filters.transactions, in firing order.

-- Every answer of the filters counts each change in the transaction that makes it.
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
