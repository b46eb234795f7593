-- filters._make_lines: create filters.transactions_new, an empty table for all lines.
--
-- It has the columns, checks, indexes, policies and grants of filters.transactions. In
-- months the key of a partition has to be part of a unique index: the primary key gets
-- it, and filters.line_keys keeps line keys unique. Index names are unique in a schema:
-- new_… becomes … at the switch. Foreign keys come later (filters._copy_fkeys).

create or replace function filters._make_lines(
    p_shape text, p_from timestamptz, p_until timestamptz
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_statement text;
begin
    execute 'create table filters.transactions_new ('
        'like filters.transactions including all excluding indexes)'
        || case p_shape when 'months' then ' partition by range (sold_at)' else '' end;
    execute 'alter table filters.transactions_new enable row level security';
    execute format(
        'alter table filters.transactions_new add constraint new_transactions_pkey '
        'primary key (%s)',
        case p_shape when 'months' then 'id, sold_at' else 'id' end
    );
    for v_statement in
        select format(
            'create %sindex %I on filters.transactions_new %s',
            case
                when c.relname = 'transactions_line_key_idx' and p_shape = 'months'
                    then ''
                when c.relname = 'transactions_line_key_idx' or i.indisunique
                    then 'unique '
                else ''
            end,
            'new_' || c.relname,
            substring(pg_get_indexdef(c.oid) from 'USING .*$')
        )
        from pg_catalog.pg_index as i
        inner join pg_catalog.pg_class as c on i.indexrelid = c.oid
        where i.indrelid = 'filters.transactions'::regclass and not i.indisprimary
        order by c.relname
    loop
        execute v_statement;
    end loop;
    if p_shape = 'months' then
        perform filters._make_months(p_from, p_until);
    end if;
    perform filters._copy_access();
end;
$$;

comment on function filters._make_lines(text, timestamptz, timestamptz) is
    'For filters.start_reshape: the table that will take the place of the lines.';
