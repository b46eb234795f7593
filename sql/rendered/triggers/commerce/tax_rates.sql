-- Rendered from triggers/commerce/tax_rates.sql.j2; edit that file, not this one.
-- Triggers on commerce.tax_rates, in firing order.

create or replace function commerce.tg_tax_rates__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set intervalstyle = 'postgres'
    set extra_float_digits = 1
    set bytea_output = 'hex'
    set lc_monetary = 'C'
as $$
declare
    v_actor uuid;
    v_request text;
    v_role text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_reason text := nullif(current_setting('rowhouse.reason', true), '');
    v_claims text := current_setting('request.jwt.claims', true);
begin
    if v_claims <> '' and current_setting('rowhouse.actor_claims', true) = v_claims then
        v_actor := nullif(current_setting('rowhouse.actor', true), '')::uuid;
    elsif v_claims <> '' then
        v_actor := core.actor_id();
        perform
            set_config('rowhouse.actor', coalesce(v_actor::text, ''), true),
            set_config('rowhouse.actor_claims', v_claims, true);
    end if;
    if current_setting('request.headers', true) <> ''
        or current_setting('rowhouse.request_id', true) <> '' then
        v_request := core.request_id();
    end if;

    if tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.tax_rates',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.tax_rates',
            coalesce(o.id::text, n.id::text),
            case
                when n.id is null then 'delete'
                when o.id is null then 'insert'
                else 'update'
            end,
            case
                when n.id is null then to_jsonb(o)
                when o.id is not null then to_jsonb(o) - array[
                    'id',
                    case when o.tax_class is not distinct from n.tax_class then 'tax_class' end,
                    case when o.country is not distinct from n.country then 'country' end,
                    case when row(o.rate_percent)::record *= row(n.rate_percent)::record then 'rate_percent' end,
                    case when row(o.valid)::record *= row(n.valid)::record then 'valid' end
                ]
            end
        from old_rows as o
        full join new_rows as n on o.id = n.id
        where (o *<> n) is not false;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.tax_rates',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.tax_rates',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_tax_rates__audit() is
    'Writes one audit entry for each changed row of commerce.tax_rates.';

create or replace trigger t80_audit_insert
    after insert on commerce.tax_rates
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_tax_rates__audit();
create or replace trigger t80_audit_update
    after update on commerce.tax_rates
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_tax_rates__audit();
create or replace trigger t80_audit_delete
    after delete on commerce.tax_rates
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_tax_rates__audit();
create or replace trigger t80_audit_truncate
    after truncate on commerce.tax_rates
    for each statement
    execute function commerce.tg_tax_rates__audit();
