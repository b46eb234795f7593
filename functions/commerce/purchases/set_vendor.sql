-- commerce.set_vendor: make or replace a vendor.
--
-- Definer: no role may write the table.

create or replace function commerce.set_vendor(
    p_code text, p_vendor jsonb, p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_vendor commerce.vendors;
    v_stored commerce.vendors;
begin
    perform core.require_role('admin');
    v_vendor := commerce._read_vendor(p_vendor);
    if coalesce(p_code, '') !~ '^[A-Z0-9][A-Z0-9._-]{0,39}$' then
        perform core.raise_error(
            'commerce.invalid_vendor',
            format(
                'The code %L is not upper-case letters, digits, points and hyphens.',
                core.excerpt(p_code)
            )
        );
    end if;

    perform pg_advisory_xact_lock(hashtextextended('commerce.vendor:' || p_code, 0));
    select v.*
    into v_stored
    from commerce.vendors as v
    where v.code = p_code
    for no key update;
    perform core.check_version(
        'Vendor ' || p_code, v_stored.version, p_expected_version,
        'commerce.version_conflict'
    );

    insert into commerce.vendors as v (
        code, name, currency, lead_time_days, order_days, timezone,
        approval_limit_minor, api_url, webhook_source, is_active, created_at, updated_at
    )
    values (
        p_code, v_vendor.name, v_vendor.currency, v_vendor.lead_time_days,
        v_vendor.order_days, v_vendor.timezone, v_vendor.approval_limit_minor,
        v_vendor.api_url, v_vendor.webhook_source, v_vendor.is_active, core.now(),
        core.now()
    )
    on conflict (code) do update
    set
        name = excluded.name,
        currency = excluded.currency,
        lead_time_days = excluded.lead_time_days,
        order_days = excluded.order_days,
        timezone = excluded.timezone,
        approval_limit_minor = excluded.approval_limit_minor,
        api_url = excluded.api_url,
        webhook_source = excluded.webhook_source,
        is_active = excluded.is_active
    returning v.* into v_vendor;
    return to_jsonb(v_vendor);
exception
    when unique_violation then
        perform core.raise_error(
            'commerce.invalid_vendor',
            format('Source %L is that of another vendor.', v_vendor.webhook_source)
        );
        return null;
end;
$$;

grant execute on function commerce.set_vendor(text, jsonb, bigint) to authenticated;

comment on function commerce.set_vendor(text, jsonb, bigint) is
$$Make or replace a vendor; for app role admin.

order_days: weekdays, 1 (Monday) to 7, in timezone. A proposal that costs at most
approval_limit_minor is approved by itself; 0: none is. api_url: where orders are
posted; without it a person orders. webhook_source: a source that
register_webhook_source has made with job kind commerce.acknowledge_purchase; its secret
signs the orders. Defaults: 7 days, every day, UTC, 0, active.
expected_version: that of the vendor that was seen; 0: there is none yet.
Takes: {vendor: {name: text, currency: text, lead_time_days?: integer | null,
order_days?: [integer] | null, timezone?: text | null, approval_limit_minor?: bigint |
null, api_url?: text | null, webhook_source?: text | null, is_active?: boolean}}
Returns: list_vendors.items
Units: approval_limit_minor in minor units of currency.
Errors: PT403 core.not_permitted, PT409 commerce.version_conflict, PT422
commerce.invalid_vendor.
Example: {"code": "ACME", "vendor": {"name": "Acme", "currency": "PHP", "order_days":
[1, 4], "approval_limit_minor": 500000}}
Budget: 200 ms.
$$;
