-- Rendered from triggers/filters/master.sql.j2; edit that file, not this one.
-- Triggers of filters on the tables of master: lists follow names and places.

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.brands
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.categories
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.cities
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.provinces
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.regions
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();

-- Lists of filters show the new labels from this statement on.
create or replace trigger t75_sync_values
    after update on master.store_classes
    referencing new table as new_rows
    for each statement
    execute function filters.tg__sync_values();
