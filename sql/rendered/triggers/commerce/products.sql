-- Rendered from triggers/commerce/products.sql.j2; edit that file, not this one.
-- Triggers on commerce.products, in firing order.

-- A change raises the version, which callers compare (core.check_version).
create or replace trigger t10_bump_version
    before update on commerce.products
    for each row
    execute function core.tg__bump_version('search_text');

-- A change sets updated_at.
create or replace trigger t10_touch
    before update on commerce.products
    for each row
    execute function core.tg__touch('search_text');

create or replace function commerce.tg_products__audit()
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
            v_actor, v_role, v_request, v_reason, 'commerce.products',
            n.id::text,
            'insert', null
        from new_rows as n;
    elsif tg_op = 'UPDATE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.products',
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
                    case when o.title is not distinct from n.title then 'title' end,
                    case when o.description is not distinct from n.description then 'description' end,
                    case when o.category_id is not distinct from n.category_id then 'category_id' end,
                    case when o.brand_id is not distinct from n.brand_id then 'brand_id' end,
                    case when o.tax_class is not distinct from n.tax_class then 'tax_class' end,
                    case when row(o.attributes)::record *= row(n.attributes)::record then 'attributes' end,
                    case when o.status is not distinct from n.status then 'status' end,
                    case when o.starts_at is not distinct from n.starts_at then 'starts_at' end,
                    case when o.ends_at is not distinct from n.ends_at then 'ends_at' end,
                    case when o.published_at is not distinct from n.published_at then 'published_at' end,
                    case when o.deleted_at is not distinct from n.deleted_at then 'deleted_at' end,
                    case when o.version is not distinct from n.version then 'version' end,
                    case when o.created_at is not distinct from n.created_at then 'created_at' end,
                    case when o.updated_at is not distinct from n.updated_at then 'updated_at' end,
                    case when row(o.search_text)::record *= row(n.search_text)::record then 'search_text' end
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
            v_actor, v_role, v_request, v_reason, 'commerce.products',
            o.id::text,
            'delete', to_jsonb(o)
        from old_rows as o;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, 'commerce.products',
            null,
            'truncate', null;
    end if;

    return null;
end;
$$;
comment on function commerce.tg_products__audit() is
    'Writes one audit entry for each changed row of commerce.products.';

create or replace trigger t80_audit_insert
    after insert on commerce.products
    referencing new table as new_rows
    for each statement
    execute function commerce.tg_products__audit();
create or replace trigger t80_audit_update
    after update on commerce.products
    referencing old table as old_rows new table as new_rows
    for each statement
    execute function commerce.tg_products__audit();
create or replace trigger t80_audit_delete
    after delete on commerce.products
    referencing old table as old_rows
    for each statement
    execute function commerce.tg_products__audit();
create or replace trigger t80_audit_truncate
    after truncate on commerce.products
    for each statement
    execute function commerce.tg_products__audit();

-- Every change invalidates the cached answers of tag commerce.product:<id>.
create or replace trigger t90_uncache
    after insert or update or delete on commerce.products
    for each row
    execute function core.tg__invalidate_keyed_cache('commerce.product', 'id');
