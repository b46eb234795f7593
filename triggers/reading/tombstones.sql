-- Triggers on reading.tombstones, in firing order.

-- Whoever is older than what was forgotten starts anew.
create or replace trigger t90_forget
    after delete on reading.tombstones
    referencing old table as old_rows
    for each statement
    execute function reading.tg_tombstones__forget();
