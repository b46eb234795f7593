-- core._masked_columns: the columns of a table whose values nothing may show.
--
-- They are those that the audit trigger names. If one is not there any more, or is
-- another column of that name, its values may be in any column: then all outside the
-- key are masked. Numbers of columns tell, until a dump is restored elsewhere: then
-- names do.

create or replace function core._masked_columns(p_table regclass, p_asked text[])
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_numbers constant jsonb := (
        select a.numbers
        from core.attachments as a
        where
            a.attached_table = p_table
            and a.kind = 'audit'
            and a.numbered_table = p_table::oid
    );
    v_is_whole boolean;
begin
    if cardinality(p_asked) = 0 then
        return p_asked;
    end if;
    select coalesce(bool_and(l.name is not null), false)
    into v_is_whole
    from unnest(p_asked) as m (name)
    left join core._live_columns(p_table) as l
        on m.name = l.name
        and coalesce((v_numbers ->> m.name)::integer, l.number) = l.number;
    return case
        when v_is_whole then p_asked
        else array(
            select l.name
            from core._live_columns(p_table) as l
            where l.name <> all(coalesce((core._row_shape(p_table)).keys, '{}'))
        )
    end;
end;
$$;

comment on function core._masked_columns(regclass, text[]) is
    'The masked columns, or all outside the key where one of them is gone.';
