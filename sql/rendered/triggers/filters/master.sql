-- Rendered from triggers/filters/master.sql.j2; edit that file, not this one.
-- Triggers of filters on the tables of master: lists follow names and places.

-- Folds wait, or are waited for, before a row is locked.
create or replace trigger t06_lock_counts
    before update on master.brands
    for each statement
    execute function filters.tg__lock_counts();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.brands
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();

-- Folds wait, or are waited for, before a row is locked.
create or replace trigger t06_lock_counts
    before update on master.categories
    for each statement
    execute function filters.tg__lock_counts();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.categories
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();

-- What moves lines waits for their writers, before it locks a row.
create or replace trigger t05_lock_lines
    before update of parent_id, parent_level, level, code, place_key on master.places
    for each statement
    execute function filters.tg__lock_counts('lines');

-- Folds wait, or are waited for, before a row is locked.
create or replace trigger t06_lock_counts
    before update on master.places
    for each statement
    execute function filters.tg__lock_counts();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.places
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();

-- Folds wait, or are waited for, before a row is locked.
create or replace trigger t06_lock_counts
    before update on master.store_classes
    for each statement
    execute function filters.tg__lock_counts();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.store_classes
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();
