-- Triggers on reading.tombstones, in firing order.

-- A device that is older than a purged tombstone has to start anew.
create or replace trigger t90_forget
    after delete on reading.tombstones
    referencing old table as old_rows
    for each statement
    execute function reading.tg_tombstones__forget();
