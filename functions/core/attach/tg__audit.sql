-- core.tg__audit: write one audit entry for each changed row of an attached table.
--
-- What sql/macros/audit.sql.j2 writes out for a table of a module, this does for a
-- table that other tools change: neither may their next write fail, nor may a new
-- column be left out. The statements for a plain table name no column of it, so each
-- trigger plans them once. The arguments are the masked columns. On a partitioned table
-- it runs for each row, under the name of the whole. Definer: no role may write
-- entries. Settings: as in the macro, each value has one spelling.

create or replace function core.tg__audit()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set datestyle = 'ISO, YMD'
    set intervalstyle = 'postgres'
    set extra_float_digits = 1
    set bytea_output = 'hex'
    set lc_monetary = 'C'
as $$
declare
    v_operation constant text := lower(tg_op);
    v_is_row constant boolean := tg_level = 'ROW';
    v_keys constant text[] := core._plain_keys(tg_relid);
    v_name constant text := case
        when v_is_row then core._audited_name(pg_partition_root(tg_relid))
        else format('%s.%s', tg_table_schema, tg_table_name)
    end;
    v_masked constant text[] := case
        when tg_nargs = 0 then '{}'
        else core._masked_columns(
            coalesce(pg_partition_root(tg_relid), tg_relid), tg_argv
        )
    end;
    v_actor constant uuid := core.actor_id();
    v_role constant text := core._acting_role();
    v_request constant text := core.request_id();
    v_reason constant text := nullif(current_setting('rowhouse.reason', true), '');
    v_old record;
    v_new record;
begin
    if v_is_row then
        if tg_op = 'INSERT' then
            v_old := new;
            v_new := new;
        elsif tg_op = 'DELETE' then
            v_old := old;
            v_new := old;
        else
            v_old := old;
            v_new := new;
        end if;
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, v_name, c.id, c.operation,
            core._old_values(c.old_doc, c.new_doc, v_masked)
        from core._changed_rows(tg_relid, v_operation, v_old, v_new) as c;
    elsif v_keys is null or tg_op = 'TRUNCATE' then
        execute 'insert into core.audit_entries (actor_id, role, request_id, reason, '
            'table_name, row_id, operation, old_values) '
            'select $1, $2, $3, $4, $5, c.id, c.operation, '
            'core._old_values(c.old_doc, c.new_doc, $6) from ('
            || core._changes_query(tg_relid, v_operation, 'old_rows', 'new_rows')
            || ') as c'
        using v_actor, v_role, v_request, v_reason, v_name, v_masked;
    elsif tg_op = 'INSERT' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation
        )
        select
            v_actor, v_role, v_request, v_reason, v_name,
            core._row_id(to_jsonb(_n_.*), v_keys), 'insert'
        from new_rows as _n_;
    elsif tg_op = 'DELETE' then
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, v_name,
            core._row_id(to_jsonb(_o_.*), v_keys), 'delete',
            core._old_values(to_jsonb(_o_.*), null, v_masked)
        from old_rows as _o_;
    else
        insert into core.audit_entries (
            actor_id, role, request_id, reason, table_name, row_id, operation, old_values
        )
        select
            v_actor, v_role, v_request, v_reason, v_name, coalesce(o.id, n.id),
            case when n.id is null then 'delete' when o.id is null then 'insert'
                else 'update' end,
            core._old_values(o.doc, n.doc, v_masked)
        from (
            select core._row_id(to_jsonb(_o_.*), v_keys) as id, to_jsonb(_o_.*) as doc
            from old_rows as _o_
        ) as o
        full join (
            select core._row_id(to_jsonb(_n_.*), v_keys) as id, to_jsonb(_n_.*) as doc
            from new_rows as _n_
        ) as n on o.id collate "C" = n.id collate "C"
        where o.doc::text is distinct from n.doc::text;
    end if;
    return null;
end;
$$;

comment on function core.tg__audit() is
    'Writes an audit entry for each changed row; arguments: columns to mask.';
