-- filters._note_load: record that a data set was loaded.

create or replace function filters._note_load(
    p_dataset text, p_version text, p_lines bigint
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into filters.loads (dataset, version, line_count)
    values (p_dataset, p_version, p_lines)
$$;

comment on function filters._note_load(text, text, bigint) is
    'Record a data set, its release and its lines; 23505 if it was loaded before.';
