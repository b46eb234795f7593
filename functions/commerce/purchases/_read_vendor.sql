-- commerce._read_vendor: read a caller's vendor; raises if it is invalid.

create or replace function commerce._read_vendor(p_vendor jsonb)
    returns commerce.vendors
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'commerce.invalid_vendor';
    v_read jsonb := core.read_json('vendor', p_vendor, 'object', 10000, c_key);
    v_vendor commerce.vendors;
begin
    v_read := core.read_records(
        'vendor', jsonb_build_array(v_read),
        '{"name": "text", "currency": "text", "lead_time_days": "integer",
        "timezone": "text", "approval_limit_minor": "bigint", "api_url": "text",
        "webhook_source": "text"}',
        1, 'vendor', c_key, c_key, '{order_days,is_active}'
    ) -> 0;
    v_vendor.name := core.read_text('name', v_read ->> 'name', 1, 200, c_key);
    v_vendor.currency := v_read ->> 'currency';
    v_vendor.lead_time_days := core.read_number(
        'lead_time_days', coalesce((v_read ->> 'lead_time_days')::integer, 7), 0, 365,
        c_key
    );
    v_vendor.approval_limit_minor := core.read_number(
        'approval_limit_minor',
        coalesce((v_read ->> 'approval_limit_minor')::bigint, 0),
        0, 999999999999999999, c_key
    );
    v_vendor.timezone := coalesce(v_read ->> 'timezone', 'UTC');
    v_vendor.api_url := v_read ->> 'api_url';
    v_vendor.webhook_source := v_read ->> 'webhook_source';

    v_vendor.order_days := (
        select array_agg(distinct d.day::integer order by d.day::integer)
        from jsonb_array_elements_text(
            case
                when coalesce(v_read -> 'order_days', 'null') = 'null'
                    then '[1, 2, 3, 4, 5, 6, 7]'
                when jsonb_typeof(v_read -> 'order_days') = 'array'
                    then v_read -> 'order_days'
            end
        ) as d (day)
        where d.day ~ '^[1-7]$'
    );
    perform core.raise_error(c_key, f.fault)
    from (
        values
        (
            coalesce(v_vendor.currency, '') !~ '^[A-Z]{3}$',
            'currency is not a code of three letters.'
        ),
        (
            v_vendor.order_days is null
            or exists (
                select
                from jsonb_path_query(
                    v_read, 'strict $.order_days[*]', silent => true
                ) as d (day)
                where coalesce(d.day #>> '{}', '') !~ '^[1-7]$'
            ),
            'order_days is not a list of weekdays from 1 to 7.'
        ),
        (
            not exists (
                select from pg_catalog.pg_timezone_names as z
                where z.name = v_vendor.timezone
            ),
            'timezone is not the name of a time zone.'
        ),
        (
            v_vendor.api_url !~ '^https?://[^/?#@[:space:]]+([/?#][^[:space:]]*)?$',
            'api_url is not an http(s) URL, or has credentials.'
        ),
        (
            v_vendor.webhook_source is not null
            and not exists (
                select from core.webhook_sources as s
                where s.name = v_vendor.webhook_source
            ),
            'webhook_source is not the name of a source.'
        ),
        (
            jsonb_typeof(coalesce(v_read -> 'is_active', 'true')) <> 'boolean',
            'is_active is not true or false.'
        )
    ) as f (is_fault, fault)
    where f.is_fault;
    v_vendor.is_active := coalesce((v_read ->> 'is_active')::boolean, true);
    return v_vendor;
end;
$$;

comment on function commerce._read_vendor(jsonb) is
$$The vendor that a caller sent, with its defaults; without its code.

Errors: PT422 commerce.invalid_vendor.
$$;
