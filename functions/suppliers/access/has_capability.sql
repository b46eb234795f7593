-- suppliers.has_capability: whether a supplier has a capability on a day.

create or replace function suppliers.has_capability(
    p_supplier_id bigint, p_capability_code text, p_on date
)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from suppliers.supplier_capabilities as s
        inner join suppliers.capabilities as c on s.capability_code = c.code
        where
            s.supplier_id = p_supplier_id
            and s.capability_code = p_capability_code
            and p_on >= s.valid_from_on
            and p_on <= coalesce(s.valid_until_on, 'infinity')
            and (
                not c.is_certified
                or exists (
                    select
                    from suppliers.certificates as t
                    where
                        t.supplier_id = p_supplier_id
                        and t.capability_code = p_capability_code
                        and p_on between t.valid_from_on and t.valid_until_on
                        and t.revoked_at is null
                )
            )
    )
$$;

comment on function suppliers.has_capability(bigint, text, date) is
    'True within its period and, where one is needed, with a valid certificate.';
