-- core.tg__audit: write one audit entry for each changed row of an attached table.
--
-- What sql/macros/audit.sql.j2 writes out for a table of a module, this builds in each
-- statement from the catalog: other tools change such a table, and neither may their
-- next write fail, nor may a new column be left out. The arguments are the masked
-- columns. Where one of them is not there any more, it may have another name: then all
-- columns outside the key are masked. Where the table has lost its key, an entry names
-- neither row nor values, so no history is read that misses a change. Definer: no role
-- may write entries. Settings: as in the macro, each value has one spelling.

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
    c_entry constant text := 'insert into core.audit_entries (actor_id, role, '
        'request_id, reason, table_name, row_id, operation, old_values) '
        'select $1, $2, $3, $4, $5, ';
    v_shape constant record := core._row_shape(tg_relid);
    v_asked constant text[] := coalesce(tg_argv, '{}');
    v_masked text[];
    v_whole text := 'to_jsonb(_o_)';
    v_rest text;
begin
    if v_shape.keys is null then
        v_rest := format('null, %L, null', lower(tg_op)) || case tg_op
            when 'INSERT' then ' from new_rows'
            when 'TRUNCATE' then ''
            else ' from old_rows'
        end;
    end if;
    v_masked := case
        when v_shape.columns @> v_asked then v_asked
        else array(
            select c.name from unnest(v_shape.columns) as c (name)
            where c.name <> all(v_shape.keys)
        )
    end;
    if cardinality(v_masked) > 0 then
        v_whole := format(
            '(to_jsonb(_o_) || %L::jsonb)',
            (select jsonb_object_agg(m.name, '***') from unnest(v_masked) as m (name))
        );
    end if;

    case
        when v_rest is not null then null;
        when tg_op = 'INSERT' then
            v_rest := format('%s, ''insert'', null from new_rows as _n_', v_shape.new_key);
        when tg_op = 'DELETE' then
            v_rest := format(
                '%s, ''delete'', %s from old_rows as _o_', v_shape.old_key, v_whole
            );
        when tg_op = 'TRUNCATE' then
            v_rest := 'null, ''truncate'', null';
        else
            v_rest := format(
                'case when _o_.%1$s is null then %2$s else %3$s end, '
                'case when _n_.%1$s is null then ''delete'' '
                'when _o_.%1$s is null then ''insert'' else ''update'' end, '
                'case when _n_.%1$s is null then %4$s '
                'when _o_.%1$s is not null then %4$s - %5$L::text[] - array[%6$s]::text[] '
                'end from old_rows as _o_ full join new_rows as _n_ '
                'on %7$s '
                'where (_o_ *<> _n_) is not false',
                v_shape.first_key, v_shape.new_key, v_shape.old_key, v_whole,
                v_shape.keys,
                (
                    select string_agg(
                        format('case when %s then %L end', c.same, c.name), ', '
                    )
                    from unnest(v_shape.columns, v_shape.same) as c (name, same)
                ),
                v_shape.joins
            );
    end case;
    execute c_entry || v_rest
    using
        core.actor_id(), core._acting_role(), core.request_id(),
        nullif(current_setting('rowhouse.reason', true), ''),
        format('%s.%s', tg_table_schema, tg_table_name);
    return null;
end;
$$;

comment on function core.tg__audit() is
    'Writes an audit entry for each changed row; arguments: columns to mask.';
