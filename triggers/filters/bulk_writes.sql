-- Triggers on filters.bulk_writes, in firing order.

-- Deferred to the commit: the changes of many statements are folded once.
drop trigger if exists t70_fold on filters.bulk_writes;
create constraint trigger t70_fold
    after insert on filters.bulk_writes
    deferrable initially deferred
    for each row
    execute function filters.tg_bulk_writes__fold();
