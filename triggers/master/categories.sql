-- Triggers on master.categories, in firing order.

-- The categories are a tree: no node becomes its own ancestor.
create or replace trigger t20_refuse_cycle
    before update of parent_id on master.categories
    for each row
    when (new.parent_id is not null and new.parent_id is distinct from old.parent_id)
    execute function master.tg_categories__refuse_cycle();
