-- commerce._write_price: set the price of a variant for a period; null ends it.
--
-- A period that it meets is cut, or split in two where it reaches beyond both ends. The
-- caller has locked the product, so two writers do not meet.

create or replace function commerce._write_price(
    p_variant_id bigint,
    p_price_list_id bigint,
    p_valid tstzrange,
    p_amount_minor bigint,
    p_sale_amount_minor bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_met commerce.prices;
    v_rest tstzrange[];
begin
    for v_met in
        select p.*
        from commerce.prices as p
        where
            p.variant_id = p_variant_id
            and p.price_list_id = p_price_list_id
            and p.valid && p_valid
        order by p.id
    loop
        v_rest := array(
            select r.period
            from unnest(tstzmultirange(v_met.valid) - tstzmultirange(p_valid)) as r (period)
            order by r.period
        );
        if v_rest = '{}' then
            delete from commerce.prices where id = v_met.id;
        else
            update commerce.prices set valid = v_rest[1] where id = v_met.id;
        end if;
        if cardinality(v_rest) = 2 then
            insert into commerce.prices (
                price_list_id, variant_id, valid, amount_minor, sale_amount_minor
            )
            values (
                p_price_list_id, p_variant_id, v_rest[2], v_met.amount_minor,
                v_met.sale_amount_minor
            );
        end if;
    end loop;

    if p_amount_minor is not null then
        insert into commerce.prices (
            price_list_id, variant_id, valid, amount_minor, sale_amount_minor
        )
        values (
            p_price_list_id, p_variant_id, p_valid, p_amount_minor, p_sale_amount_minor
        );
    end if;
end;
$$;

comment on function commerce._write_price(
    bigint, bigint, tstzrange, bigint, bigint
) is
$$Set a price for a period; a null amount leaves the period without a price.

Units: minor units.
$$;
