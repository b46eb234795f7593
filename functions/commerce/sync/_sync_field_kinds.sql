-- commerce._sync_field_kinds: the fields of an entity that are synchronised.

create or replace function commerce._sync_field_kinds(p_entity text)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case p_entity
        when 'product' then '{
            "sku": {"kind": "string", "pattern": "^[A-Z0-9][A-Z0-9._/-]{0,63}$"},
            "title": {"kind": "string", "least": 1, "most": 200},
            "description": {"kind": "string", "least": 0, "most": 10000},
            "category": {"kind": "string", "least": 1, "most": 200, "nullable": true},
            "price_minor": {"kind": "number", "most": 1000000000000, "nullable": true},
            "deleted": {"kind": "boolean"}
        }'::jsonb
        when 'inventory' then '{
            "on_hand": {"kind": "number", "most": 1000000000}
        }'::jsonb
        when 'order' then '{
            "status": {"kind": "string", "pattern":
                "^(placed|paid|packed|shipped|delivered|cancelled|returned|refunded)$"}
        }'::jsonb
    end
$$;

comment on function commerce._sync_field_kinds(text) is
$${field: {kind, pattern, least, most, nullable}} of product, inventory or order.

Units: on_hand in the unit of the variant, price_minor in minor units of the default list.
$$;
