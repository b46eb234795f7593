-- core._audited_row_id: a caller's key in the spelling of audit entries.
--
-- Keys are compared as values: each part is read with the type of its column and
-- written as the audit trigger writes it, whatever the session's settings for times and
-- numbers.

create or replace function core._audited_row_id(p_table_name text, p_row_id text)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set datestyle = 'ISO, YMD'
    set intervalstyle = 'postgres'
    set extra_float_digits = 1
    set bytea_output = 'hex'
    set lc_monetary = 'C'
as $$
declare
    v_table record := core._audited_table(p_table_name);
    v_parts jsonb;
    v_row_id text;
begin
    begin
        v_parts := case v_table.parts
            when 1 then jsonb_build_array(p_row_id)
            else p_row_id::jsonb
        end;
        if p_row_id is null or jsonb_array_length(v_parts) <> v_table.parts then
            raise data_exception;
        end if;
        execute format('select %s', v_table.given_key)
        into v_row_id
        using v_parts;
    exception
        when data_exception or program_limit_exceeded or integrity_constraint_violation
        then
            perform core.raise_error(
                'core.invalid_argument',
                format(
                    'row_id %s is not a key of %s.',
                    core.excerpt(p_row_id), v_table.relation
                )
            );
    end;
    return v_row_id;
end;
$$;

comment on function core._audited_row_id(text, text) is
$$row_id of the entries of one row: its key as text, or a JSON array of texts.

Errors: core.table_not_audited PT404, core.invalid_argument PT422.
$$;
