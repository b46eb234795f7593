-- core.tg__validate: refuse a row of an attached table that its rules do not allow.
--
-- What the rules sanitize is stored. Warnings are not errors. Definer: each role that
-- may write the table is held to its rules, also one without a right to the rules.

create or replace function core.tg__validate()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entity constant text := (
        select a.name
        from core.attachments as a
        where
            a.attached_table = coalesce(pg_partition_root(tg_relid), tg_relid)
            and a.kind = 'validation'
    );
    v_row jsonb;
    v_checked jsonb;
    v_errors text;
    v_clean jsonb;
begin
    if v_entity is null or tg_op = 'UPDATE' and old *= new then
        return new;
    end if;
    v_row := core._row_values(tg_relid, new);
    execute format('select core.%I($1)', '_check_' || replace(v_entity, '.', '__'))
    into v_checked
    using v_row;

    select string_agg(
        concat_ws(': ', e.error ->> 'field', e.error ->> 'message'), ' '
        order by e.place
    )
    into v_errors
    from jsonb_array_elements(v_checked -> 'errors') with ordinality as e (error, place)
    where e.error ->> 'severity' = 'error';
    if v_errors is not null then
        perform core.raise_error('core.invalid_record', v_errors);
    end if;

    select jsonb_object_agg(e.key, e.value)
    into v_clean
    from jsonb_each(v_checked -> 'record') as e
    where v_row -> e.key is distinct from e.value;
    if v_clean is not null then
        new := jsonb_populate_record(new, v_clean);
    end if;
    return new;
end;
$$;

comment on function core.tg__validate() is
    'Sanitizes a row and refuses it with all its errors. Errors: core.invalid_record.';
