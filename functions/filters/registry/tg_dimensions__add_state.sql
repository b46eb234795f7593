-- filters.tg_dimensions__add_state: give a new dimension its state row.

create or replace function filters.tg_dimensions__add_state()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into filters.dimension_states (dimension)
    select name from new_rows;
    return null;
end;
$$;

comment on function filters.tg_dimensions__add_state() is
    'After insert: adds the state rows of new dimensions.';
