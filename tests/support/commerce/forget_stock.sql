-- tests.forget_stock: empty products, locations and all that depends on them.
--
-- Ledgers are append-only, so only their owner can, without their triggers.

create or replace function tests.forget_stock()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_tables constant regclass[] := array(
        select c.oid::regclass from pg_catalog.pg_class as c
        where c.relnamespace = 'commerce'::regnamespace and c.relkind = 'r'
    );
    v_table regclass;
begin
    foreach v_table in array v_tables loop
        execute format('alter table %s disable trigger user', v_table);
    end loop;
    truncate commerce.sales, commerce.stock_movements, commerce.reservations,
    commerce.transfers, commerce.stock_takes, commerce.products, commerce.locations
    cascade;
    perform commerce.rebuild_report_sums();
    foreach v_table in array v_tables loop
        execute format('alter table %s enable trigger user', v_table);
    end loop;
end;
$$;
