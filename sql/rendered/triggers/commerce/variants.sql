-- Rendered from triggers/commerce/variants.sql.j2; edit that file, not this one.
-- Triggers on commerce.variants, in firing order.

-- A change raises the version, which callers compare (core.check_version).
create or replace trigger t10_bump_version
    before update on commerce.variants
    for each row
    execute function core.tg__bump_version();

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on commerce.variants
    for each row
    execute function core.tg__touch();

-- A variant stays a bundle, or stays none.
create or replace trigger t20_freeze_kind
    before update on commerce.variants
    for each row
    when (old.is_bundle is distinct from new.is_bundle)
    execute function commerce.tg_variants__freeze_kind();

-- A new variant gets its stock levels.
create or replace trigger t70_add_levels
    after insert on commerce.variants
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_variants__add_levels();

create or replace function commerce.tg_variants__audit()
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
            v_actor, v_role, v_request, v_reason, 'commerce.variants',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.variants',
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
                    case when o.product_id is not distinct from n.product_id then 'product_id' end,
                    case when o.sku is not distinct from n.sku then 'sku' end,
                    case when row(o.options)::record *= row(n.options)::record then 'options' end,
                    case when row(o.barcode)::record *= row(n.barcode)::record then 'barcode' end,
                    case when o.unit is not distinct from n.unit then 'unit' end,
                    case when o.weight_grams is not distinct from n.weight_grams then 'weight_grams' end,
                    case when o.length_mm is not distinct from n.length_mm then 'length_mm' end,
                    case when o.width_mm is not distinct from n.width_mm then 'width_mm' end,
                    case when o.height_mm is not distinct from n.height_mm then 'height_mm' end,
                    case when o.is_bundle is not distinct from n.is_bundle then 'is_bundle' end,
                    case when o.version is not distinct from n.version then 'version' end,
                    case when o.created_at is not distinct from n.created_at then 'created_at' end,
                    case when o.updated_at is not distinct from n.updated_at then 'updated_at' end
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
            v_actor, v_role, v_request, v_reason, 'commerce.variants',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.variants',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_variants__audit() is
    'Writes one audit entry for each changed row of commerce.variants.';

create or replace trigger t80_audit_insert
    after insert on commerce.variants
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_variants__audit();
create or replace trigger t80_audit_update
    after update on commerce.variants
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_variants__audit();
create or replace trigger t80_audit_delete
    after delete on commerce.variants
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_variants__audit();
create or replace trigger t80_audit_truncate
    after truncate on commerce.variants
    for each statement
    execute function commerce.tg_variants__audit();

-- Every change invalidates the cached answers of tag commerce.product:<product_id>.
create or replace trigger t90_uncache
    after insert or update or delete on commerce.variants
    for each row
    execute function core.tg__invalidate_keyed_cache('commerce.product', 'product_id');
