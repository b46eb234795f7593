-- commerce._set_default_price: the price of a variant now, on the default list.
--
-- A period that has begun keeps its bounds and gets the new amount; without one, the
-- new period ends where the next one begins.

create or replace function commerce._set_default_price(
    p_variant_id bigint, p_amount_minor bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_list_id constant bigint := (
        select l.id from commerce.price_lists as l where l.is_default
    );
begin
    if p_amount_minor is null then
        delete from commerce.prices
        where
            variant_id = p_variant_id
            and price_list_id = v_list_id
            and valid @> core.now();
        return;
    end if;

    update commerce.prices
    set amount_minor = p_amount_minor
    where
        variant_id = p_variant_id
        and price_list_id = v_list_id
        and valid @> core.now();
    if not found then
        insert into commerce.prices (price_list_id, variant_id, valid, amount_minor)
        values (
            v_list_id, p_variant_id,
            tstzrange(core.now(), (
                select min(lower(p.valid))
                from commerce.prices as p
                where
                    p.variant_id = p_variant_id
                    and p.price_list_id = v_list_id
                    and lower(p.valid) > core.now()
            )),
            p_amount_minor
        );
    end if;
end;
$$;

comment on function commerce._set_default_price(bigint, bigint) is
$$Set the current price of a variant; null ends it.

Units: minor units of the currency of the default list.
$$;
