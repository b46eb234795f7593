-- suppliers._limit_bulk: limit how often a caller, and a supplier's people together,
-- change tasks in bulk.
--
-- The caller's token is taken first, then those of its suppliers by id: calls that
-- share some wait for each other, but cannot deadlock.

create or replace function suppliers._limit_bulk()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if core.actor_id() is not null then
        perform core.limit_rate(
            'suppliers.bulk:user', core.actor_id()::text,
            core.setting('suppliers.bulk_rate')
        );
    end if;
    perform core.limit_rate(
        'suppliers.bulk:supplier', s.id::text, core.setting('suppliers.supplier_bulk_rate')
    )
    from (
        select o.id
        from unnest(suppliers.own_supplier_ids()) as o (id)
        order by o.id
    ) as s;
end;
$$;

comment on function suppliers._limit_bulk() is
$$Take a token of the caller and of each of its suppliers; settings suppliers.bulk_rate
and suppliers.supplier_bulk_rate. Servers pass.

Errors: PT429 core.rate_limited (raised as SQLSTATE PGRST).
$$;
