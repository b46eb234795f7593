-- tests.registered_shop: the small shop, and two registered dimensions of its lines.
--
-- `product` is a text without an index, `price` a number. Both are live.

create or replace function tests.registered_shop()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform tests.small_shop();
    perform core.run_operation_chunks(
        (
            filters.register_dimension('{
                "name": "product", "source": "filters.transactions",
                "column": "product_key"
            }') -> 'operation_id'
        )::bigint
    );
    perform core.run_operation_chunks(
        (
            filters.register_dimension('{
                "name": "price", "source": "filters.transactions",
                "column": "price_minor"
            }') -> 'operation_id'
        )::bigint
    );
end;
$$;
