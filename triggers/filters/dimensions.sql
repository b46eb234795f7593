-- Triggers on filters.dimensions, in firing order.

create or replace trigger t70_add_state
    after insert on filters.dimensions
    referencing new table as new_rows
    for each statement
    execute function filters.tg_dimensions__add_state();
