-- suppliers.list_certificates: certificates, those that end first at the head.
--
-- The query repeats the policy. Definer: what suppliers read is logged, and the log is
-- written by functions only.

create or replace function suppliers.list_certificates(
    p_supplier_id bigint default null,
    p_expires_until date default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_certificates', p_after, p_page_size, '{date,bigint}'
    );
    v_is_staff constant boolean := core.can_act_as('admin', 'project_manager');
    v_items jsonb;
begin
    if p_supplier_id is not null then
        perform suppliers._require_supplier(p_supplier_id);
    end if;
    if p_expires_until is not null then
        perform core.read_date('expires_until', p_expires_until);
    end if;
    perform suppliers._log_read('certificates', p_supplier_id);
    select jsonb_agg(suppliers._show_certificate(n) order by n.valid_until_on, n.id)
    into v_items
    from (
        select c.*
        from suppliers.certificates as c
        where
            (c.valid_until_on, c.id) > (
                coalesce((v_page).key[1]::date, '-infinity'),
                coalesce((v_page).key[2]::bigint, 0)
            )
            and c.supplier_id = coalesce(p_supplier_id, c.supplier_id)
            and (
                p_expires_until is null
                or (c.valid_until_on <= p_expires_until and c.revoked_at is null)
            )
            and (v_is_staff or c.supplier_id = any(suppliers.own_supplier_ids()))
        order by c.valid_until_on, c.id
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'valid_until_on', 'id');
end;
$$;

grant execute on function suppliers.list_certificates(bigint, date, text, integer)
to authenticated, service_role;

comment on function suppliers.list_certificates(bigint, date, text, integer) is
$$Certificates of one supplier, or of all that the caller sees; the first to end first.

expires_until: only those that end until this day and are not revoked. What suppliers
read is logged.
Returns: {items: [add_certificate], next: text | null}
Units: expires_until YYYY-MM-DD, included; page_size from 1 to 500.
Errors: PT404 suppliers.unknown_supplier, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size; for a supplier's people PT405
core.post_only.
Example: {"expires_until": "2098-12-31"}
Budget: 200 ms.
$$;
