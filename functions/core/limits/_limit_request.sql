-- core._limit_request: apply the limits of the role, the supplier and the RPC of a
-- request.
--
-- In this order; each takes one token, and a refusal by a later limit undoes the
-- earlier ones. Buckets are locked in this order in every request, so two requests of
-- one caller wait for each other, but cannot deadlock. An invalid value in a setting
-- counts as the default: no limit is lost, and no request fails because of it.

create or replace function core._limit_request(p_claims jsonb)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_role constant text := coalesce(p_claims ->> 'role', current_setting('role'));
    v_supplier constant text := p_claims -> 'app_metadata' ->> 'supplier_id';
    v_rpc constant text := core._request_rpc();
    v_who constant text := core._limited_caller(v_role);
    v_by_role jsonb;
    v_by_supplier jsonb;
    v_by_rpc jsonb;
begin
    select
        (max(l.value::text) filter (where l.name = 'core.rate_limits.' || v_role))::jsonb,
        (max(l.value::text) filter (where l.name = 'core.rate_limits.suppliers'))::jsonb,
        (max(l.value::text) filter (where l.name = 'core.rate_limits.rpcs'))::jsonb
    into v_by_role, v_by_supplier, v_by_rpc
    from (
        select
            s.name,
            case
                when
                    s.name in ('core.rate_limits.suppliers', 'core.rate_limits.rpcs')
                    or core._is_rate_limit(s.value)
                    then coalesce(s.value, s.default_value)
                else s.default_value
            end as value
        from core.settings as s
        where
            s.name in (
                'core.rate_limits.' || v_role,
                'core.rate_limits.suppliers',
                'core.rate_limits.rpcs'
            )
    ) as l;

    v_by_supplier := coalesce(v_by_supplier -> v_supplier, v_by_supplier -> '*');
    v_by_rpc := v_by_rpc -> v_rpc;

    perform core.limit_rate('role:' || v_role, v_who, v_by_role);
    if v_supplier is not null and core._is_rate_limit(v_by_supplier) then
        perform core.limit_rate('supplier', v_supplier, v_by_supplier);
    end if;
    if v_by_rpc <> '{}' and core._is_rate_limit(v_by_rpc) then
        perform core._require_post(v_rpc);
        perform core.limit_rate('rpc:' || v_rpc, v_who, v_by_rpc);
    end if;
end;
$$;

comment on function core._limit_request(jsonb) is
$$Count the current request against the limits of its role, its supplier and its RPC.

Errors: PT429 core.rate_limited, PT405 core.post_only, PT405 core.must_be_volatile.
$$;
