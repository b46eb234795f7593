-- tests.reshape_lines: keep the lines by month, or in one table, in one transaction.

create or replace function tests.reshape_lines(p_shape text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters.start_reshape(p_shape);
    while filters.copy_lines(2) > 0 loop
        null;
    end loop;
    while filters.compare_lines(2) > 0 loop
        null;
    end loop;
    perform filters.switch_lines();
    while filters.finish_reshape() loop
        null;
    end loop;
end;
$$;
