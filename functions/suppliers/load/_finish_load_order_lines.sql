-- suppliers._finish_load_order_lines: make tasks of what was loaded.

create or replace function suppliers._finish_load_order_lines()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform suppliers._import_orders();
end;
$$;

comment on function suppliers._finish_load_order_lines() is
    'Called in the last transaction of a load.';
